#include "adapters/common/eaeu/rate_feeds.hpp"

#include "adapters/common/xml/reader.hpp"
#include "gateway/core/money.hpp"
#include "gateway/json/reader.hpp"

#include <algorithm>

namespace silkgate::adapters::eaeu {
namespace {

// What a feed says of one currency, as it is written.
struct Quotation {
    BusinessDate day;
    std::string_view currency;
    std::string_view nominal;
    std::string_view value;
};

Error not_the_banks(std::string_view what) {
    return fail(Errc::invalid_value, "the document is not " + std::string(what));
}

void append_utf8(std::string& out, unsigned code_point) {
    out += static_cast<char>(0xc0U | (code_point >> 6U));
    out += static_cast<char>(0x80U | (code_point & 0x3fU));
}

// Letters of windows-1251; other characters above 127 are only in names, which are not used.
std::string from_windows_1251(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            out += c;
        } else if (byte >= 0xc0) {
            append_utf8(out, 0x410U + (byte - 0xc0U));
        } else {
            out += '?';
        }
    }
    return out;
}

// The declaration still names the old encoding, so it goes when the bytes are converted.
Result<xml::Element> read_xml(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, 128);
    const bool is_1251 = head.find("windows-1251") != std::string_view::npos ||
                         head.find("Windows-1251") != std::string_view::npos;
    const auto end = is_1251 ? bytes.find("?>") : std::string_view::npos;
    return end == std::string_view::npos ? xml::read(bytes)
                                         : xml::read(from_windows_1251(bytes.substr(end + 2)));
}

std::string_view attribute(const xml::Element& element, std::string_view name) {
    const auto found =
        std::ranges::find(element.attributes, name, &std::pair<std::string, std::string>::first);
    return found == element.attributes.end() ? std::string_view{} : std::string_view(found->second);
}

Result<BusinessDate> parse_dotted(std::string_view text) {
    if (text.size() != 10 || text[2] != '.' || text[5] != '.') {
        return fail(Errc::invalid_value, "not a date DD.MM.YYYY");
    }
    return parse_date(
        std::string(text.substr(6)) + "-" + std::string(text.substr(3, 2)) + "-" +
        std::string(text.substr(0, 2))
    );
}

Result<Rate> to_rate(const Quotation& quotation, std::string_view bank, std::string_view source) {
    auto rate = make_rate(quotation.nominal, quotation.value, quotation.currency);
    if (!rate) {
        return fail(rate.error().code, std::string(quotation.currency) + ": " + rate.error().detail);
    }
    rate->validity.from = quotation.day;
    rate->bank = bank;
    rate->source = source;
    return rate;
}

// Where an XML feed keeps what: one row for each bank's document.
struct XmlShape {
    std::string_view root;
    std::string_view list;  // child of the root that holds the items, or empty
    std::string_view item;
    std::string_view date_attribute;  // of the root, or …
    std::string_view date;            // … element of the root or of the item
    std::string_view currency_attribute;
    std::string_view currency;
    std::string_view nominal;
    std::string_view value;
};

constexpr XmlShape kCbr{"ValCurs", "", "Valute", "Date", "", "", "CharCode", "Nominal", "Value"};
constexpr XmlShape kNbkr{"CurrencyRates", "", "Currency", "Date", "", "ISOCode", "", "Nominal", "Value"};
constexpr XmlShape kNbkOfDay{"rates", "", "item", "", "date", "", "title", "quant", "description"};
constexpr XmlShape kNbkNewest{"rss", "channel", "item", "", "pubDate", "", "title", "quant", "description"};

bool is_payable(std::string_view currency) {
    return currency != "XDR" && Currency::parse(currency).has_value();
}

Result<std::vector<Rate>>
read_shape(const xml::Element& root, const XmlShape& shape, std::string_view bank, std::string_view source) {
    const xml::Element* list = shape.list.empty() ? &root : root.child(shape.list);
    if (list == nullptr) {
        return not_the_banks("the bank's list of rates");
    }
    std::vector<Rate> rates;
    for (const xml::Element& item : list->children) {
        const std::string_view currency =
            shape.currency.empty() ? attribute(item, shape.currency_attribute) : item.text_at(shape.currency);
        if (item.name != shape.item || !is_payable(currency)) {
            continue;
        }
        std::string_view date = attribute(root, shape.date_attribute);
        date = date.empty() ? root.text_at(shape.date) : date;
        date = date.empty() ? item.text_at(shape.date) : date;
        const auto day = parse_dotted(date);
        if (!day) {
            return day.error();
        }
        auto rate =
            to_rate({*day, currency, item.text_at(shape.nominal), item.text_at(shape.value)}, bank, source);
        if (!rate) {
            return rate.error();
        }
        rates.push_back(std::move(*rate));
    }
    return rates;
}

Result<std::vector<Rate>>
read_xml_feed(std::string_view bank, std::string_view bytes, std::string_view source) {
    const auto root = read_xml(bytes);
    if (!root) {
        return root.error();
    }
    for (const auto& [name, shape] :
         {std::pair{"CBR", &kCbr},
          std::pair{"NBKR", &kNbkr},
          std::pair{"NBK", &kNbkOfDay},
          std::pair{"NBK", &kNbkNewest}}) {
        if (bank == name && root->name == shape->root) {
            return read_shape(*root, *shape, bank, source);
        }
    }
    return not_the_banks("a feed of " + std::string(bank));
}

// National Bank of Belarus: an array, or one object. The key is Cur_Abbreviation: Cur_ID changes with the
// scale.
Result<std::vector<Rate>>
read_json_feed(std::string_view bank, std::string_view bytes, std::string_view source) {
    const auto document = json::Document::parse(std::string(bytes));
    if (!document) {
        return document.error();
    }
    const json::Value root = document->root();
    std::vector<Rate> rates;
    const auto take = [&](json::Value item) -> Result<void> {
        const std::string_view currency = item["Cur_Abbreviation"].text();
        if (currency.empty()) {
            return not_the_banks("a feed of " + std::string(bank));
        }
        if (!is_payable(currency)) {
            return {};
        }
        const std::string_view date = item["Date"].text();
        const auto day = parse_date(date.substr(0, 10));
        if (!day || date.substr(10) != "T00:00:00") {
            return fail(Errc::invalid_value, std::string(currency) + ": no date YYYY-MM-DDT00:00:00");
        }
        auto rate = to_rate(
            {*day, currency, item["Cur_Scale"].text(), item["Cur_OfficialRate"].text()}, bank, source
        );
        if (!rate) {
            return rate.error();
        }
        rates.push_back(std::move(*rate));
        return {};
    };
    if (root.is_object()) {
        if (const auto taken = take(root); !taken) {
            return taken.error();
        }
        return rates;
    }
    if (!root.is_array()) {
        return not_the_banks("a feed of " + std::string(bank));
    }
    for (const json::Value item : root) {
        if (const auto taken = take(item); !taken) {
            return taken.error();
        }
    }
    return rates;
}

}  // namespace

Result<std::vector<Rate>> read_feed(std::string_view bank, std::string_view bytes, std::string_view source) {
    if (std::ranges::find(kBanks, bank) == kBanks.end()) {
        return fail(Errc::invalid_value, "no feed of " + std::string(bank) + " is read");
    }
    auto rates = bank == "NBRB" ? read_json_feed(bank, bytes, source) : read_xml_feed(bank, bytes, source);
    if (!rates) {
        return rates;
    }
    if (rates->empty()) {
        return fail(Errc::invalid_value, "the feed holds no rate");
    }
    std::ranges::sort(*rates, {}, [](const Rate& rate) {
        return std::pair(rate.currency, rate.validity.from);
    });
    const auto twice = std::ranges::adjacent_find(*rates, {}, [](const Rate& rate) {
        return std::pair(rate.currency, rate.validity.from);
    });
    if (twice != rates->end()) {
        return fail(Errc::invalid_value, twice->currency + ": two rates of one day");
    }
    return rates;
}

}  // namespace silkgate::adapters::eaeu
