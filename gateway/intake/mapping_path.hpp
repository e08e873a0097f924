// Where a value stands in a payload, as a mapping writes it.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/json/reader.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::intake {

// What a path can start from.
struct Places {
    json::Value document;  // "$." the whole body
    json::Value order;     // "^." the order
    json::Value here;      // the order, or the line, payment or parcel that is being read
    // Of XML, where one element is not told from a list of one: "a[]" is the object a too.
    bool one_is_a_list = false;
};

// "a.b" a member of a member; "a[].b" of every element; "a[type=TAX].b" of elements whose `type` reads so,
// and "a[order=^id].b" of those whose `order` is the `id` of the order, to join one answer to another (in
// "^lines.data.id" lists on the way are gone through, any of their elements will do); of an object in place
// of an array where it alone would match; "a[0].b" of one element; "a.*.b" of every member.
// Values that are not there, or null, are not visited.
class Path {
public:
    [[nodiscard]] static Result<Path> parse(std::string_view text);

    // visit(value, holder): the holder is the object or array the value stands in.
    template <class Visit>
    void each(const Places& places, Visit&& visit) const {
        walk(0, root_of(places), json::Value{}, places, visit);
    }

    // The first value, or nothing.
    [[nodiscard]] json::Value first(const Places& places) const {
        json::Value found;
        each(places, [&](json::Value value, json::Value) { found = found ? found : value; });
        return found;
    }

    // "/a/b", as far as it is the same for every value the path finds.
    [[nodiscard]] const std::string& pointer() const { return pointer_; }
    [[nodiscard]] const std::string& text() const { return text_; }

    enum class Root : std::uint8_t { here, order, document };
    enum class StepKind : std::uint8_t { member, each_element, matching, element, each_member };

    struct Step {
        StepKind kind = StepKind::member;
        std::string name;    // member, or the member that has to match
        std::string equals;  // its text
        std::vector<std::string>
            join;  // or where the text stands, from the order; empty where it is `equals`
        std::size_t index = 0;
    };

    [[nodiscard]] Root root() const { return root_; }
    [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }
    // This path as seen from where `scope` stands.
    [[nodiscard]] Path below(const Path& scope) const;

private:
    [[nodiscard]] json::Value root_of(const Places& places) const {
        return root_ == Root::document ? places.document : root_ == Root::order ? places.order : places.here;
    }

    template <class Visit>
    void walk(std::size_t index, json::Value at, json::Value holder, const Places& places, Visit& visit)
        const {
        if (!at || at.is_null()) {
            return;
        }
        if (index == steps_.size()) {
            visit(at, holder);
            return;
        }
        const Step& step = steps_[index];
        switch (step.kind) {
            case StepKind::member:
                walk(index + 1, at[step.name], at, places, visit);
                return;
            case StepKind::element:
                walk(index + 1, at.at(step.index), at, places, visit);
                return;
            case StepKind::matching:
                if (at.is_object() && matches(step, at, places)) {
                    walk(index + 1, at, holder, places, visit);
                }
                for (const json::Value child : at.is_array() ? at : json::Value{}) {
                    if (matches(step, child, places)) {
                        walk(index + 1, child, at, places, visit);
                    }
                }
                return;
            case StepKind::each_element:
            case StepKind::each_member:
                if (places.one_is_a_list && step.kind == StepKind::each_element && !at.is_array()) {
                    walk(index + 1, at, holder, places, visit);
                    return;
                }
                if (at.is_array() == (step.kind == StepKind::each_element)) {
                    for (const json::Value child : at) {
                        walk(index + 1, child, at, places, visit);
                    }
                }
        }
    }

    static bool matches(const Step& step, json::Value value, const Places& places) {
        const json::Value member = value[step.name];
        if (!member.exists()) {
            return false;
        }
        return step.join.empty() ? member.text() == step.equals
                                 : holds(places.order, step.join, member.text());
    }

    // Whether `text` stands at the names below `at`, through lists on the way.
    static bool holds(json::Value at, std::span<const std::string> names, std::string_view text) {
        for (const json::Value each : at.is_array() ? at : json::Value{}) {
            if (holds(each, names, text)) {
                return true;
            }
        }
        return names.empty() ? at.exists() && at.text() == text
                             : holds(at[names.front()], names.subspan(1), text);
    }

    std::string text_;
    std::string pointer_;
    Root root_ = Root::here;
    std::vector<Step> steps_;
};

}  // namespace silkgate::intake
