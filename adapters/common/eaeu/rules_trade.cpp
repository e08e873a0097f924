// Goods that are not for personal use: who sells, who receives, what the declaration names of each thing.
// EE-07xx up to 0729.
#include "adapters/common/eaeu/facts.hpp"
#include "adapters/common/eaeu/rows.hpp"
#include "adapters/common/eaeu/shared_rules.hpp"

namespace silkgate::adapters::eaeu {
namespace {

using rules::FieldValue;
using rules::number_or_absent;
using rules::text_or_absent;

bool has_party(const PartyView& end) {
    return end.party != nullptr;
}

FieldValue party_of(const PartyView& end) {
    return end.party == nullptr ? FieldValue{} : FieldValue{"present"};
}

FieldValue name_of(const PartyView& end) {
    return text_or_absent(readable_name(*end.party));
}

bool is_unmasked(const PartyView& end) {
    return !end.party->masked;
}

FieldValue country_of(const PartyView& end) {
    return end.party->address ? text_or_absent(end.party->address->country) : FieldValue{};
}

bool is_in(const PartyView& end, std::string_view country) {
    return end.party->address && end.party->address->country == country;
}

std::string_view other_end(const PartyView& end) {
    const order::Flow& flow = end.view->order->header.flow;
    return end.view->filing->is_export ? std::string_view(flow.destination_country)
                                       : std::string_view(flow.origin_country);
}

bool has_tax_number(const PartyView& end) {
    return !end.view->tax_number.empty();
}

constexpr rules::Row<PartyView> kNational[] = {
    present<PartyView>(
        {.id = "EE-0701",
         .code = "declarant-missing",
         .remedy = Remedy::payload,
         .basis = "eec-142#form and order of filling; eec-9#ConsignorDetails, ConsigneeDetails",
         .text =
             {.en = "The organisation of this country that sells or receives the goods is missing.",
              .zh = "缺少本国的销售或收货企业。",
              .ru = "Нет организации этой страны, которая продаёт или получает товары."}},
        "",
        "SubjectName",
        party_of
    ),
    holding<PartyView>(
        {.id = "EE-0702",
         .code = "party-masked",
         .remedy = Remedy::payload,
         .basis = "eec-9#ConsignorDetails, ConsigneeDetails; practice#a masked value is not the party's",
         .text =
             {.en = "The organisation's data are masked: the full data are needed.",
              .zh = "企业数据已脱敏：需要完整数据。",
              .ru = "Данные организации скрыты: нужны полные."}},
        "",
        "SubjectName",
        is_unmasked,
        has_party
    ),
    present<PartyView>(
        {.id = "EE-0703",
         .code = "party-name-missing",
         .remedy = Remedy::payload,
         .basis = "eec-9#SubjectName; practice#in Cyrillic or Latin letters",
         .text =
             {.en = "The organisation has no name in Cyrillic or Latin letters.",
              .zh = "企业没有西里尔或拉丁字母名称。",
              .ru = "Нет названия организации кириллицей или латиницей."}},
        "/name",
        "SubjectName",
        name_of,
        has_party
    ),
    holding<PartyView>(
        {.id = "EE-0705",
         .code = "address-not-in-country",
         .remedy = Remedy::payload,
         .basis = "eec-9#SubjectAddressDetails/UnifiedCountryCode; eec-142#form and order of filling",
         .text =
             {.en = "The organisation's address is missing or not in this country.",
              .zh = "缺少企业地址，或地址不在本国。",
              .ru = "Нет адреса организации, или он не в этой стране."}},
        "/address/country",
        "UnifiedCountryCode",
        [](const PartyView& end) { return is_in(end, end.view->country->code); },
        has_party
    ),
    holding<PartyView>(
        {.id = "EE-0706",
         .code = "address-incomplete",
         .remedy = Remedy::payload,
         .basis = "eec-9#SubjectAddressDetails CityName, StreetName; eec-142#form and order of filling",
         .text =
             {.en = "The organisation's address has no city or no street.",
              .zh = "企业地址缺少城市或街道。",
              .ru = "В адресе организации нет города или улицы."}},
        "/address",
        "SubjectAddressDetails",
        [](const PartyView& end) {
            return !end.party->address->city.empty() && !street_of(*end.party->address).empty();
        },
        [](const PartyView& end) { return has_party(end) && end.party->address.has_value(); }
    ),
    present<PartyView>(
        {.id = "EE-0707",
         .code = "tax-number-missing",
         .remedy = Remedy::payload,
         .basis = "eec-9#TaxpayerId; eec-142#form and order of filling",
         .text =
             {.en = "The organisation's tax number (INN, BIN or IIN, UNP) is missing.",
              .zh = "缺少企业税号（INN、BIN 或 IIN、UNP）。",
              .ru = "Нет налогового номера организации (ИНН, БИН или ИИН, УНП)."}},
        "/registrations",
        "TaxpayerId",
        [](const PartyView& end) -> FieldValue { return text_or_absent(end.view->tax_number); },
        has_party
    ),
    holding<PartyView>(
        {.id = "EE-0708",
         .code = "tax-number-invalid",
         .remedy = Remedy::payload,
         .basis = "eec-9#TaxpayerId; practice#form and check digits of the country's tax number",
         .text =
             {.en = "The organisation's tax number has a wrong form or check digit.",
              .zh = "企业税号格式或校验位有误。",
              .ru = "Неверный вид или контрольная цифра налогового номера организации."}},
        "/registrations",
        "TaxpayerId",
        [](const PartyView& end) { return end.view->country->is_tax_number(end.view->tax_number); },
        has_tax_number
    ),
};

constexpr rules::Row<PartyView> kForeign[] = {
    present<PartyView>(
        {.id = "EE-0711",
         .code = "party-missing",
         .remedy = Remedy::payload,
         .basis = "eec-9#ConsignorDetails, ConsigneeDetails; eec-142#form and order of filling",
         .text =
             {.en = "Who sells or receives the goods abroad is missing.",
              .zh = "缺少境外卖家或收件人。",
              .ru = "Нет зарубежного продавца или получателя."}},
        "",
        "SubjectName",
        party_of
    ),
    holding<PartyView>(
        {.id = "EE-0712",
         .code = "party-masked",
         .remedy = Remedy::payload,
         .basis = "eec-9#ConsignorDetails, ConsigneeDetails; practice#a masked value is not the party's",
         .text =
             {.en = "The data of the party abroad are masked: the full data are needed.",
              .zh = "境外方数据已脱敏：需要完整数据。",
              .ru = "Данные зарубежной стороны скрыты: нужны полные."}},
        "",
        "SubjectName",
        is_unmasked,
        has_party
    ),
    present<PartyView>(
        {.id = "EE-0713",
         .code = "party-name-missing",
         .remedy = Remedy::payload,
         .basis = "eec-9#SubjectName; practice#in Cyrillic or Latin letters",
         .text =
             {.en = "The party abroad has no name in Cyrillic or Latin letters.",
              .zh = "境外方没有西里尔或拉丁字母名称。",
              .ru = "Нет имени зарубежной стороны кириллицей или латиницей."}},
        "/nameLatin",
        "SubjectName",
        name_of,
        has_party
    ),
    present<PartyView>(
        {.id = "EE-0715",
         .code = "party-country-missing",
         .remedy = Remedy::payload,
         .basis = "eec-9#ConsignorDetails, ConsigneeDetails/UnifiedCountryCode",
         .text =
             {.en = "The country of the party abroad is missing.",
              .zh = "缺少境外方所在国家。",
              .ru = "Нет страны зарубежной стороны."}},
        "/address/country",
        "UnifiedCountryCode",
        country_of,
        has_party
    ),
    holding<PartyView>(
        {.id = "EE-0716",
         .code = "consignee-not-in-destination",
         .remedy = Remedy::payload,
         .basis = "practice#the consignee of an export receives the goods in the country of destination",
         .text =
             {.en = "The consignee's address is not in the country of destination.",
              .zh = "收件人地址不在目的国。",
              .ru = "Адрес получателя не в стране назначения."}},
        "/address/country",
        "UnifiedCountryCode",
        [](const PartyView& end) { return is_in(end, other_end(end)); },
        [](const PartyView& end) {
            return end.view->filing->is_export && has_party(end) && end.party->address &&
                   !end.party->address->country.empty();
        }
    ),
};

constexpr rules::Row<LineView> kLines[] = {
    holding<LineView>(
        {.id = "EE-0721",
         .code = "tariff-code-incomplete",
         .remedy = Remedy::catalog,
         .basis = "eec-142#form and order of filling: code of ten digits; eec-9#CommodityCode",
         .text =
             {.en = "The tariff code must be the ten digits of TN VED (TNVED10).",
              .zh = "商品编码须为10位 TN VED 编码（TNVED10）。",
              .ru = "Код товара должен быть десятизначным кодом ТН ВЭД (TNVED10)."}},
        "/customs/codes",
        "CommodityCode",
        [](const LineView& l) { return l.code->system == "TNVED10"; },
        has_code
    ),
    present<LineView>(
        {.id = "EE-0722",
         .code = "net-weight-missing",
         .remedy = Remedy::catalog,
         .basis = "practice#net weight in ДТЭГ; eec-9#UnifiedNetMassMeasure",
         .text =
             {.en = "The net weight of the line is missing.",
              .zh = "缺少商品行的净重。",
              .ru = "Нет веса нетто строки."}},
        "/customs/netWeight",
        "UnifiedNetMassMeasure",
        [](const LineView& l) -> FieldValue { return number_or_absent(l.line->customs.net_weight); }
    ),
};

}  // namespace

std::span<const rules::Row<PartyView>> trade_national_rows() noexcept {
    return kNational;
}
std::span<const rules::Row<PartyView>> trade_foreign_rows() noexcept {
    return kForeign;
}
std::span<const rules::Row<LineView>> trade_line_rows() noexcept {
    return kLines;
}

}  // namespace silkgate::adapters::eaeu
