// ICES flat files. Positions: in-ices-fields (counted from 1 in bills of entry, from 0 in shipping bills, as
// the sources do); what has no source stays empty.
#include "adapters/in/documents.hpp"

#include <algorithm>
#include <cctype>

namespace silkgate::adapters::in {
namespace {

constexpr std::size_t kJobDigits = 9;
constexpr std::size_t kAddressField = 35;
constexpr std::size_t kControlFields = 6;

std::string compact_date(BusinessDate date, bool day_first) {
    const std::string iso = format_date(date);  // YYYY-MM-DD
    const std::string year = iso.substr(0, 4);
    const std::string month = iso.substr(5, 2);
    const std::string day = iso.substr(8, 2);
    return day_first ? day + month + year : year + month + day;
}

// One line of a table. Text loses what would end a field or a line, and is cut at `width` characters between
// words where it can be.
class Record {
public:
    explicit Record(std::size_t first) : first_(first) {}

    Record& set(std::size_t position, std::string_view text, std::size_t width = 0) {
        const std::size_t index = position - first_;
        fields_.resize(std::max(fields_.size(), index + 1));
        fields_[index] = cut(clean(text), width);
        return *this;
    }

    // Successive fields of `width` characters, broken between words.
    Record& set_wrapped(std::size_t position, std::size_t count, std::string_view text, std::size_t width) {
        std::string left = clean(text);
        for (std::size_t i = 0; i < count; ++i) {
            const std::string part = cut(left, width);
            set(position + i, part);
            left.erase(0, part.size());
            left.erase(0, left.find_first_not_of(' '));
        }
        return *this;
    }

    // Pads with empty fields up to `last`.
    [[nodiscard]] std::string line(std::size_t last) {
        fields_.resize(std::max(fields_.size(), last - first_ + 1));
        std::string out;
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            out += (i == 0 ? "" : std::string(1, kSeparator)) + fields_[i];
        }
        return out + "\n";
    }

private:
    static std::string clean(std::string_view text) {
        std::string out(text);
        std::ranges::replace_if(out, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
        return out;
    }

    static std::string cut(const std::string& text, std::size_t width) {
        if (width == 0 || rules::count_code_points(text) <= width) {
            return text;
        }
        std::size_t bytes = 0;
        for (std::size_t points = 0; bytes < text.size(); ++bytes) {
            const bool starts = (static_cast<unsigned char>(text[bytes]) & 0xc0U) != 0x80U;
            if (starts && points++ == width) {
                break;
            }
        }
        const std::size_t blank = text.rfind(' ', bytes);
        return text.substr(0, blank == std::string::npos || blank == 0 ? bytes : blank);
    }

    std::size_t first_;
    std::vector<std::string> fields_;
};

struct Flat {
    const View& view;
    std::size_t first;  // number of the first field: 1 or 0
    std::string job;
    std::string job_date;

    [[nodiscard]] Record record() const {
        Record out(first);
        out.set(first, "F").set(first + 1, view.registration("IN.customHouse")).set(first + 2, job);
        return out.set(first + 3, job_date).set(first + kControlFields - 1, "");
    }
};

// Nine digits of the order's identity: the filer's own sequence is not ours to know.
std::string job_number(const View& view) {
    std::string digits;
    for (const char c : view.context->uuid("job|" + view.leg->id)) {
        if (c != '-' && digits.size() < kJobDigits) {
            const int value = c <= '9' ? c - '0' : c - 'a' + 10;
            digits += static_cast<char>('0' + value % 10);
        }
    }
    digits.front() = digits.front() == '0' ? '1' : digits.front();
    return digits;
}

Flat make_flat(const View& view, std::size_t first) {
    const bool day_first = view.registration("IN.jobDateFormat") == "ddmmyyyy";
    return Flat{view, first, job_number(view), compact_date(view.day, day_first)};
}

std::string envelope(const Flat& flat, std::string_view body, std::string_view end) {
    const View& view = flat.view;
    const std::string at = format_compact(view.context->decided_at, kIndiaOffset);  // YYYYMMDDhhmmss
    Record head(1);
    head.set(1, "HREC").set(2, "ZZ").set(3, view.registration("IN.icegateId")).set(4, "ZZ");
    head.set(5, view.registration("IN.customHouse")).set(6, "ICES1_5");
    head.set(7, view.registration("IN.test") == "yes" ? "T" : "P").set(9, view.leg->regime);
    head.set(10, flat.job).set(11, at.substr(0, 8)).set(12, at.substr(8, 4));
    return head.line(12) + std::string(body) + std::string(end) + "\nTREC" + kSeparator + flat.job + "\n";
}

Document make_document(const Flat& flat, std::string bytes) {
    const View& view = flat.view;
    const Job job{
        .filer = std::string(view.registration("IN.icegateId")),
        .house = std::string(view.registration("IN.customHouse")),
        .number = flat.job,
        .date = compact_date(view.day, true),
    };
    return Document{
        .kind = view.leg->regime,
        .content_type = "text/plain; charset=utf-8",
        .bytes = std::move(bytes),
        .references = {reference_of(job)},
        .data_schema = "icegate:" + view.leg->regime + "/flat",
        .signature = "icegate: RSA over SHA-1 of SHA-256 of the content, appended",
        .filer = "customs broker",
        .decides_leg = true,
    };
}

void set_address(Record& out, std::size_t at, std::size_t count, const order::Party& party) {
    out.set_wrapped(at, count, address_of(party), kAddressField);
}

std::string_view state_of(const View& view) {
    return view.here->address ? view.tables->state(view.here->address->region, view.day) : std::string_view{};
}

std::string be_table(const Flat& flat) {
    const View& view = flat.view;
    const order::Flow& flow = view.order->header.flow;
    const order::Party& importer = *view.here;
    Record out = flat.record();
    out.set(7, "H").set(8, view.id("IN_IEC")).set(9, view.registration("IN.iecBranch"));
    out.set(10, name_of(importer), 50);
    set_address(out, 11, 2, importer);
    out.set(13, importer.address->city, kAddressField)
        .set(14, state_of(view))
        .set(15, importer.address->postcode);
    out.set(16, "N").set(17, view.registration("IN.customHouse").ends_with('4') ? "A" : "");
    out.set(19, "N").set(20, "N").set(21, view.registration("IN.portOfOrigin"));
    out.set(22, view.registration("IN.chaCode")).set(23, view.lines.front().line->customs.origin_country);
    out.set(24, flow.origin_country).set(25, view.registration("IN.port")).set(28, "N");
    out.set(29, view.registration("IN.adCode")).set(35, std::to_string(view.packages));
    out.set(37, view.consignment->gross_weight->to_fixed(3, Rounding::half_up)).set(38, "KGS");
    return "<TABLE>BE\n" + out.line(40);
}

// Rupees at 1 first, then the invoice's currency.
std::string exchange_table(const Flat& flat) {
    const std::string effective =
        compact_date(flat.view.day, flat.job_date.starts_with(compact_date(flat.view.day, true)));
    Record rupee = flat.record();
    rupee.set(7, "INR").set(8, "Y").set(9, "1.00").set(10, "1.0000").set(11, effective);
    std::string out = "<TABLE>EXCHANGE\n" + rupee.line(14);
    if (const eaeu::Rate* rate = flat.view.rate) {
        Record row = flat.record();
        row.set(7, rate->currency).set(8, "Y").set(9, rate->nominal.to_fixed(2, Rounding::half_up));
        row.set(10, rate->rate.to_fixed(4, Rounding::half_up)).set(11, effective);
        out += row.line(14);
    }
    return out;
}

// A currency is named only where an amount is above zero.
void set_charge(
    Record& out,
    std::size_t amount_at,
    std::size_t currency_at,
    Decimal amount,
    const View& view
) {
    if (amount > Decimal{}) {
        out.set(amount_at, amount.to_fixed(2, Rounding::half_up))
            .set(currency_at, view.order->money.currency);
    }
}

std::string be_invoice_table(const Flat& flat) {
    const View& view = flat.view;
    const order::Party& supplier = *view.abroad;
    const auto invoiced = local_time(view.order->header.created_at.instant, kIndiaOffset).date;
    Record out = flat.record();
    out.set(7, "1").set(8, compact_date(invoiced, view.registration("IN.jobDateFormat") == "ddmmyyyy"));
    out.set(23, name_of(supplier), 50);
    set_address(out, 24, 3, supplier);
    out.set(27, supplier.address->country).set(41, view.goods.to_fixed(2, Rounding::half_up));
    out.set(42, view.terms->ices).set(43, view.order->money.currency);
    set_charge(out, 49, 52, view.freight, view);
    out.set(51, view.freight > Decimal{} ? "Y" : "");
    set_charge(out, 53, 55, view.insurance, view);
    out.set(66, "S").set(74, view.order->header.number).set(76, view.consignment->incoterm_place);
    return "<TABLE>INVOICE\n" + out.line(76);
}

std::string unit_price(const LineView& line, int decimals) {
    const auto price = divide(line.value, line.line->quantity, decimals, Rounding::half_up);
    return price ? price->to_fixed(decimals, Rounding::half_up) : std::string{};
}

std::string be_items_table(const Flat& flat) {
    std::string out = "<TABLE>ITEMS\n";
    std::size_t serial = 0;
    for (const LineView& line : flat.view.lines) {
        const order::Line& source = *line.line;
        Record row = flat.record();
        row.set(7, "1")
            .set(8, std::to_string(++serial))
            .set(9, source.quantity.to_shortest())
            .set(10, line.uqc);
        row.set(11, line.item).set_wrapped(12, 2, line.description, 60);
        row.set(17, "N.A.")
            .set(18, source.brand.empty() ? "N.A." : std::string_view(source.brand))
            .set(19, "N.A.");
        row.set(21, source.customs.origin_country).set(22, line.item).set(23, "S").set(24, "NOEXCISE");
        row.set(59, unit_price(line, 6));
        out += row.line(92);
    }
    return out;
}

std::string sb_table(const Flat& flat) {
    const View& view = flat.view;
    const order::Party& exporter = *view.here;
    const order::Flow& flow = view.order->header.flow;
    Record out = flat.record();
    out.set(6, "AB" + std::string(view.registration("IN.chaCode"))).set(7, view.id("IN_IEC"));
    out.set(8, view.registration("IN.iecBranch")).set(9, name_of(exporter), 50);
    set_address(out, 10, 3, exporter);
    out.set(13, exporter.address->city, kAddressField).set(14, exporter.address->postcode).set(16, "P");
    out.set(17, state_of(view))
        .set(18, view.registration("IN.adCode"))
        .set(20, name_of(*view.abroad), kAddressField);
    set_address(out, 21, 4, *view.abroad);
    out.set(25, flow.destination_country).set(29, view.registration("IN.port"));
    out.set(31, flow.destination_country).set(32, flow.destination_country).set(35, "P");
    out.set(36, view.consignment->gross_weight->to_fixed(3, Rounding::half_up));
    out.set(37, view.net_weight->to_fixed(3, Rounding::half_up))
        .set(38, "KGS")
        .set(39, std::to_string(view.packages));
    out.set(45, view.waybill).set(49, view.id("IN_GSTIN"));
    return "<TABLE>SB\n" + out.line(49);
}

std::string sb_invoice_table(const Flat& flat) {
    const View& view = flat.view;
    const auto invoiced = local_time(view.order->header.created_at.instant, kIndiaOffset).date;
    Record out = flat.record();
    out.set(6, "1").set(7, view.order->header.number);
    out.set(8, compact_date(invoiced, view.registration("IN.jobDateFormat") == "ddmmyyyy"));
    out.set(9, view.order->money.currency)
        .set(10, view.terms == nullptr ? std::string_view{} : view.terms->ices);
    out.set(11, name_of(*view.abroad), kAddressField);
    set_address(out, 12, 4, *view.abroad);
    set_charge(out, 17, 16, view.order->money.freight, view);
    set_charge(out, 20, 19, view.order->money.insurance, view);
    return "<TABLE>INVOICE\n" + out.line(34);
}

std::string sb_item_table(const Flat& flat) {
    std::string out = "<TABLE>ITEM\n";
    std::size_t serial = 0;
    for (const LineView& line : flat.view.lines) {
        Record row = flat.record();
        row.set(6, "1").set(7, std::to_string(++serial)).set(8, "00").set(9, line.item);
        row.set_wrapped(10, 3, line.description, 40).set(13, line.uqc);
        row.set(14, line.line->quantity.to_fixed(3, Rounding::half_up)).set(15, unit_price(line, 5));
        row.set(39, flat.view.registration("IN.igstStatus"));
        out += row.line(41);
    }
    return out;
}

}  // namespace

Document write_bill_of_entry(const View& view) {
    const Flat flat = make_flat(view, 1);
    const std::string body =
        be_table(flat) + exchange_table(flat) + be_invoice_table(flat) + be_items_table(flat);
    return make_document(flat, envelope(flat, body, "<END-BE>"));
}

Document write_shipping_bill(const View& view) {
    const Flat flat = make_flat(view, 0);
    const std::string body = sb_table(flat) + sb_invoice_table(flat) + sb_item_table(flat);
    return make_document(flat, envelope(flat, body, "<END-SB>"));
}

}  // namespace silkgate::adapters::in
