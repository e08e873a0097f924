// Platforms' bytes, with and without enrichment: no crash, the same bytes give the same orders, and what is
// read is a common order. The program's name selects: fuzz_dialect_<platform> is that dialect alone,
// fuzz_dialect every registered one and `auto`.
#include "gateway/intake/enrich.hpp"
#include "gateway/intake/normalize.hpp"
#include "tests/fuzz/order_fuzz.hpp"

#include <string>
#include <string_view>

namespace {

using namespace silkgate::fuzz;
namespace intake = silkgate::intake;
namespace order = silkgate::order;

// One item stands for every SKU.
const order::CatalogItem* lookup(std::string_view sku) {
    static const order::CatalogItem kItem = [] {
        order::CatalogItem item;
        item.sku = "any";
        item.codes = {{.system = "HS6", .code = "851830", .country = {}}};
        item.names = {{.language = "ru", .text = "Наушники беспроводные"}};
        item.origin_country = "CN";
        item.net_weight = silkgate::Decimal::from_parts(125, 3);
        item.gross_weight = silkgate::Decimal::from_parts(2, 1);
        return item;
    }();
    return sku.empty() ? nullptr : &kItem;
}

void read(std::string_view bytes, std::string_view platform) {
    static const intake::CatalogLookup kLookup = lookup;
    const auto plain = intake::normalize(bytes, platform, connection(), now());
    const auto again = intake::normalize(bytes, platform, connection(), now());
    const auto full = intake::normalize(bytes, platform, connection(), now(), &kLookup);
    require(
        plain.exit == again.exit && plain.orders.size() == again.orders.size(),
        "the same bytes are read the same way"
    );
    require(
        plain.exit == full.exit && plain.orders.size() == full.orders.size(), "enrichment refuses nothing"
    );
    require(
        plain.exit != intake::NormalizeExit::all_read || plain.problems.empty(), "all read means no problem"
    );
    require(
        plain.exit == intake::NormalizeExit::all_read || !plain.problems.empty(), "a refusal is explained"
    );
    for (std::size_t i = 0; i < plain.orders.size(); ++i) {
        check_order(plain.orders[i]);
        check_order(full.orders[i]);
        require(
            order::to_json(plain.orders[i].order) == order::to_json(again.orders[i].order),
            "the same bytes give the same orders"
        );
        // The order's id comes of it.
        require(
            plain.orders[i].order.header.number == full.orders[i].order.header.number,
            "enrichment changes no number"
        );
    }
}

std::string& selected() {
    static std::string platform;
    return platform;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** argv) {
    static constexpr std::string_view kPrefix = "fuzz_dialect_";
    const std::string_view program = **argv;
    const auto at = program.rfind(kPrefix);
    if (at != std::string_view::npos) {
        selected() = program.substr(at + kPrefix.size());
        require(intake::find_dialect(selected()) != nullptr, "the program is named for a dialect");
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = silkgate::fuzz::as_text(data, size);
    if (!selected().empty()) {
        read(bytes, selected());
        return 0;
    }
    for (const intake::Dialect* dialect : intake::dialects()) {
        read(bytes, dialect->platform());
    }
    read(bytes, "auto");
    return 0;
}
