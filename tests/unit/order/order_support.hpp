// What the tests of the common order share: the schema's examples, and copies of them with one thing changed.
#pragma once

#include "gateway/core/time.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/order/order_json.hpp"
#include "gateway/order/order_rules.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace silkgate::order {

inline std::string read_file(const std::string& name) {
    std::ifstream file(std::string(SILKGATE_SOURCE_DIR) + "/" + name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    EXPECT_FALSE(text.str().empty()) << name;
    return std::move(text).str();
}

inline std::string every_member() {
    return read_file("schemas/order/v1/examples/every_member.json");
}

inline json::Document parse_ok(std::string_view text) {
    auto document = json::Document::parse(std::string(text));
    if (!document) {
        ADD_FAILURE() << document.error().detail << ": " << text;
        std::abort();
    }
    return std::move(*document);
}

// Any JSON written again without blanks.
void write_copy(json::Value value, json::Writer& out);
std::string compact(std::string_view text);
// With the members of each object the other way round, and blanks between everything.
std::string shuffled(std::string_view text);

// A pointer and the JSON to put there, in place of what is there or as a new member or last element; empty
// JSON takes away what is there.
struct Edit {
    std::string pointer;
    std::string json;
};
std::string edited(std::string_view text, const std::vector<Edit>& edits);

// Pointers of all values that hold no others.
std::vector<std::string> leaves(std::string_view text);

inline Instant test_now() {
    return *parse_rfc3339("2026-03-03T00:00:00Z");
}

// What reading and the rules find in a common order.
Violations find_all(std::string_view text);
const Violation* find(const Violations& all, std::string_view id, std::string_view pointer);

}  // namespace silkgate::order
