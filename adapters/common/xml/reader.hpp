// XML in: no DTD, no entities but the five of XML 1.0, limits on size, depth and element count. pugixml is
// visible in this folder only. Prefixes are ignored: elements are found by local name, as authorities'
// prefixes vary.
#pragma once

#include "gateway/core/result.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::xml {

struct ReadLimits {
    std::size_t bytes_max = 1'048'576;
    std::size_t depth_max = 64;
    std::size_t elements_max = 50'000;
};

struct Element {
    std::string name;  // local name
    std::string text;  // own character data, blanks at both ends removed
    std::vector<std::pair<std::string, std::string>> attributes;
    std::vector<Element> children;

    // First child of that local name, or nullptr.
    [[nodiscard]] const Element* child(std::string_view local_name) const noexcept;
    // Text of a child at a path of local names ("OrderReturn/guid"), or empty.
    [[nodiscard]] std::string_view text_at(std::string_view path) const noexcept;
};

// Errc::malformed_xml for what is not well-formed, has a DOCTYPE, is beyond a limit or not UTF-8.
[[nodiscard]] Result<Element> read(std::string_view bytes, const ReadLimits& limits = {});

}  // namespace silkgate::adapters::xml
