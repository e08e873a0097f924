// XML of a platform as the mappings read it: no crash, the same bytes give the same document, nothing beyond
// the limits passes.
#include "gateway/intake/payload_xml.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <string>

namespace {

using silkgate::fuzz::require;
using silkgate::json::Value;

constexpr silkgate::json::Limits kLimits{.depth_max = 20, .members_max = 2'000};

void check(Value value, std::uint32_t depth, int& left) {
    require(depth <= kLimits.depth_max, "no deeper than allowed");
    require(--left >= 0, "no more members than allowed");
    for (const Value child : value) {
        check(child, depth + 1, left);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(silkgate::fuzz::as_text(data, size));
    const auto document = silkgate::intake::read_xml(bytes, kLimits);
    const auto again = silkgate::intake::read_xml(bytes, kLimits);
    require(document.has_value() == again.has_value(), "a document reads the same way twice");
    if (!document) {
        require(!document.error().detail.empty(), "what is not read says why");
        return 0;
    }
    int left = 2 * static_cast<int>(kLimits.members_max);
    check(document->root(), 0, left);
    return 0;
}
