// Reading an object of our own schemas: each member asked for by name, every deviation a violation, unknown
// members found at the end. Private to gateway/order.
#pragma once

#include "gateway/core/decimal.hpp"
#include "gateway/core/result.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/order/order.hpp"
#include "gateway/order/rule_table.hpp"
#include "gateway/order/words.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace silkgate::order {

enum class Need : std::uint8_t { optional, required };

// Short-lived: made for one object, `finish()` called last.
class StrictReader {
public:
    StrictReader(json::Value object, Violations& out) : object_(object), out_(out) {}

    // False, with a violation, when the value is there but is no object.
    [[nodiscard]] bool is_object() const;

    void text(std::string_view name, std::string& target, Need need = Need::optional);
    void decimal(std::string_view name, Decimal& target, Need need);
    void decimal(std::string_view name, std::optional<Decimal>& target);
    void whole(std::string_view name, std::int64_t& target, std::int64_t min, std::int64_t max, Need need);
    void boolean(std::string_view name, bool& target, Need need);
    void boolean(std::string_view name, std::optional<bool>& target);
    void instant(std::string_view name, Instant& target, Need need);
    void time(std::string_view name, std::string_view source_name, Time& target, Need need);
    void time(std::string_view name, std::string_view source_name, std::optional<Time>& target);
    void provenance(std::string_view name, std::optional<Provenance>& target);

    // A text that must be one of the words.
    template <std::size_t N>
    void word(
        std::string_view name,
        const std::array<std::string_view, N>& words,
        std::string& target,
        Need need = Need::optional
    ) {
        if (const json::Value value = string_value(name, need)) {
            if (find_word(words, value.text())) {
                target = value.text();
            } else {
                report(RuleName::value_not_allowed, value);
            }
        }
    }

    template <class Enum, std::size_t N>
    bool word(std::string_view name, const std::array<std::string_view, N>& words, Enum& target, Need need) {
        const json::Value value = string_value(name, need);
        if (!value) {
            return false;
        }
        const auto index = find_word(words, value.text());
        if (index) {
            target = static_cast<Enum>(*index);
        } else {
            report(RuleName::value_not_allowed, value);
        }
        return index.has_value();
    }

    // An object member: read(reader) fills it; its unknown members are found by itself.
    template <class Read>
    bool object(std::string_view name, Need need, Read read) {
        const json::Value value = take(name, need);
        return value && read_object(value, read);
    }

    // An array member: read(reader, element) for each element, which must be an object.
    template <class T, class Read>
    void objects(std::string_view name, std::vector<T>& target, Need need, Read read) {
        const json::Value value = array_value(name, need);
        for (const json::Value element : value) {
            read_object(element, [&](StrictReader& reader) { read(reader, target.emplace_back()); });
        }
    }

    void texts(std::string_view name, std::vector<std::string>& target);
    void text_map(std::string_view name, std::map<std::string, std::string>& target);

    // The value, marked as known; nothing when it is absent. null is a violation. Absent and required is one
    // too.
    json::Value take(std::string_view name, Need need);
    void report(RuleName rule, json::Value at);
    // Reports every member that nobody asked for.
    void finish();

private:
    // More than any object of our schemas has.
    static constexpr std::size_t kMembersMax = 40;

    json::Value string_value(std::string_view name, Need need);
    json::Value array_value(std::string_view name, Need need);
    std::optional<Decimal> decimal_value(std::string_view name, Need need);

    template <class Read>
    bool read_object(json::Value value, Read read) {
        StrictReader reader(value, out_);
        if (!reader.is_object()) {
            report(RuleName::wrong_type, value);
            return false;
        }
        read(reader);
        reader.finish();
        return true;
    }

    json::Value object_;
    Violations& out_;
    std::array<std::string_view, kMembersMax> known_{};
    std::size_t known_count_ = 0;
    std::size_t found_count_ = 0;
};

}  // namespace silkgate::order
