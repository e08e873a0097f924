#include "tests/unit/order/order_support.hpp"

#include <algorithm>

namespace silkgate::order {
namespace {

void write_scalar(json::Value value, json::Writer& out) {
    if (value.is_string()) {
        out.string(value.text());
    } else {
        out.raw(value.text());
    }
}

// Copies `value`, whose pointer is `at`, with the edit done.
void write_edited(json::Value value, const std::string& at, const Edit& edit, json::Writer& out) {
    if (!value.is_object() && !value.is_array()) {
        write_scalar(value, out);
        return;
    }
    const bool object = value.is_object();
    object ? out.begin_object() : out.begin_array();
    bool done =
        !edit.pointer.starts_with(at + "/") || edit.pointer.find('/', at.size() + 1) != std::string::npos;
    std::size_t index = 0;
    for (const json::Value child : value) {
        const std::string here =
            at + "/" + (object ? json::escape_pointer(child.key()) : std::to_string(index));
        ++index;
        const bool target = here == edit.pointer;
        done = done || target;
        if (target && edit.json.empty()) {
            continue;
        }
        if (object) {
            out.escaped_key(child.key());
        }
        if (target) {
            out.raw(edit.json);
        } else {
            write_edited(child, here, edit, out);
        }
    }
    if (!done && !edit.json.empty()) {
        if (object) {
            out.escaped_key(edit.pointer.substr(at.size() + 1));
        }
        out.raw(edit.json);
    }
    object ? out.end_object() : out.end_array();
}

void write_shuffled(json::Value value, std::string& out) {
    if (!value.is_object() && !value.is_array()) {
        json::Writer scalar;
        write_scalar(value, scalar);
        out += scalar.str();
        return;
    }
    std::vector<json::Value> children;
    for (const json::Value child : value) {
        children.push_back(child);
    }
    if (value.is_object()) {
        std::ranges::reverse(children);
    }
    out += value.is_object() ? "{\n\t " : "[ ";
    for (std::size_t i = 0; i < children.size(); ++i) {
        out += i == 0 ? "" : " ,\r\n";
        if (value.is_object()) {
            out += '"';
            json::append_escaped(out, children[i].key());
            out += "\" : ";
        }
        write_shuffled(children[i], out);
    }
    out += value.is_object() ? " }\n" : " ]";
}

void collect(json::Value value, std::vector<std::string>& out) {
    if (value.size() == 0) {
        out.push_back(value.pointer());
    }
    for (const json::Value child : value) {
        collect(child, out);
    }
}

}  // namespace

void write_copy(json::Value value, json::Writer& out) {
    write_edited(value, "", Edit{.pointer = "#", .json = {}}, out);
}

std::string compact(std::string_view text) {
    const json::Document document = parse_ok(text);
    json::Writer out;
    write_copy(document.root(), out);
    return out.str();
}

std::string shuffled(std::string_view text) {
    const json::Document document = parse_ok(text);
    std::string out;
    write_shuffled(document.root(), out);
    return out;
}

std::string edited(std::string_view text, const std::vector<Edit>& edits) {
    std::string now(text);
    for (const Edit& edit : edits) {
        const json::Document document = parse_ok(now);
        json::Writer out;
        write_edited(document.root(), "", edit, out);
        now = out.str();
    }
    return now;
}

std::vector<std::string> leaves(std::string_view text) {
    const json::Document document = parse_ok(text);
    std::vector<std::string> found;
    collect(document.root(), found);
    return found;
}

Violations find_all(std::string_view text) {
    const json::Document document = parse_ok(text);
    ReadOrder read = read_shape(document.root());
    for (Violation& violation : check_order(read.order, test_now())) {
        read.violations.push_back(std::move(violation));
    }
    return std::move(read.violations);
}

const Violation* find(const Violations& all, std::string_view id, std::string_view pointer) {
    const auto found = std::ranges::find_if(all, [&](const Violation& violation) {
        return violation.rule->id == id && violation.canonical_pointer == pointer;
    });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace silkgate::order
