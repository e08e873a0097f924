// One order being read by a mapping. Private to gateway/intake.
#pragma once

#include "gateway/intake/mapping.hpp"
#include "gateway/intake/payload_reader.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace silkgate::intake {

class MappedOrder {
public:
    MappedOrder(const Mapping& mapping, IntakeOrder& out, const IntakeContext& context, Places places)
        : mapping_(mapping), in_(out, context), places_(places) {}

    void read();

private:
    // mapped_order.cpp
    void read_head();
    void read_attributes();
    // mapped_lines.cpp
    void read_lines();
    void read_line(json::Value value, const std::string& source);
    [[nodiscard]] std::string unused_id(std::string id, const std::string& variant);
    void read_quantity(const LineRows& rows, order::Line& line, const std::string& at);
    void read_price(const LineRows& rows, order::Line& line, const std::string& at);
    void read_line_customs(const LineRows& rows, order::Line& line, const std::string& at);
    void settle_bundles();
    // mapped_money.cpp
    void read_currency();
    void read_money();
    void read_discounts();
    void read_fees();
    void read_taxes();
    void settle_included_tax();
    void read_shop();
    [[nodiscard]] order::Tax to_tax(const TaxRow& row, Decimal amount);
    // mapped_parties.cpp
    void read_parties();
    const PersonRows* first_person(const std::vector<PersonRows>& all, std::optional<order::Party>& out);
    [[nodiscard]] std::optional<order::Party> read_person(const PersonRows& rows);
    void read_ids(const PersonRows& rows, order::Party& party);
    // mapped_movements.cpp
    void read_payments();
    void read_refunds();
    void read_consignments();
    [[nodiscard]] std::vector<order::ConsignmentLine> read_parts(const PartRows& rows, std::string_view at);

    // Values, at the place that is being read.
    [[nodiscard]] json::Value find(const std::vector<Path>& paths) const;
    [[nodiscard]] std::string text(const TextField& field) const;
    [[nodiscard]] std::string text(const TextField& field, std::string_view canonical);
    [[nodiscard]] std::string word(const WordField& field, std::string_view canonical = {});
    [[nodiscard]] std::optional<order::Time> time(const TimeField& field, std::string_view canonical);
    // A number that is no money.
    [[nodiscard]] std::optional<Decimal> number(const AmountField& field, std::string_view canonical);
    // Money: in the order's currency, else a violation.
    [[nodiscard]] std::optional<Decimal> money(const AmountField& field, std::string_view canonical);
    [[nodiscard]] std::optional<Decimal>
    amount(const AmountField& field, std::string_view canonical, bool is_money);
    [[nodiscard]] std::optional<Decimal> sum_of(const Path& path, std::string_view canonical, bool is_money);
    [[nodiscard]] bool is_in_currency(json::Value value, json::Value holder, std::string_view canonical);
    [[nodiscard]] std::optional<Decimal>
    kilograms(const WeightRow& row, Decimal quantity, std::string_view canonical);
    [[nodiscard]] CurrencyReading read_currency_code(std::string_view text) const;

    void point(std::string_view canonical, const std::vector<Path>& paths);

    // Reads with `value` as the place paths start from.
    template <class Read>
    void at(json::Value value, Read&& read_here) {
        const json::Value before = places_.here;
        places_.here = value;
        read_here();
        places_.here = before;
    }

    // read_here for each value of the path, or once where there is no path.
    template <class Read>
    void for_each(const std::optional<Path>& path, Read&& read_here) {
        if (!path) {
            read_here();
            return;
        }
        const Places places = places_;
        path->each(places, [&](json::Value value, json::Value) { at(value, read_here); });
    }

    const Mapping& mapping_;
    PayloadReader in_;
    Places places_;
    std::string line_source_;      // pointer of the line being read, in the order; empty outside lines
    bool tax_by_total_ = false;    // whether the prices hold the tax, the total tells
    Decimal factor_ = Decimal(1);  // of the currency: 10 for the toman
};

}  // namespace silkgate::intake
