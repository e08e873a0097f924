#include "adapters/cn/export_rules.hpp"

namespace silkgate::adapters::cn {
namespace {

using rules::FieldValue;
using rules::Kind;
using rules::Must;
using rules::text_or_absent;

// A foreign platform without a code is declared as 无.
bool is_platform_code(std::string_view text) {
    return text == "无" || is_enterprise_code(text);
}

// NO: the producer or seller is not registered with customs.
bool is_owner_code(std::string_view text) {
    return text == "NO" || is_enterprise_code(text);
}

constexpr rules::Row<Facts> kRows[] = {
    {.rule =
         {.id = "CN-0211",
          .code = "platform-code-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303, CEB603 (imports CEB311, CEB621) ebpCode; enterprises use their "
                   "10-character customs or "
                   "18-character social-credit code",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The customs code of the e-commerce platform is missing: set "
                     "CN.ebpCode on the connection.",
               .zh = "缺少电商平台的海关编码：请在连接中设置 CN.ebpCode。",
               .ru = "Нет таможенного кода торговой площадки: задайте CN.ebpCode "
                     "в подключении."}},
     .path = "/parties/platform",
     .wire = "ebpCode",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.platform.code); }},
    {.rule =
         {.id = "CN-0212",
          .code = "platform-code-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303, CEB603 ebpCode; specification: 10 or 18 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The customs code of the e-commerce platform is not a 10-character "
                     "customs code, an 18-character social-credit code or 无.",
               .zh = "电商平台的海关编码不是10位海关编码、18位统一社会信用代码或"
                     "“无”。",
               .ru = "Таможенный код торговой площадки не является кодом из 10 или "
                     "18 знаков либо знаком 无."}},
     .path = "/parties/platform",
     .wire = "ebpCode",
     .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_platform_code},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.platform.code); }},
    {.rule =
         {.id = "CN-0213",
          .code = "platform-name-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303, CEB603 (imports CEB311, CEB621) ebpName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The registered name of the e-commerce platform is missing: "
                     "set CN.ebpName on the connection.",
               .zh = "缺少电商平台的登记名称：请在连接中设置 CN.ebpName。",
               .ru = "Нет зарегистрированного имени торговой площадки: задайте CN.ebpName "
                     "в подключении."}},
     .path = "/parties/platform",
     .wire = "ebpName",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.platform.name); }},
    {.rule =
         {.id = "CN-0214",
          .code = "platform-name-too-long",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303, CEB603 (imports CEB311, CEB621) ebpName: at most 100 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The registered name of the e-commerce platform is longer than "
                     "100 characters.",
               .zh = "电商平台的登记名称超过100个字符。",
               .ru = "Зарегистрированное имя торговой площадки длиннее 100 знаков."}},
     .path = "/parties/platform",
     .wire = "ebpName",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 100},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.platform.name); }},
    {.rule =
         {.id = "CN-0221",
          .code = "seller-code-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303, CEB505, CEB603 (imports CEB311, CEB511, CEB621) ebcCode; "
                   "enterprises use their 10-character "
                   "customs or 18-character social-credit code",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The customs code of the e-commerce enterprise (consignor) "
                     "is missing: set CN.ebcCode on the connection.",
               .zh = "缺少电商企业（发货人）的海关编码：请在连接中设置 CN.ebcCode。",
               .ru = "Нет таможенного кода продавца (отправителя): задайте CN.ebcCode "
                     "в подключении."}},
     .path = "/parties/seller",
     .wire = "ebcCode",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.seller.code); }},
    {.rule =
         {.id = "CN-0222",
          .code = "seller-code-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303, CEB505, CEB603 (imports CEB311, CEB511, CEB621) ebcCode; "
                   "specification: 10 or 18 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The customs code of the e-commerce enterprise (consignor) "
                     "is not a 10-character customs code or an 18-character social-credit "
                     "code.",
               .zh = "电商企业（发货人）的海关编码不是10位海关编码或18位统一社会"
                     "信用代码。",
               .ru = "Таможенный код продавца (отправителя) не является кодом таможни "
                     "из 10 знаков или социально-кредитным кодом из 18 знаков."}},
     .path = "/parties/seller",
     .wire = "ebcCode",
     .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_enterprise_code},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.seller.code); }},
    {.rule =
         {.id = "CN-0223",
          .code = "seller-name-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303, CEB505, CEB603 (imports CEB311, CEB511, CEB621) ebcName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The registered name of the e-commerce enterprise (consignor) "
                     "is missing: set CN.ebcName on the connection.",
               .zh = "缺少电商企业（发货人）的登记名称：请在连接中设置 CN.ebcName。",
               .ru = "Нет зарегистрированного имени продавца (отправителя): задайте "
                     "CN.ebcName в подключении."}},
     .path = "/parties/seller",
     .wire = "ebcName",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.seller.name); }},
    {.rule =
         {.id = "CN-0224",
          .code = "seller-name-too-long",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303, CEB505, CEB603 (imports CEB311, CEB511, CEB621) ebcName: at most "
                   "100 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The registered name of the e-commerce enterprise (consignor) "
                     "is longer than 100 characters.",
               .zh = "电商企业（发货人）的登记名称超过100个字符。",
               .ru = "Зарегистрированное имя продавца (отправителя) длиннее 100 "
                     "знаков."}},
     .path = "/parties/seller",
     .wire = "ebcName",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 100},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.seller.name); }},
    {.rule =
         {.id = "CN-0231",
          .code = "declarant-code-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) agentCode; enterprises use their 10-character "
                   "customs or "
                   "18-character social-credit code",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The customs code of the declaring enterprise is missing: set "
                     "CN.agentCode on the connection.",
               .zh = "缺少申报企业的海关编码：请在连接中设置 CN.agentCode。",
               .ru = "Нет таможенного кода декларанта: задайте CN.agentCode в подключении."}},
     .path = "/parties/declarant",
     .wire = "agentCode",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.agent.code); }},
    {.rule =
         {.id = "CN-0232",
          .code = "declarant-code-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) agentCode; specification: 10 or 18 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The customs code of the declaring enterprise is not a 10-character "
                     "customs code or an 18-character social-credit code.",
               .zh = "申报企业的海关编码不是10位海关编码或18位统一社会信用代码。",
               .ru = "Таможенный код декларанта не является кодом таможни из 10 "
                     "знаков или социально-кредитным кодом из 18 знаков."}},
     .path = "/parties/declarant",
     .wire = "agentCode",
     .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_enterprise_code},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.agent.code); }},
    {.rule =
         {.id = "CN-0233",
          .code = "declarant-name-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) agentName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The registered name of the declaring enterprise is missing: "
                     "set CN.agentName on the connection.",
               .zh = "缺少申报企业的登记名称：请在连接中设置 CN.agentName。",
               .ru = "Нет зарегистрированного имени декларанта: задайте CN.agentName "
                     "в подключении."}},
     .path = "/parties/declarant",
     .wire = "agentName",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.agent.name); }},
    {.rule =
         {.id = "CN-0234",
          .code = "declarant-name-too-long",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) agentName: at most 100 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The registered name of the declaring enterprise is longer "
                     "than 100 characters.",
               .zh = "申报企业的登记名称超过100个字符。",
               .ru = "Зарегистрированное имя декларанта длиннее 100 знаков."}},
     .path = "/parties/declarant",
     .wire = "agentName",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 100},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.agent.name); }},
    {.rule =
         {.id = "CN-0241",
          .code = "carrier-code-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB505, CEB603 (imports CEB511, CEB621) logisticsCode; enterprises use "
                   "their 10-character customs "
                   "or 18-character social-credit code",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The customs code of the logistics enterprise is missing: set "
                     "CN.logisticsCode on the connection.",
               .zh = "缺少物流企业的海关编码：请在连接中设置 CN.logisticsCode。",
               .ru = "Нет таможенного кода логистической компании: задайте CN.logisticsCode "
                     "в подключении."}},
     .path = "/consignments/0/logistics",
     .wire = "logisticsCode",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.carrier.code); }},
    {.rule =
         {.id = "CN-0242",
          .code = "carrier-code-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB505, CEB603 (imports CEB511, CEB621) logisticsCode; specification: 10 "
                   "or 18 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The customs code of the logistics enterprise is not a 10-character "
                     "customs code or an 18-character social-credit code.",
               .zh = "物流企业的海关编码不是10位海关编码或18位统一社会信用代码。",
               .ru = "Таможенный код логистической компании не является кодом таможни "
                     "из 10 знаков или социально-кредитным кодом из 18 знаков."}},
     .path = "/consignments/0/logistics",
     .wire = "logisticsCode",
     .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_enterprise_code},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.carrier.code); }},
    {.rule =
         {.id = "CN-0243",
          .code = "carrier-name-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB505, CEB603 (imports CEB511, CEB621) logisticsName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The registered name of the logistics enterprise is missing: "
                     "set CN.logisticsName on the connection.",
               .zh = "缺少物流企业的登记名称：请在连接中设置 CN.logisticsName。",
               .ru = "Нет зарегистрированного имени логистической компании: задайте "
                     "CN.logisticsName в подключении."}},
     .path = "/consignments/0/logistics",
     .wire = "logisticsName",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.carrier.name); }},
    {.rule =
         {.id = "CN-0244",
          .code = "carrier-name-too-long",
          .remedy = Remedy::connection,
          .basis =
              "ceb-2022-05-xsd#CEB505, CEB603 (imports CEB511, CEB621) logisticsName: at most 100 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The registered name of the logistics enterprise is longer "
                     "than 100 characters.",
               .zh = "物流企业的登记名称超过100个字符。",
               .ru = "Зарегистрированное имя логистической компании длиннее 100 "
                     "знаков."}},
     .path = "/consignments/0/logistics",
     .wire = "logisticsName",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 100},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.carrier.name); }},
    {.rule =
         {.id = "CN-0252",
          .code = "owner-code-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 ownerCode; specification: 10 or 18 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The customs code of the producer or seller (owner) is not "
                     "a 10-character customs code, an 18-character social-credit "
                     "code or NO.",
               .zh = "生产销售单位的海关编码不是10位海关编码、18位统一社会信用代"
                     "码或NO。",
               .ru = "Таможенный код производителя или продавца не является кодом "
                     "из 10 или 18 знаков либо NO."}},
     .path = "/parties/seller",
     .wire = "ownerCode",
     .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_owner_code},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.owner.code); },
     .applies = [](const Facts& f) { return !f.configured.owner_code.empty(); }},
    {.rule =
         {.id = "CN-0253",
          .code = "owner-name-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 ownerName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The registered name of the producer or seller (owner) is missing: "
                     "set CN.ownerName on the connection.",
               .zh = "缺少生产销售单位的登记名称：请在连接中设置 CN.ownerName。",
               .ru = "Нет зарегистрированного имени производителя или продавца: "
                     "задайте CN.ownerName в подключении."}},
     .path = "/parties/seller",
     .wire = "ownerName",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.owner.name); },
     .applies = [](const Facts& f) { return !f.configured.owner_code.empty(); }},
    {.rule =
         {.id = "CN-0254",
          .code = "owner-name-too-long",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 ownerName: at most 100 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The registered name of the producer or seller (owner) is longer "
                     "than 100 characters.",
               .zh = "生产销售单位的登记名称超过100个字符。",
               .ru = "Зарегистрированное имя производителя или продавца длиннее "
                     "100 знаков."}},
     .path = "/parties/seller",
     .wire = "ownerName",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 100},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.owner.name); },
     .applies = [](const Facts& f) { return !f.configured.owner_code.empty(); }},
    {.rule =
         {.id = "CN-0261",
          .code = "seller-phone-too-long",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB505 ebcTelephone: at most 50 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.ebcTelephone is longer than 50 characters.",
               .zh = "CN.ebcTelephone 超过50个字符。",
               .ru = "CN.ebcTelephone длиннее 50 знаков."}},
     .path = "/parties/seller/phone",
     .wire = "ebcTelephone",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 50},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.ebc_telephone); }},
};

}  // namespace

std::span<const rules::Row<Facts>> party_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::cn
