// The JSON reader and writer, and the readers of our own schemas on top of them.
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/order/catalog_item.hpp"
#include "gateway/order/order_json.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <string>

namespace {

using silkgate::fuzz::require;
using silkgate::json::Document;
using silkgate::json::Type;
using silkgate::json::Value;
using silkgate::json::Writer;

void copy(Value value, Writer& out) {
    switch (value.type()) {
        case Type::object:
            out.begin_object();
            for (const Value member : value) {
                out.escaped_key(member.key());
                copy(member, out);
            }
            out.end_object();
            return;
        case Type::array:
            out.begin_array();
            for (const Value element : value) {
                copy(element, out);
            }
            out.end_array();
            return;
        case Type::string:
            out.string(value.text());
            return;
        case Type::null:
        case Type::boolean:
        case Type::number:
            out.raw(value.text());
            return;
    }
}

// Each value's pointer leads back to it, and its place grows with the order of the document.
std::size_t check_pointers(const Document& document, Value value, std::size_t before, int& left) {
    if (--left < 0) {
        return before;
    }
    const std::size_t place = document.position_of(value.pointer());
    require(value.pointer().empty() || place > before, "positions grow with the document's order");
    std::size_t last = place;
    for (const Value child : value) {
        last = check_pointers(document, child, last, left);
    }
    return last;
}

void check_own_schemas(Value root) {
    const auto order = silkgate::order::read_json(root);
    if (!has_errors(order.violations)) {
        const std::string text = silkgate::order::to_json(order.order);
        const auto again = Document::parse(text);
        require(again.has_value(), "a written order is JSON");
        const auto back = silkgate::order::read_json(again->root());
        require(text == silkgate::order::to_json(back.order), "an order reads back as it was written");
    }
    const auto item = silkgate::order::read_catalog_item(root);
    if (!has_errors(item.violations)) {
        const std::string text = to_json(item.item);
        const auto again = Document::parse(text);
        require(again.has_value(), "a written catalogue item is JSON");
        const auto back = silkgate::order::read_catalog_item(again->root());
        require(text == to_json(back.item), "a catalogue item reads back as it was written");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto document = Document::parse(std::string(silkgate::fuzz::as_text(data, size)));
    if (!document) {
        require(!document.error().detail.empty(), "what is not read says why");
        return 0;
    }
    Writer once;
    copy(document->root(), once);
    const auto again = Document::parse(once.str());
    require(again.has_value(), "what the writer writes can be read");
    Writer twice;
    copy(again->root(), twice);
    require(once.str() == twice.str(), "writing and reading change nothing");
    int pointers = 200;
    check_pointers(*document, document->root(), 0, pointers);
    check_own_schemas(document->root());
    return 0;
}
