#include "gateway/json/copy.hpp"

namespace silkgate::json {

void copy(Writer& out, Value value) {
    if (value.is_object()) {
        out.begin_object();
        for (const Value member : value) {
            out.escaped_key(member.key());
            copy(out, member);
        }
        out.end_object();
    } else if (value.is_array()) {
        out.begin_array();
        for (const Value element : value) {
            copy(out, element);
        }
        out.end_array();
    } else if (value.is_string()) {
        out.string(value.text());
    } else {
        out.raw(value.text());
    }
}

}  // namespace silkgate::json
