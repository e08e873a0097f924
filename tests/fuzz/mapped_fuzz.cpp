// A shop's own mapping file, and an order read by it: the two are split at a line "---"; without one the
// order is the one below. No crash, a mistake is named, and what is read is a common order.
#include "gateway/intake/mapped_dialect.hpp"
#include "gateway/json/reader.hpp"
#include "tests/fuzz/order_fuzz.hpp"

#include <string>
#include <string_view>

namespace {

using namespace silkgate::fuzz;
namespace intake = silkgate::intake;

constexpr std::string_view kOrder =
    R"({"data": {"list": [{"no": 77, "made": "2026-11-20 12:30:00", "state": 20, "sandbox": "1", "money": "IRT",
    "rows": [{"n": "a", "code": "S1", "what": "Rug", "pcs": "2", "price": "150000.5", "grams": "1250"}],
    "post_cents": 1250000, "sum": "312501.0", "to": {"who": "Reza Karimi", "tel": "9121234567", "land": "Iran"},
    "extra": [{"k": "inn", "v": "7707083893"}]}]}})";

void read(const intake::MappedReader& reader, std::string_view payload) {
    const auto document = silkgate::json::Document::parse(std::string(payload));
    if (!document) {
        return;
    }
    const int confidence = reader.confidence(document->root());
    require(confidence >= 0 && confidence <= 100, "a confidence is 0 to 100");
    intake::IntakeContext context;
    context.connection = &connection();
    context.received_at = now();
    const auto orders = reader.read(document->root(), context);
    if (!orders) {
        require(!orders.error().detail.empty(), "a refusal is explained");
        return;
    }
    for (const intake::IntakeOrder& order : *orders) {
        check_order(order);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static constexpr std::string_view kSplit = "\n---\n";
    const std::string_view bytes = as_text(data, size);
    const auto split = bytes.find(kSplit);
    auto mapping = intake::read_mapping(bytes.substr(0, split));
    if (!mapping) {
        require(!mapping.error().detail.empty(), "a mistake is named");
        return 0;
    }
    const intake::MappedReader reader(std::move(*mapping));
    read(reader, split == std::string_view::npos ? kOrder : bytes.substr(split + kSplit.size()));
    return 0;
}
