#include "gateway/order/supplied.hpp"

#include "gateway/json/copy.hpp"
#include "gateway/order/merge_patch.hpp"
#include "gateway/order/order_json.hpp"

#include <algorithm>
#include <array>
#include <ranges>

namespace silkgate::order {
namespace {

using Tokens = std::vector<std::string>;

// As long as what a supplied value is carried.
enum class While : std::uint8_t {
    always,
    never,
    same_person,
    same_line,
    same_quantity,
    same_goods,
    same_total
};

struct Row {
    std::string_view pattern;  // a place and all below it; * is any name
    While condition;
};

// First match counts.
constexpr auto kRows = std::to_array<Row>({
    {"/parties/*", While::same_person},
    {"/lines/*/customs/netWeight", While::same_quantity},
    {"/lines/*/customs/grossWeight", While::same_quantity},
    {"/lines/*/customs/quantity1", While::same_quantity},
    {"/lines/*/customs/quantity2", While::same_quantity},
    {"/lines/*/customs/marks", While::same_quantity},
    {"/lines/*/quantity", While::never},
    {"/lines/*/amount", While::same_quantity},
    {"/lines/*", While::same_line},
    {"/lines", While::never},
    {"/consignments/*/lines", While::same_goods},
    {"/consignments/*/packages", While::same_goods},
    {"/consignments/*/grossWeight", While::same_goods},
    {"/consignments", While::always},
    {"/money", While::same_total},
    {"/payments", While::never},
    {"/refunds", While::never},
    {"", While::always},
});

Tokens split(std::string_view pointer) {
    Tokens tokens;
    for (const auto part : std::views::split(pointer.substr(pointer.empty() ? 0 : 1), '/')) {
        std::string token;
        for (auto at = part.begin(); at != part.end(); ++at) {
            if (*at == '~' && std::next(at) != part.end()) {
                ++at;
                token += *at == '1' ? '/' : '~';
            } else {
                token += *at;
            }
        }
        tokens.push_back(std::move(token));
    }
    return tokens;
}

bool lies_below(std::string_view pointer, std::string_view place) {
    return pointer.starts_with(place) && (pointer.size() == place.size() || pointer[place.size()] == '/');
}

bool matches(const Tokens& tokens, std::string_view pattern) {
    const Tokens wanted = pattern.empty() ? Tokens{} : split(pattern);
    return wanted.size() <= tokens.size() &&
           std::ranges::equal(
               wanted,
               tokens | std::views::take(wanted.size()),
               [](const auto& a, const auto& b) { return a == "*" || a == b; }
           );
}

// The value at a place; nothing where there is none.
json::Value find(json::Value order, const Tokens& tokens) {
    json::Value at = order;
    std::string_view owner;
    std::string_view holder;
    for (const std::string& token : tokens) {
        if (!at.is_array()) {
            at = at[token];
            owner = holder;
            holder = token;
            continue;
        }
        const std::string_view name = element_name(owner, holder);
        json::Value wanted;
        for (const json::Value element : at) {
            if (!name.empty() && element[name].text() == token) {
                wanted = element;
            }
        }
        at = wanted;
        owner = {};
    }
    return at;
}

class Carrier {
public:
    Carrier(json::Value before, json::Value payload, std::span<const std::string> supplied)
        : before_(before), payload_(payload), supplied_(supplied) {}

    [[nodiscard]] bool carries(const Tokens& tokens) const {
        const auto* row =
            std::ranges::find_if(kRows, [&](const Row& r) { return matches(tokens, r.pattern); });
        switch (row->condition) {
            case While::always:
                return true;
            case While::never:
                return false;
            case While::same_person:
                return is_same_person(tokens[1]);
            case While::same_line:
                return find(payload_, {tokens[0], tokens[1]}).exists();
            case While::same_quantity:
                return is_same({tokens[0], tokens[1], "quantity"});
            case While::same_goods:
                return has_same_goods();
            case While::same_total:
                return is_same({"money", "total"});
        }
        return false;
    }

    [[nodiscard]] json::Value supplied_value(const Tokens& tokens) const { return find(before_, tokens); }

    // Where the platform states something else than what was supplied; empty where it does not.
    [[nodiscard]] std::string contradicted(const Tokens& tokens) const {
        const json::Value stated = find(payload_, tokens);
        if (!stated) {
            return {};
        }
        json::Writer a;
        json::Writer b;
        json::copy(a, stated);
        const json::Value value = supplied_value(tokens);
        value ? json::copy(b, value) : static_cast<void>(b.raw("null"));
        return std::move(a).str() == std::move(b).str() ? std::string{} : stated.pointer();
    }

private:
    [[nodiscard]] bool is_same(const Tokens& tokens) const {
        const json::Value value = find(before_, tokens);
        return value && value.text() == find(payload_, tokens).text();
    }

    // A masked name may be anyone's; a name that was supplied says who it is.
    [[nodiscard]] bool is_same_person(const std::string& role) const {
        const std::string place = "/parties/" + role;
        return !find(payload_, {"parties", role}) || find(payload_, {"parties", role, "masked"}).is_true() ||
               is_same({"parties", role, "name"}) ||
               std::ranges::any_of(supplied_, [&](const std::string& known) {
                   return known == place || known == place + "/name";
               });
    }

    [[nodiscard]] bool has_same_goods() const {
        const json::Value lines = before_["lines"];
        bool same = lines.size() == payload_["lines"].size();
        for (const json::Value line : lines) {
            same = same && is_same({"lines", std::string(line["id"].text()), "quantity"});
        }
        return same;
    }

    json::Value before_;
    json::Value payload_;
    std::span<const std::string> supplied_;
};

struct Entry {
    Tokens tokens;
    json::Value value;  // nothing: removed by hand
};

// Sorted entries, none above another, as nested objects.
void write_entries(json::Writer& out, std::span<const Entry> entries, std::size_t depth) {
    out.begin_object();
    for (auto first = entries.begin(); first != entries.end();) {
        const std::string& name = first->tokens[depth];
        const auto last = std::find_if(first, entries.end(), [&](const Entry& entry) {
            return entry.tokens[depth] != name;
        });
        out.escaped_key(name);
        if (first->tokens.size() > depth + 1) {
            write_entries(out, {first, last}, depth + 1);
        } else if (first->value) {
            json::copy(out, first->value);
        } else {
            out.raw("null");
        }
        first = last;
    }
    out.end_object();
}

void remember(std::vector<std::string>& supplied, json::Value change) {
    if (change.is_object() && change.size() > 0) {
        for (const json::Value member : change) {
            remember(supplied, member);
        }
        return;
    }
    const std::string place = change.pointer();
    if (std::ranges::any_of(supplied, [&](const std::string& known) { return lies_below(place, known); })) {
        return;
    }
    std::erase_if(supplied, [&](const std::string& known) { return lies_below(known, place); });
    supplied.push_back(place);
}

}  // namespace

void remember_supplied(std::vector<std::string>& supplied, json::Value patch) {
    for (const json::Value member : patch) {
        remember(supplied, member);
    }
}

Carried carry_supplied(const Order& before, const Order& payload, std::span<const std::string> supplied) {
    Carried carried{.patch = "{}", .supplied = {}, .replaced = {}};
    const auto known = json::Document::parse(to_json(before));
    const auto stated = json::Document::parse(to_json(payload));
    if (supplied.empty() || !known || !stated) {
        return carried;
    }
    const Carrier carrier(known->root(), stated->root(), supplied);
    std::vector<Entry> entries;
    for (const std::string& place : supplied) {
        Tokens tokens = split(place);
        if (!carrier.carries(tokens)) {
            continue;
        }
        if (std::string other = carrier.contradicted(tokens); !other.empty()) {
            carried.replaced.push_back(std::move(other));
        }
        carried.supplied.push_back(place);
        const json::Value value = carrier.supplied_value(tokens);
        entries.push_back({.tokens = std::move(tokens), .value = value});
    }
    std::ranges::sort(entries, {}, &Entry::tokens);
    json::Writer out;
    write_entries(out, entries, 0);
    carried.patch = std::move(out).str();
    return carried;
}

}  // namespace silkgate::order
