// A catalogue as a table: no crash, each line is an item or says what is wrong with it, and an item reads
// back as it was written.
#include "gateway/api/catalog_csv.hpp"
#include "gateway/json/reader.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using silkgate::fuzz::require;
    constexpr std::int64_t kRowsMax = 1000;
    const auto rows = silkgate::api::read_catalog_csv(silkgate::fuzz::as_text(data, size), kRowsMax);
    if (!rows) {
        require(!rows.error().detail.empty(), "a table that is not read says why");
        return 0;
    }
    require(static_cast<std::int64_t>(rows->size()) <= kRowsMax, "no more rows than are allowed");
    std::int64_t before = 1;
    for (const silkgate::api::CatalogRow& row : *rows) {
        require(row.number > before, "lines are counted after the header");
        before = row.number;
        if (!row.item) {
            require(!row.item.error().detail.empty(), "a line that is no item says why");
            continue;
        }
        const std::string text = to_json(*row.item);
        const auto document = silkgate::json::Document::parse(text);
        require(document.has_value(), "a written item is JSON");
        const auto back = silkgate::order::read_catalog_item(document->root());
        require(!has_errors(back.violations), "an item of a table is an item");
        require(text == to_json(back.item), "an item reads back as it was written");
    }
    return 0;
}
