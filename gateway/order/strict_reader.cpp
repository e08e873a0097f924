#include "gateway/order/strict_reader.hpp"

#include "gateway/core/check.hpp"
#include "gateway/core/time.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <span>
#include <vector>

namespace silkgate::order {

using json::Type;
using json::Value;

bool StrictReader::is_object() const {
    return object_.is_object();
}

void StrictReader::report(RuleName rule, Value at) {
    out_.push_back(make_violation(rule, at.pointer()));
}

Value StrictReader::take(std::string_view name, Need need) {
    SILKGATE_CHECK(known_count_ < kMembersMax, "an object of our schemas has too many members");
    known_[known_count_++] = name;
    const Value value = object_[name];
    if (!value) {
        if (need == Need::required) {
            out_.push_back(
                make_violation(RuleName::member_missing, object_.pointer() + "/" + json::escape_pointer(name))
            );
        }
        return {};
    }
    ++found_count_;
    if (value.is_null()) {
        report(RuleName::empty_value, value);
        return {};
    }
    return value;
}

Value StrictReader::string_value(std::string_view name, Need need) {
    const Value value = take(name, need);
    if (value && !value.is_string()) {
        report(RuleName::wrong_type, value);
        return {};
    }
    if (value && value.text().empty()) {
        report(RuleName::empty_value, value);
        return {};
    }
    return value;
}

Value StrictReader::array_value(std::string_view name, Need need) {
    const Value value = take(name, need);
    if (value && !value.is_array()) {
        report(RuleName::wrong_type, value);
        return {};
    }
    return value;
}

void StrictReader::text(std::string_view name, std::string& target, Need need) {
    if (const Value value = string_value(name, need)) {
        target = value.text();
    }
}

std::optional<Decimal> StrictReader::decimal_value(std::string_view name, Need need) {
    // Decimals are strings in our schemas: a JSON number loses its scale in most libraries.
    const Value value = string_value(name, need);
    if (!value) {
        return std::nullopt;
    }
    const auto number = Decimal::parse(value.text());
    if (!number) {
        report(RuleName::decimal_malformed, value);
        return std::nullopt;
    }
    return *number;
}

void StrictReader::decimal(std::string_view name, Decimal& target, Need need) {
    if (const auto number = decimal_value(name, need)) {
        target = *number;
    }
}

void StrictReader::decimal(std::string_view name, std::optional<Decimal>& target) {
    target = decimal_value(name, Need::optional);
}

void StrictReader::whole(
    std::string_view name,
    std::int64_t& target,
    std::int64_t min,
    std::int64_t max,
    Need need
) {
    const Value value = take(name, need);
    if (!value) {
        return;
    }
    if (!value.is_number()) {
        report(RuleName::wrong_type, value);
        return;
    }
    const std::string_view text = value.text();
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < min || number > max) {
        report(RuleName::whole_number, value);
        return;
    }
    target = number;
}

void StrictReader::boolean(std::string_view name, std::optional<bool>& target) {
    if (const Value value = take(name, Need::optional)) {
        if (value.is(Type::boolean)) {
            target = value.is_true();
        } else {
            report(RuleName::wrong_type, value);
        }
    }
}

void StrictReader::boolean(std::string_view name, bool& target, Need need) {
    if (const Value value = take(name, need)) {
        if (value.is(Type::boolean)) {
            target = value.is_true();
        } else {
            report(RuleName::wrong_type, value);
        }
    }
}

void StrictReader::time(std::string_view name, std::string_view source_name, std::optional<Time>& target) {
    std::string source;
    text(source_name, source);
    if (const Value value = string_value(name, Need::optional)) {
        if (const auto instant = parse_rfc3339(value.text())) {
            target = Time{.instant = *instant, .source = std::move(source)};
        } else {
            report(RuleName::time_malformed, value);
        }
    }
}

void StrictReader::instant(std::string_view name, Instant& target, Need need) {
    if (const Value value = string_value(name, need)) {
        if (const auto instant = parse_rfc3339(value.text())) {
            target = *instant;
        } else {
            report(RuleName::time_malformed, value);
        }
    }
}

void StrictReader::time(std::string_view name, std::string_view source_name, Time& target, Need need) {
    text(source_name, target.source);
    instant(name, target.instant, need);
}

void StrictReader::provenance(std::string_view name, std::optional<Provenance>& target) {
    Provenance provenance;
    const bool read = object(name, Need::optional, [&](StrictReader& reader) {
        reader.word("source", kOriginWords, provenance.source, Need::required);
        reader.text("reference", provenance.reference);
    });
    if (read) {
        target = std::move(provenance);
    }
}

void StrictReader::texts(std::string_view name, std::vector<std::string>& target) {
    for (const Value element : array_value(name, Need::optional)) {
        if (!element.is_string()) {
            report(RuleName::wrong_type, element);
        } else if (element.text().empty()) {
            report(RuleName::empty_value, element);
        } else {
            target.emplace_back(element.text());
        }
    }
}

void StrictReader::text_map(std::string_view name, std::map<std::string, std::string>& target) {
    const Value map = take(name, Need::optional);
    if (map && !map.is_object()) {
        report(RuleName::wrong_type, map);
        return;
    }
    for (const Value member : map) {
        if (!member.is_string()) {
            report(RuleName::wrong_type, member);
        } else if (member.text().empty()) {
            report(RuleName::empty_value, member);
        } else {
            target.emplace(member.key(), member.text());
        }
    }
}

void StrictReader::finish() {
    if (found_count_ == object_.size()) {
        return;
    }
    const std::span known(known_.data(), known_count_);
    for (const Value member : object_) {
        if (std::ranges::find(known, member.key()) == known.end()) {
            report(RuleName::unknown_member, member);
        }
    }
}

}  // namespace silkgate::order
