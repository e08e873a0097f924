#include "adapters/ru/write_payments.hpp"

#include "adapters/ru/texts.hpp"

namespace silkgate::adapters::ru {
namespace {

constexpr std::string_view kRoubleNumber = kRussia.currency_number;

// Both documents name the same members; they differ in namespace, in order, and in the unit of a base.
struct Names {
    std::string_view block;
    std::string_view prefix;
    std::string_view base_unit;
    bool is_amount_first = false;
};
constexpr Names kExpress{"ecd:CustomsPaymentDetails", "RUDECLcat:", "TaxBaseQualifierCode", false};
constexpr Names
    kGoods{"esad:ESADout_CUCustomsPaymentCalculation", "catESAD_cu:", "TaxBaseTNVEDQualifierCode", true};

class Block {
public:
    Block(xml::Writer& out, const Names& names) : out_(out), names_(names) { out_.open(names.block); }

    Block& add(std::string_view name, std::string_view text) {
        out_.element(std::string(names_.prefix) + std::string(name), text);
        return *this;
    }
    void close() { out_.close(); }

private:
    xml::Writer& out_;
    const Names& names_;
};

void write_amount(Block& block, const eaeu::Payment& payment) {
    block.add("PaymentAmount", amount_text(payment.amount)).add("PaymentCurrencyCode", kRoubleNumber);
}

void write_rate(Block& block, const eaeu::Payment& payment, const Names& names) {
    if (!payment.rate) {
        return;  // two rates were added: no single one gave the amount
    }
    const bool is_share = payment.rate_unit.empty();
    const std::string rate = payment.rate->to_shortest();
    const std::string_view kind = is_share ? "%" : "*";
    if (names.is_amount_first) {
        block.add("Rate", rate).add("RateTypeCode", kind);
    } else {
        block.add("RateTypeCode", kind).add("Rate", rate);
    }
    if (is_share) {
        return;
    }
    const std::string number = eaeu::currency_number(payment.rate_currency);
    if (names.is_amount_first) {
        block.add("RateCurrencyCode", number).add("RateTNVEDQualifierCode", payment.rate_unit);
    } else {
        block.add("RateTNVEDQualifierCode", payment.rate_unit).add("RateCurrencyCode", number);
    }
}

void write_payments(
    xml::Writer& out,
    const std::vector<eaeu::Payment>& payments,
    BusinessDate day,
    const Names& names
) {
    for (const eaeu::Payment& payment : payments) {
        Block block(out, names);
        block.add("PaymentModeCode", payment.code);
        if (names.is_amount_first) {
            write_amount(block, payment);
        }
        block.add("TaxBase", payment.base.rounded(6, Rounding::half_up).to_shortest());
        if (payment.rate_unit.empty()) {
            block.add("TaxBaseCurrencyCode", kRoubleNumber);
        } else {
            block.add(names.base_unit, payment.rate_unit);
        }
        write_rate(block, payment, names);
        block.add("RateUseDate", format_date(day));
        if (!names.is_amount_first) {
            write_amount(block, payment);
        }
        block.close();
    }
}

}  // namespace

void write_express_payments(xml::Writer& out, const std::vector<eaeu::Payment>& payments, BusinessDate day) {
    write_payments(out, payments, day, kExpress);
}

void write_goods_payments(xml::Writer& out, const std::vector<eaeu::Payment>& payments, BusinessDate day) {
    write_payments(out, payments, day, kGoods);
}

void write_payment_sums(xml::Writer& out, std::string_view name, const eaeu::OwedAssessment& owed) {
    if (owed.outcome != eaeu::Owed::computed) {
        return;
    }
    for (const auto& [code, amount] :
         {std::pair{eaeu::kDutyPayment, owed.duty}, std::pair{eaeu::kVatPayment, owed.vat}}) {
        out.open(name)
            .element("ecd:PaymentModeCode", code)
            .element("ecd:Amount", amount_text(amount))
            .element("ecd:CurrencyCode", kRoubleNumber)
            .close();
    }
}

void write_payment_total(xml::Writer& out, const eaeu::OwedAssessment& owed) {
    if (owed.outcome != eaeu::Owed::computed) {
        return;
    }
    out.open("ecd:TotalPaymentAmountDetails")
        .element("RUScat_ru:Amount", amount_text(*add(owed.duty, owed.vat)))
        .element("RUScat_ru:CurrencyCode", kRoubleNumber)
        .close();
}

}  // namespace silkgate::adapters::ru
