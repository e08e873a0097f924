// Feeds of the national banks: the first line names the bank. No crash, and what is read is a rate with its
// day that reads back from rates.csv.
#include "adapters/common/eaeu/rate_feeds.hpp"
#include "gateway/core/money.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using silkgate::fuzz::require;
    namespace eaeu = silkgate::adapters::eaeu;
    const std::string_view bytes = silkgate::fuzz::as_text(data, size);
    const auto split = bytes.find('\n');
    const std::string_view bank = bytes.substr(0, split);
    const std::string_view feed =
        split == std::string_view::npos ? std::string_view{} : bytes.substr(split + 1);
    const auto rates = eaeu::read_feed(bank, feed, "fuzz");
    if (!rates) {
        require(!rates.error().detail.empty(), "what is no feed says why");
        return 0;
    }
    for (const eaeu::Rate& rate : *rates) {
        require(rate.validity.from.has_value(), "a rate has its first day");
        require(
            silkgate::Decimal{} < rate.rate && silkgate::Decimal{} < rate.nominal, "a rate is above zero"
        );
        require(rate.bank == bank && rate.currency.size() == 3, "a rate names its bank and currency");
    }
    const auto table = eaeu::RateTable::read(
        "rates.csv", "bank,currency,nominal,rate,source,effective_from,effective_to\n" + eaeu::to_csv(*rates)
    );
    require(table.has_value(), "rates of a feed are rows of rates.csv");
    return 0;
}
