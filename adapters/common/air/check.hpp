// What the messages of this folder need beyond their elements: numbers with check digits, totals that add up.
#pragma once

#include "adapters/common/air/parts.hpp"
#include "adapters/common/transport/total.hpp"
#include "gateway/core/result.hpp"

#include <initializer_list>
#include <optional>
#include <string_view>

namespace silkgate::adapters::air {

// Gathers the first thing that is wrong.
class Check {
public:
    void that(bool holds, std::string_view what);
    // The type is one of these, the version the standard's; senders and recipients are the visitor's
    // business.
    void header(
        const MessageHeader& header,
        std::initializer_list<std::string_view> types,
        std::string_view version
    );
    void waybill_number(std::string_view number);
    void house_number(std::string_view number);
    void airport(std::string_view code);
    // SPH has a code, SSR and OSI have a text.
    void handling(const std::vector<Handling>& codes, const std::vector<Handling>& texts);

    // Errc::invalid_value, or nothing.
    [[nodiscard]] const std::optional<Error>& error() const noexcept { return error_; }

private:
    std::optional<Error> error_;
};

using transport::total;

}  // namespace silkgate::adapters::air
