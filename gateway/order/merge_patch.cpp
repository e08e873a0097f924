#include "gateway/order/merge_patch.hpp"

#include "gateway/json/copy.hpp"
#include "gateway/json/writer.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

namespace silkgate::order {
namespace {

// A list, the member that holds it, and by which member its elements are told apart.
struct NamedList {
    std::string_view holder;  // member the list's owner stands under; empty for the order itself
    std::string_view list;
    std::string_view name;
};

constexpr NamedList kNamedLists[] = {
    {"", "lines", "id"},
    {"", "consignments", "ref"},
    {"consignments", "lines", "lineId"},
    {"lines", "customsNames", "language"},
    {"customs", "codes", "system"},
    {"buyer", "ids", "kind"},
    {"buyer", "registrations", "kind"},
    {"consignee", "ids", "kind"},
    {"consignee", "registrations", "kind"},
    {"payer", "ids", "kind"},
    {"payer", "registrations", "kind"},
    {"seller", "ids", "kind"},
    {"seller", "registrations", "kind"},
    {"platform", "registrations", "kind"},
    {"importer", "ids", "kind"},
    {"importer", "registrations", "kind"},
    {"declarant", "registrations", "kind"},
};

// Where the merge stands.
struct Place {
    std::string pointer;      // in the order being written
    std::string_view holder;  // nearest member name above the object, past list elements

    [[nodiscard]] Place member(std::string_view name) const {
        return {.pointer = pointer + '/' + json::escape_pointer(name), .holder = name};
    }
    [[nodiscard]] Place element(std::size_t index) const {
        return {.pointer = pointer + '/' + std::to_string(index), .holder = holder};
    }
};

class Merge {
public:
    // `target` may be absent. Nulls inside a patch that meets nothing are left out, as RFC 7396 wants.
    void merge(json::Value target, json::Value patch, const Place& place, std::string_view owner) {
        pointers_.add(place.pointer, patch.pointer());
        if (!patch.is_object()) {
            json::copy(out_, patch);
        } else if (const std::string_view name = element_name(owner, place.holder);
                   !name.empty() && (target.is_array() || !target.exists())) {
            merge_list(target, patch, name, place);
        } else {
            out_.begin_object();
            merge_members(target, patch, place);
            out_.end_object();
        }
    }

    [[nodiscard]] Patched take() && {
        return {.json = std::move(out_).str(), .pointers = std::move(pointers_)};
    }

private:
    void merge_members(json::Value target, json::Value patch, const Place& place) {
        const json::Value members = target.is_object() ? target : json::Value{};
        for (const json::Value member : members) {
            const json::Value change = patch[member.key()];
            if (change.is_null()) {
                pointers_.add(place.member(member.key()).pointer, change.pointer());
                continue;
            }
            out_.escaped_key(member.key());
            if (change) {
                merge(member, change, place.member(member.key()), place.holder);
            } else {
                json::copy(out_, member);
            }
        }
        for (const json::Value change : patch) {
            if (!members[change.key()] && !change.is_null()) {
                out_.escaped_key(change.key());
                merge({}, change, place.member(change.key()), place.holder);
            }
        }
    }

    void merge_list(json::Value target, json::Value patch, std::string_view name, const Place& place) {
        out_.begin_array();
        std::size_t index = 0;
        for (const json::Value element : target) {
            const json::Value change = patch[element[name].text()];
            if (change.is_null()) {
                continue;
            }
            if (change) {
                merge(element, change, place.element(index), {});
            } else {
                json::copy(out_, element);
            }
            ++index;
        }
        for (const json::Value change : patch) {
            if (change.is_object() && !has_element(target, name, change.key())) {
                add_element(change, name, place.element(index));
                ++index;
            }
        }
        out_.end_array();
    }

    static bool has_element(json::Value list, std::string_view name, std::string_view wanted) {
        for (const json::Value element : list) {
            if (element[name].text() == wanted) {
                return true;
            }
        }
        return false;
    }

    void add_element(json::Value change, std::string_view name, const Place& place) {
        pointers_.add(place.pointer, change.pointer());
        out_.begin_object();
        if (!change[name]) {
            out_.escaped_key(name).string(change.key());
        }
        merge_members({}, change, place);
        out_.end_object();
    }

    json::Writer out_{4096};
    Pointers pointers_;
};

}  // namespace

std::string_view element_name(std::string_view owner, std::string_view list) {
    const auto* row = std::ranges::find_if(kNamedLists, [&](const NamedList& named) {
        return named.holder == owner && named.list == list;
    });
    return row == std::end(kNamedLists) ? std::string_view{} : row->name;
}

Patched merge_patch(json::Value order, json::Value patch) {
    Merge merge;
    merge.merge(order, patch, {.pointer = {}, .holder = {}}, {});
    return std::move(merge).take();
}

}  // namespace silkgate::order
