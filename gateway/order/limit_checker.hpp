// Checks of one value that make its pointer only when they fail. Private to gateway/order.
#pragma once

#include "gateway/core/decimal.hpp"
#include "gateway/core/result.hpp"
#include "gateway/order/rule_table.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace silkgate::order {

// A place in the order as a chain on the stack; a string only when asked.
class Path {
public:
    static constexpr std::size_t kNoIndex = static_cast<std::size_t>(-1);

    Path() = default;
    explicit Path(std::string_view name, std::size_t index = kNoIndex) : name_(name), index_(index) {}
    Path(const Path& parent, std::string_view name, std::size_t index = kNoIndex)
        : parent_(&parent), name_(name), index_(index) {}

    [[nodiscard]] std::string str() const {
        std::string text = parent_ == nullptr ? std::string{} : parent_->str();
        if (!name_.empty()) {
            text += '/';
            text += name_;
        }
        if (index_ != kNoIndex) {
            text += '/';
            text += std::to_string(index_);
        }
        return text;
    }

private:
    const Path* parent_ = nullptr;
    std::string_view name_;
    std::size_t index_ = kNoIndex;
};

enum class Sign : std::uint8_t { any, not_negative };
enum class Control : std::uint8_t { refused, allowed };
enum class Private : std::uint8_t { no, yes };  // yes: the value is never copied into a violation

// The checks of one object. All look at present values only.
class LimitChecker {
public:
    LimitChecker(const Path& at, Violations& out, Private privacy = Private::no)
        : at_(at), out_(out), private_(privacy) {}

    // `max` in characters (code points).
    void
    text(std::string_view name, std::string_view value, std::size_t max, Control control = Control::refused) {
        if (!value.empty()) {
            present_text(name, value, max, control);
        }
    }
    void country(std::string_view name, std::string_view value);
    void currency(std::string_view name, std::string_view value);
    void date(std::string_view name, std::string_view value);
    void decimal(std::string_view name, Decimal value) {
        if (value.is_negative()) {
            report(RuleName::negative_amount, name, value.to_string());
        }
    }
    void decimal(std::string_view name, const std::optional<Decimal>& value) {
        if (value) {
            decimal(name, *value);
        }
    }
    void weight(std::string_view name, const std::optional<Decimal>& value);
    // 2..12 of [A-Z0-9].
    void tariff_system(std::string_view name, std::string_view value);
    // 6..17 digits.
    void commodity_code(std::string_view name, std::string_view value);
    // UN/ECE Recommendation 20 or 21: 1..3 of [A-Z0-9].
    void unit(std::string_view name, std::string_view value);
    void url(std::string_view name, std::string_view value);
    void language(std::string_view name, std::string_view value);
    // Exactly or at most so many of a set of characters.
    template <class Allowed>
    void characters(
        std::string_view name,
        std::string_view value,
        Allowed allowed,
        std::size_t min,
        std::size_t max
    ) {
        if (!value.empty() &&
            (value.size() < min || value.size() > max || !std::ranges::all_of(value, allowed))) {
            report(RuleName::format, name, value);
        }
    }
    void count(std::string_view name, std::size_t size, std::size_t max);
    void report(RuleName rule, std::string_view name, std::string_view found);

private:
    void present_text(std::string_view name, std::string_view value, std::size_t max, Control control);

    const Path& at_;
    Violations& out_;
    Private private_;
};

// Function objects, so that a loop over characters has them in place.
inline constexpr auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
inline constexpr auto is_upper_or_digit = [](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); };
inline constexpr auto is_lower_hex = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); };

// GS1: weights 3 and 1 alternate from the right, the check digit completes to a multiple of ten. Digits only.
[[nodiscard]] bool has_gtin_check_digit(std::string_view digits);

}  // namespace silkgate::order
