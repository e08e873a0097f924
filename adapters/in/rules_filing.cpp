// Who files, where and by which numbers: the connection's registrations (IN-02xx).
#include "adapters/common/eaeu/rows.hpp"
#include "adapters/in/identifiers.hpp"
#include "adapters/in/rules.hpp"

namespace silkgate::adapters::in {
namespace {

using eaeu::formatted;
using eaeu::holding;
using eaeu::present;
using rules::FieldValue;
using rules::text_or_absent;

FieldValue courier_registration(const View& view) {
    return text_or_absent(view.registration("IN.courierRegistration"));
}

FieldValue courier_name(const View& view) {
    return text_or_absent(view.registration("IN.courierName"));
}

FieldValue ad_code(const View& view) {
    return text_or_absent(view.registration("IN.adCode"));
}

FieldValue custom_house(const View& view) {
    return text_or_absent(view.registration("IN.customHouse"));
}

FieldValue icegate_id(const View& view) {
    return text_or_absent(view.registration("IN.icegateId"));
}

FieldValue cha_code(const View& view) {
    return text_or_absent(view.registration("IN.chaCode"));
}

FieldValue personal_item(const View& view) {
    return text_or_absent(view.registration("IN.personalTariffItem"));
}

FieldValue port(const View& view) {
    return text_or_absent(view.registration("IN.port"));
}

bool has_job_date_format(const View& view) {
    const std::string_view format = view.registration("IN.jobDateFormat");
    return format == "yyyymmdd" || format == "ddmmyyyy";
}

bool has_igst_status(const View& view) {
    const std::string_view status = view.registration("IN.igstStatus");
    return status == "P" || status == "LUT";
}

bool is_not_post(const View& view) {
    return view.channel != Channel::post;
}

bool is_import(const View& view) {
    return view.is_import;
}

bool is_personal_courier(const View& view) {
    return view.is_personal && is_courier(view);
}

bool is_taxed_export(const View& view) {
    return view.leg->regime == kCsb5 || view.leg->regime == kShippingBill;
}

bool is_personal_item(std::string_view text) {
    return is_digits(text, 8) && text.starts_with("9804");
}

const rules::Row<View> kRows[] = {
    present<View>(
        {.id = "IN-0201",
         .code = "courier-registration-missing",
         .remedy = Remedy::connection,
         .basis = "in-cbe-forms#courier registration number",
         .effective_from = "",
         .text =
             {.en = "IN.courierRegistration is missing: the courier's registration number.",
              .zh = "缺少IN.courierRegistration：快递企业注册号。",
              .ru = "Нет IN.courierRegistration: регистрационного номера курьера."}},
        "/order/flow",
        "courier registration number",
        courier_registration,
        is_courier
    ),
    present<View>(
        {.id = "IN-0202",
         .code = "courier-name-missing",
         .remedy = Remedy::connection,
         .basis = "in-cbe-forms#name of the authorised courier",
         .effective_from = "",
         .text =
             {.en = "IN.courierName is missing.", .zh = "缺少IN.courierName。", .ru = "Нет IN.courierName."}},
        "/order/flow",
        "authorised courier name",
        courier_name,
        is_courier
    ),
    present<View>(
        {.id = "IN-0203",
         .code = "ad-code-missing",
         .remedy = Remedy::connection,
         .basis = "in-edpms#AD code, without which the data do not reach the banks",
         .effective_from = "",
         .text =
             {.en = "IN.adCode is missing: the code of the authorised dealer bank's branch.",
              .zh = "缺少IN.adCode：授权交易银行网点代码。",
              .ru = "Нет IN.adCode: кода отделения уполномоченного банка."}},
        "/order/flow",
        "AD code",
        ad_code,
        is_not_post
    ),
    formatted<View>(
        {.id = "IN-0204",
         .code = "ad-code-invalid",
         .remedy = Remedy::connection,
         .basis = "in-edpms#AD code: 7 digits",
         .effective_from = "",
         .text =
             {.en = "An AD code has 7 digits.", .zh = "AD代码为7位数字。", .ru = "Код AD состоит из 7 цифр."}
        },
        "/order/flow",
        "AD code",
        {.kind = rules::Kind::digits, .min = 7, .max = 7},
        ad_code,
        is_not_post
    ),
    present<View>(
        {.id = "IN-0205",
         .code = "customs-office-missing",
         .remedy = Remedy::connection,
         .basis = "in-ices-envelope#receiver: custom house code",
         .effective_from = "",
         .text =
             {.en = "IN.customHouse is missing: the custom house that receives the bill.",
              .zh = "缺少IN.customHouse：接收申报的海关代码。",
              .ru = "Нет IN.customHouse: кода таможни, куда подаётся декларация."}},
        "/order/flow",
        "custom house code",
        custom_house,
        is_cargo
    ),
    formatted<View>(
        {.id = "IN-0206",
         .code = "customs-office-invalid",
         .remedy = Remedy::connection,
         .basis = "in-ids#custom house: IN, 3 letters, 1 4 6 2 or B",
         .effective_from = "",
         .text =
             {.en = "IN.customHouse is not IN, three letters and the kind of place (1, 4, 6, 2, B).",
              .zh = "IN.customHouse应为IN加3个字母和地点类型（1、4、6、2、B）。",
              .ru = "IN.customHouse — это IN, три буквы и вид места (1, 4, 6, 2, B)."}},
        "/order/flow",
        "custom house code",
        {.kind = rules::Kind::custom, .accepts = is_custom_house},
        custom_house,
        is_cargo
    ),
    present<View>(
        {.id = "IN-0207",
         .code = "filer-id-missing",
         .remedy = Remedy::connection,
         .basis = "in-ices-envelope#sender: ICEGATE id",
         .effective_from = "",
         .text =
             {.en = "IN.icegateId is missing: the filer's id.",
              .zh = "缺少IN.icegateId：申报人编号。",
              .ru = "Нет IN.icegateId: идентификатора подающего."}},
        "/order/flow",
        "sender id",
        icegate_id,
        is_cargo
    ),
    present<View>(
        {.id = "IN-0208",
         .code = "broker-code-missing",
         .remedy = Remedy::connection,
         .basis = "in-ices-fields#CHA code",
         .effective_from = "",
         .text =
             {.en = "IN.chaCode is missing: the customs broker's code.",
              .zh = "缺少IN.chaCode：报关行代码。",
              .ru = "Нет IN.chaCode: кода таможенного представителя."}},
        "/order/flow",
        "CHA code",
        cha_code,
        is_cargo
    ),
    holding<View>(
        {.id = "IN-0209",
         .code = "job-date-format-missing",
         .remedy = Remedy::connection,
         .basis = "in-ices-envelope#job date: sources disagree between yyyymmdd and ddmmyyyy",
         .effective_from = "",
         .text =
             {.en =
                  "IN.jobDateFormat is not yyyymmdd or ddmmyyyy: sources disagree, so the filer says which.",
              .zh = "IN.jobDateFormat应为yyyymmdd或ddmmyyyy：各来源不一致，须由申报人指定。",
              .ru = "IN.jobDateFormat — yyyymmdd или ddmmyyyy: источники расходятся, решает подающий."}},
        "/order/flow",
        "job date",
        has_job_date_format,
        is_cargo
    ),
    present<View>(
        {.id = "IN-0210",
         .code = "personal-tariff-item-missing",
         .remedy = Remedy::connection,
         .basis = "in-9804-2026#heading 9804",
         .effective_from = "",
         .text =
             {.en = "IN.personalTariffItem is missing: the 8 digits under heading 9804 for goods for "
                    "personal use.",
              .zh = "缺少IN.personalTariffItem：9804项下个人自用物品的8位税号。",
              .ru = "Нет IN.personalTariffItem: 8 цифр товарной позиции 9804 для личного пользования."}},
        "/order/flow",
        "CTSH",
        personal_item,
        is_personal_courier
    ),
    formatted<View>(
        {.id = "IN-0211",
         .code = "personal-tariff-item-invalid",
         .remedy = Remedy::connection,
         .basis = "in-9804-2026#heading 9804, 8 digits",
         .effective_from = "",
         .text =
             {.en = "IN.personalTariffItem is not 8 digits that begin with 9804.",
              .zh = "IN.personalTariffItem应为以9804开头的8位数字。",
              .ru = "IN.personalTariffItem — 8 цифр, начиная с 9804."}},
        "/order/flow",
        "CTSH",
        {.kind = rules::Kind::custom, .accepts = is_personal_item},
        personal_item,
        is_import
    ),
    holding<View>(
        {.id = "IN-0212",
         .code = "igst-status-missing",
         .remedy = Remedy::connection,
         .basis = "in-edpms#CSB-V: IGST paid, or bond or undertaking; in-ices-fields#IGST status LUT or P",
         .effective_from = "",
         .text =
             {.en = "IN.igstStatus is not P (paid) or LUT (bond or undertaking).",
              .zh = "IN.igstStatus应为P（已缴）或LUT（保函）。",
              .ru = "IN.igstStatus — P (уплачен) или LUT (обязательство)."}},
        "/order/flow",
        "IGST status",
        has_igst_status,
        is_taxed_export
    ),
    present<View>(
        {.id = "IN-0213",
         .code = "port-missing",
         .remedy = Remedy::connection,
         .basis = "in-ices-fields#BE 25 port of shipment, SB 29 port of loading",
         .effective_from = "",
         .text =
             {.en = "IN.port is missing: the port of shipment of an import, of loading of an export.",
              .zh = "缺少IN.port：进口起运港或出口装货港。",
              .ru = "Нет IN.port: порта отправления при ввозе, погрузки при вывозе."}},
        "/order/flow",
        "port",
        port,
        is_cargo
    ),
};

}  // namespace

std::span<const rules::Row<View>> filing_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::in
