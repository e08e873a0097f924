#include "gateway/dispatch/stored_item.hpp"

#include "gateway/json/reader.hpp"

#include <string>
#include <unordered_map>

namespace silkgate::dispatch {
namespace {

constexpr std::size_t kRememberedMax = 4096;  // items a thread

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};

}  // namespace

std::optional<order::CatalogItem> read_stored_item(std::string_view json, std::string_view sku) {
    thread_local std::unordered_map<std::string, order::CatalogItem, TextHash, std::equal_to<>> remembered;
    if (const auto found = remembered.find(json); found != remembered.end() && found->second.sku == sku) {
        return found->second;
    }
    const auto document = json::Document::parse(std::string(json));
    if (!document) {
        return std::nullopt;
    }
    auto read = order::read_catalog_item(document->root(), sku);
    if (has_errors(read.violations)) {
        return std::nullopt;
    }
    if (remembered.size() >= kRememberedMax) {
        remembered.clear();
    }
    remembered.insert_or_assign(std::string(json), read.item);
    return std::move(read.item);
}

}  // namespace silkgate::dispatch
