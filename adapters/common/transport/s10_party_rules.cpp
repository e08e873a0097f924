// The rows of the postal booking that look at the parties and at the order as a whole. What they find is
// personal data and is not shown.
#include "adapters/common/transport/s10_rules.hpp"

namespace silkgate::adapters::transport {
namespace {

using rules::Must;
using rules::Row;
using rules::text_or_absent;

const order::Address* address_of(const std::optional<order::Party>& party) {
    return party && party->address ? &*party->address : nullptr;
}

bool has_street(const std::optional<order::Party>& party) {
    const order::Address* address = address_of(party);
    return address != nullptr &&
           (!address->lines.empty() || !address->street.empty() || !address->full.empty());
}

const order::Party* consignee(const S10View& view) {
    return view.order->parties.consignee ? &*view.order->parties.consignee : nullptr;
}

const Row<S10View> kOrderRows[] = {
    {.rule =
         {.id = "LG-0020",
          .code = "sender-missing",
          .remedy = Remedy::connection,
          .basis = "UPU CN 23: sender's name; item message: mandatory",
          .text =
              {.en = "The sender's name is missing.", .zh = "缺少寄件人名称。", .ru = "Не указан отправитель."
              }},
     .path = "/parties/seller/name",
     .wire = "sender/name",
     .must = Must::be_present,
     .value =
         [](const S10View& view) {
             const auto& seller = view.order->parties.seller;
             return seller ? text_or_absent(seller->name) : rules::FieldValue{};
         }},
    {.rule =
         {.id = "LG-0021",
          .code = "sender-address-missing",
          .remedy = Remedy::connection,
          .basis = "UPU CN 23: sender's full address; item message: mandatory",
          .text =
              {.en = "The sender's address is missing.",
               .zh = "缺少寄件人地址。",
               .ru = "Не указан адрес отправителя."}},
     .path = "/parties/seller/address",
     .wire = "sender/addressLines",
     .must = Must::hold,
     .holds = [](const S10View& view) { return has_street(view.order->parties.seller); }},
    {.rule =
         {.id = "LG-0030",
          .code = "consignee-missing",
          .remedy = Remedy::buyer,
          .basis = "UPU CN 23: addressee's name; item message: mandatory",
          .text =
              {.en = "The addressee's name is missing.",
               .zh = "缺少收件人姓名。",
               .ru = "Не указан получатель."}},
     .path = "/parties/consignee/name",
     .wire = "addressee/name",
     .must = Must::be_present,
     .value =
         [](const S10View& view) {
             return consignee(view) == nullptr ? rules::FieldValue{} : text_or_absent(consignee(view)->name);
         }},
    {.rule =
         {.id = "LG-0031",
          .code = "consignee-address-missing",
          .remedy = Remedy::buyer,
          .basis = "UPU CN 23: addressee's full address; item message: mandatory",
          .text =
              {.en = "The addressee's street address is missing.",
               .zh = "缺少收件人街道地址。",
               .ru = "Не указан адрес получателя."}},
     .path = "/parties/consignee/address",
     .wire = "addressee/addressLines",
     .must = Must::hold,
     .holds = [](const S10View& view) { return has_street(view.order->parties.consignee); }},
    {.rule =
         {.id = "LG-0032",
          .code = "consignee-city-missing",
          .remedy = Remedy::buyer,
          .basis = "UPU CN 23: addressee's full address",
          .text =
              {.en = "The addressee's town is missing.",
               .zh = "缺少收件人城市。",
               .ru = "Не указан населённый пункт получателя."}},
     .path = "/parties/consignee/address/city",
     .wire = "addressee/city",
     .must = Must::be_present,
     .value =
         [](const S10View& view) {
             const order::Address* address = address_of(view.order->parties.consignee);
             return address == nullptr ? rules::FieldValue{} : text_or_absent(address->city);
         }},
    {.rule =
         {.id = "LG-0033",
          .code = "consignee-postcode-missing",
          .severity = Severity::warning,
          .remedy = Remedy::buyer,
          .basis = "UPU CN 23: addressee's full address",
          .text =
              {.en = "The addressee's postcode is missing.",
               .zh = "缺少收件人邮政编码。",
               .ru = "Не указан почтовый индекс получателя."}},
     .path = "/parties/consignee/address/postcode",
     .wire = "addressee/postcode",
     .must = Must::be_present,
     .value =
         [](const S10View& view) {
             const order::Address* address = address_of(view.order->parties.consignee);
             return address == nullptr ? rules::FieldValue{} : text_or_absent(address->postcode);
         }},
    {.rule =
         {.id = "LG-0034",
          .code = "consignee-country-differs",
          .remedy = Remedy::payload,
          .basis = "UPU CN 23: country of destination",
          .text =
              {.en = "The addressee's country is not the order's country of destination.",
               .zh = "收件人国家与订单目的国不一致。",
               .ru = "Страна получателя не совпадает со страной назначения заказа."}},
     .path = "/parties/consignee/address/country",
     .wire = "addressee/country",
     .must = Must::hold,
     .holds =
         [](const S10View& view) {
             return address_of(view.order->parties.consignee)->country ==
                    view.order->header.flow.destination_country;
         },
     .applies = [](const S10View& view) { return address_of(view.order->parties.consignee) != nullptr; }},
    {.rule =
         {.id = "LG-0035",
          .code = "consignee-masked",
          .remedy = Remedy::buyer,
          .basis = "UPU CN 23: addressee in full",
          .text =
              {.en = "The addressee's data are masked by the platform.",
               .zh = "收件人信息被平台脱敏。",
               .ru = "Данные получателя скрыты площадкой."}},
     .path = "/parties/consignee",
     .wire = "addressee",
     .must = Must::hold,
     .holds = [](const S10View& view) { return !consignee(view)->masked; },
     .applies = [](const S10View& view) { return consignee(view) != nullptr; }},
    {.rule =
         {.id = "LG-0036",
          .code = "consignee-phone-missing",
          .severity = Severity::warning,
          .remedy = Remedy::buyer,
          .basis = "UPU CN 23: addressee's telephone",
          .text =
              {.en = "The addressee's telephone number is missing.",
               .zh = "缺少收件人电话。",
               .ru = "Не указан телефон получателя."}},
     .path = "/parties/consignee/phone",
     .wire = "addressee/phone",
     .must = Must::hold,
     .holds = [](const S10View& view
              ) { return !consignee(view)->phone.empty() || !consignee(view)->phone_source.empty(); },
     .applies = [](const S10View& view) { return consignee(view) != nullptr; }},
    {.rule =
         {.id = "LG-0037",
          .code = "nature-of-transaction-missing",
          .severity = Severity::warning,
          .remedy = Remedy::payload,
          .basis = "UPU CN 22, CN 23: category of item",
          .text =
              {.en = "The category of the item (sale, gift, sample, return, documents) is not stated.",
               .zh = "未说明邮件类别（销售、礼品、样品、退货、文件）。",
               .ru = "Не указана категория вложения (продажа, подарок, образец, возврат, документы)."}},
     .path = "/order/natureOfTransaction",
     .wire = "natureOfTransaction",
     .must = Must::be_present,
     .value = [](const S10View& view) { return text_or_absent(view.order->header.nature_of_transaction); }},
    {.rule =
         {.id = "LG-0040",
          .code = "contents-missing",
          .remedy = Remedy::payload,
          .basis = "UPU CN 22, CN 23: detailed description of contents",
          .text =
              {.en = "The consignment holds no goods to be declared.",
               .zh = "货件中没有需要申报的货物。",
               .ru = "В отправлении нет товаров для декларирования."}},
     .path = "/lines",
     .wire = "contents",
     .must = Must::hold,
     .holds = [](const S10View& view) { return !view.lines.empty(); }},
};

}  // namespace

std::span<const Row<S10View>> s10_party_rows() noexcept {
    return kOrderRows;
}

}  // namespace silkgate::adapters::transport
