// Generated pages of docs/reference: `silkgate reference DIR` writes them, a test holds them to the tables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace silkgate::observe {

struct Page {
    std::string_view file;  // "settings.md", relative to docs/reference
    std::string text;
};

// settings.md, metrics.md and errors.md, in this order. Pure.
[[nodiscard]] std::vector<Page> reference_pages();

[[nodiscard]] std::string metrics_markdown();
[[nodiscard]] std::string errors_markdown();

}  // namespace silkgate::observe
