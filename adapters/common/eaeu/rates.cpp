#include "adapters/common/eaeu/rates.hpp"

#include "adapters/common/xml/reader.hpp"
#include "gateway/core/money.hpp"

#include <algorithm>
#include <chrono>
#include <tuple>

namespace silkgate::adapters::eaeu {
namespace {

bool is_same_series(const Rate& a, const Rate& b) {
    return a.bank == b.bank && a.currency == b.currency;
}

// The days of two rows collide: the same first day, or a stated last day that reaches into the next row.
bool collide(const Rate& earlier, const Rate& later) {
    return is_same_series(earlier, later) &&
           (earlier.validity.from == later.validity.from ||
            (earlier.validity.to && *earlier.validity.to >= later.validity.from));
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

Result<BusinessDate> parse_dotted(std::string_view text) {
    if (text.size() != 10 || text[2] != '.' || text[5] != '.') {
        return fail(Errc::invalid_value, "not a date DD.MM.YYYY");
    }
    return parse_date(
        std::string(text.substr(6)) + "-" + std::string(text.substr(3, 2)) + "-" +
        std::string(text.substr(0, 2))
    );
}

Result<Rate> make_rate(std::string_view nominal, std::string_view value, std::string_view currency) {
    std::string text(value);
    std::ranges::replace(text, ',', '.');
    const auto count = Decimal::parse(nominal);
    const auto rate = Decimal::parse(text);
    if (!count || !rate || *count <= Decimal{} || *rate <= Decimal{}) {
        return fail(Errc::invalid_value, "rate or nominal is not a positive number");
    }
    if (!Currency::parse(currency)) {
        return fail(Errc::invalid_value, "the currency is not known");
    }
    return Rate{
        .validity = {},
        .bank = {},
        .currency = std::string(currency),
        .nominal = *count,
        .rate = *rate,
        .source = {}
    };
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        out += c == '\n' || c == '\r' ? ' ' : c;
        if (c == '"') {
            out += c;
        }
    }
    return out + "\"";
}

}  // namespace

Result<RateTable> RateTable::read(std::string_view file, std::string_view text) {
    const auto rows = csv::read(
        file, text, {"bank", "currency", "nominal", "rate", "source", "effective_from", "effective_to"}
    );
    if (!rows) {
        return rows.error();
    }
    RateTable table;
    for (const csv::Row& row : *rows) {
        const auto validity = csv::read_effective(file, row.line, row.cells[5], row.cells[6]);
        if (!validity) {
            return validity.error();
        }
        auto rate = make_rate(row.cells[2], row.cells[3], row.cells[1]);
        if (!rate) {
            return csv::bad_row(file, row.line, rate.error().detail);
        }
        if (row.cells[0].empty() || row.cells[4].empty()) {
            return csv::bad_row(file, row.line, "there is no bank or no source");
        }
        rate->validity = *validity;
        rate->bank = row.cells[0];
        rate->source = row.cells[4];
        table.rates_.push_back(std::move(*rate));
    }
    std::ranges::sort(table.rates_, {}, [](const Rate& rate) {
        return std::make_tuple(
            std::string_view(rate.bank), std::string_view(rate.currency), rate.validity.from
        );
    });
    if (std::ranges::adjacent_find(table.rates_, collide) != table.rates_.end()) {
        return fail(
            Errc::invalid_settings, std::string(file) + ": days of two rows of one bank and currency overlap"
        );
    }
    return table;
}

const Rate* RateTable::find(std::string_view bank, std::string_view currency, BusinessDate day)
    const noexcept {
    const Rate* newest = nullptr;
    for (const Rate& rate : rates_) {
        if (rate.bank == bank && rate.currency == currency && rate.validity.from <= day) {
            newest = &rate;  // sorted by `from`
        }
    }
    if (newest == nullptr) {
        return nullptr;
    }
    const std::chrono::sys_days last =
        newest->validity.to
            ? std::chrono::sys_days(*newest->validity.to)
            : std::chrono::sys_days(newest->validity.from.value()) + std::chrono::days(kStaysDaysMax);
    return std::chrono::sys_days(day) <= last ? newest : nullptr;
}

Result<Decimal> to_national(Decimal amount, const Rate& rate, int scale) {
    const auto product = multiply(amount, rate.rate);
    return product ? divide(*product, rate.nominal, scale, Rounding::half_up) : product;
}

Result<std::vector<Rate>> read_cbr_daily(std::string_view xml, std::string_view source) {
    const std::string_view head = xml.substr(0, 128);
    const bool is_1251 = head.find("windows-1251") != std::string_view::npos ||
                         head.find("Windows-1251") != std::string_view::npos;
    // The declaration still names the old encoding, so it goes when the bytes are converted.
    const auto end = is_1251 ? xml.find("?>") : std::string_view::npos;
    const auto root =
        end == std::string_view::npos ? xml::read(xml) : xml::read(from_windows_1251(xml.substr(end + 2)));
    if (!root) {
        return root.error();
    }
    const auto date =
        std::ranges::find(root->attributes, "Date", &std::pair<std::string, std::string>::first);
    if (root->name != "ValCurs" || date == root->attributes.end()) {
        return fail(Errc::invalid_value, "the document is not the Bank of Russia's XML_daily");
    }
    const auto day = parse_dotted(date->second);
    if (!day) {
        return day.error();
    }
    std::vector<Rate> rates;
    for (const xml::Element& valute : root->children) {
        const std::string_view currency = valute.text_at("CharCode");
        if (valute.name != "Valute" ||
            currency == "XDR") {  // special drawing rights are no currency of payment
            continue;
        }
        auto rate = make_rate(valute.text_at("Nominal"), valute.text_at("Value"), currency);
        if (!rate) {
            return fail(rate.error().code, std::string(currency) + ": " + rate.error().detail);
        }
        rate->validity.from = *day;
        rate->bank = "CBR";
        rate->source = source;
        rates.push_back(std::move(*rate));
    }
    return rates;
}

std::string to_csv(const std::vector<Rate>& rates) {
    std::string out;
    for (const Rate& rate : rates) {
        out += rate.bank + "," + rate.currency + "," + rate.nominal.to_string() + "," +
               rate.rate.to_string() + "," + quoted(rate.source) + "," +
               format_date(rate.validity.from.value()) + ",";
        out += rate.validity.to ? format_date(*rate.validity.to) : std::string();
        out += "\n";
    }
    return out;
}

}  // namespace silkgate::adapters::eaeu
