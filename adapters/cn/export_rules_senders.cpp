#include "adapters/cn/export_rules.hpp"

namespace silkgate::adapters::cn {
namespace {

using rules::FieldValue;
using rules::Kind;
using rules::Must;
using rules::text_or_absent;

constexpr rules::Row<Facts> kRows[] = {
    {.rule =
         {.id = "CN-0271",
          .code = "sender-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303 (imports CEB311) BaseTransfer/copCode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The enterprise code of the sender of the order (CEB303, CEB311) is missing: set "
                     "CN.copCode or CN.copCode.<message> on the connection.",
               .zh = "缺少订单（CEB303、CEB311）的传输企业代码：请在连接中设置 CN.copCode 或 "
                     "CN.copCode.<message>。",
               .ru = "Для заказа (CEB303, CEB311) нет значения «код передающего предприятия»: задайте "
                     "CN.copCode или CN.copCode.<message> в подключении."}},
     .path = "/parties/platform",
     .wire = "BaseTransfer/copCode",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[0].code); }},
    {.rule =
         {.id = "CN-0272",
          .code = "sender-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303 (imports CEB311) BaseTransfer/copCode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.copCode (or CN.copCode.<message>) is not a 10-character or "
                     "18-character enterprise code.",
               .zh = "CN.copCode（或 CN.copCode.<message>）不是10位或18位企业编码。",
               .ru = "CN.copCode (или CN.copCode.<message>) не код предприятия из 10 "
                     "или 18 знаков."}},
     .path = "/parties/platform",
     .wire = "BaseTransfer/copCode",
     .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_enterprise_code},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[0].code); }},
    {.rule =
         {.id = "CN-0273",
          .code = "sender-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303 (imports CEB311) BaseTransfer/copName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The enterprise name of the sender of the order (CEB303, CEB311) is missing: set "
                     "CN.copName or CN.copName.<message> on the connection.",
               .zh = "缺少订单（CEB303、CEB311）的传输企业名称：请在连接中设置 CN.copName 或 "
                     "CN.copName.<message>。",
               .ru = "Для заказа (CEB303, CEB311) нет значения «название передающего предприятия»: "
                     "задайте CN.copName или CN.copName.<message> в подключении."}},
     .path = "/parties/platform",
     .wire = "BaseTransfer/copName",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[0].name); }},
    {.rule =
         {.id = "CN-0274",
          .code = "sender-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303 (imports CEB311) BaseTransfer/copName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.copName (or CN.copName.<message>) is longer than 100 characters.",
               .zh = "CN.copName（或 CN.copName.<message>）超过100个字符。",
               .ru = "CN.copName (или CN.copName.<message>) длиннее 100 знаков."}},
     .path = "/parties/platform",
     .wire = "BaseTransfer/copName",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 100},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[0].name); }},
    {.rule =
         {.id = "CN-0275",
          .code = "sender-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303 (imports CEB311) BaseTransfer/dxpId",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The exchange-platform number of the sender of the order (CEB303, CEB311) is missing: "
                     "set CN.dxpId or CN.dxpId.<message> on the connection.",
               .zh = "缺少订单（CEB303、CEB311）的报文传输编号：请在连接中设置 CN.dxpId 或 "
                     "CN.dxpId.<message>。",
               .ru = "Для заказа (CEB303, CEB311) нет значения «номер в системе обмена»: задайте "
                     "CN.dxpId или CN.dxpId.<message> в подключении."}},
     .path = "/parties/platform",
     .wire = "BaseTransfer/dxpId",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[0].dxp_id); }},
    {.rule =
         {.id = "CN-0276",
          .code = "sender-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303 (imports CEB311) BaseTransfer/dxpId",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.dxpId (or CN.dxpId.<message>) is longer than 30 characters.",
               .zh = "CN.dxpId（或 CN.dxpId.<message>）超过30个字符。",
               .ru = "CN.dxpId (или CN.dxpId.<message>) длиннее 30 знаков."}},
     .path = "/parties/platform",
     .wire = "BaseTransfer/dxpId",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 30},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[0].dxp_id); }},
    {.rule =
         {.id = "CN-0281",
          .code = "sender-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB505 (imports CEB511) BaseTransfer/copCode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The enterprise code of the sender of the waybill (CEB505, CEB511) is missing: set "
                     "CN.copCode or CN.copCode.<message> on the connection.",
               .zh = "缺少运单（CEB505、CEB511）的传输企业代码：请在连接中设置 CN.copCode 或 "
                     "CN.copCode.<message>。",
               .ru = "Для накладной (CEB505, CEB511) нет значения «код передающего предприятия»: задайте "
                     "CN.copCode или CN.copCode.<message> в подключении."}},
     .path = "/consignments/0/logistics",
     .wire = "BaseTransfer/copCode",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[1].code); }},
    {.rule =
         {.id = "CN-0282",
          .code = "sender-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB505 (imports CEB511) BaseTransfer/copCode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.copCode (or CN.copCode.<message>) is not a 10-character or "
                     "18-character enterprise code.",
               .zh = "CN.copCode（或 CN.copCode.<message>）不是10位或18位企业编码。",
               .ru = "CN.copCode (или CN.copCode.<message>) не код предприятия из 10 "
                     "или 18 знаков."}},
     .path = "/consignments/0/logistics",
     .wire = "BaseTransfer/copCode",
     .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_enterprise_code},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[1].code); }},
    {.rule =
         {.id = "CN-0283",
          .code = "sender-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB505 (imports CEB511) BaseTransfer/copName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The enterprise name of the sender of the waybill (CEB505, CEB511) is missing: set "
                     "CN.copName or CN.copName.<message> on the connection.",
               .zh = "缺少运单（CEB505、CEB511）的传输企业名称：请在连接中设置 CN.copName 或 "
                     "CN.copName.<message>。",
               .ru = "Для накладной (CEB505, CEB511) нет значения «название передающего предприятия»: "
                     "задайте CN.copName или CN.copName.<message> в подключении."}},
     .path = "/consignments/0/logistics",
     .wire = "BaseTransfer/copName",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[1].name); }},
    {.rule =
         {.id = "CN-0284",
          .code = "sender-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB505 (imports CEB511) BaseTransfer/copName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.copName (or CN.copName.<message>) is longer than 100 characters.",
               .zh = "CN.copName（或 CN.copName.<message>）超过100个字符。",
               .ru = "CN.copName (или CN.copName.<message>) длиннее 100 знаков."}},
     .path = "/consignments/0/logistics",
     .wire = "BaseTransfer/copName",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 100},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[1].name); }},
    {.rule =
         {.id = "CN-0285",
          .code = "sender-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB505 (imports CEB511) BaseTransfer/dxpId",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The exchange-platform number of the sender of the waybill (CEB505, CEB511) is missing: "
                     "set CN.dxpId or CN.dxpId.<message> on the connection.",
               .zh = "缺少运单（CEB505、CEB511）的报文传输编号：请在连接中设置 CN.dxpId 或 "
                     "CN.dxpId.<message>。",
               .ru = "Для накладной (CEB505, CEB511) нет значения «номер в системе обмена»: задайте "
                     "CN.dxpId или CN.dxpId.<message> в подключении."}},
     .path = "/consignments/0/logistics",
     .wire = "BaseTransfer/dxpId",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[1].dxp_id); }},
    {.rule =
         {.id = "CN-0286",
          .code = "sender-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB505 (imports CEB511) BaseTransfer/dxpId",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.dxpId (or CN.dxpId.<message>) is longer than 30 characters.",
               .zh = "CN.dxpId（或 CN.dxpId.<message>）超过30个字符。",
               .ru = "CN.dxpId (или CN.dxpId.<message>) длиннее 30 знаков."}},
     .path = "/consignments/0/logistics",
     .wire = "BaseTransfer/dxpId",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 30},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[1].dxp_id); }},
    {.rule =
         {.id = "CN-0291",
          .code = "sender-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) BaseTransfer/copCode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The enterprise code of the sender of the list (CEB603, CEB621) is missing: set "
                     "CN.copCode or CN.copCode.<message> on the connection.",
               .zh = "缺少清单（CEB603、CEB621）的传输企业代码：请在连接中设置 CN.copCode 或 "
                     "CN.copCode.<message>。",
               .ru = "Для перечня (CEB603, CEB621) нет значения «код передающего предприятия»: задайте "
                     "CN.copCode или CN.copCode.<message> в подключении."}},
     .path = "/parties/declarant",
     .wire = "BaseTransfer/copCode",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[2].code); }},
    {.rule =
         {.id = "CN-0292",
          .code = "sender-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) BaseTransfer/copCode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.copCode (or CN.copCode.<message>) is not a 10-character or "
                     "18-character enterprise code.",
               .zh = "CN.copCode（或 CN.copCode.<message>）不是10位或18位企业编码。",
               .ru = "CN.copCode (или CN.copCode.<message>) не код предприятия из 10 "
                     "или 18 знаков."}},
     .path = "/parties/declarant",
     .wire = "BaseTransfer/copCode",
     .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_enterprise_code},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[2].code); }},
    {.rule =
         {.id = "CN-0293",
          .code = "sender-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) BaseTransfer/copName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The enterprise name of the sender of the list (CEB603, CEB621) is missing: set "
                     "CN.copName or CN.copName.<message> on the connection.",
               .zh = "缺少清单（CEB603、CEB621）的传输企业名称：请在连接中设置 CN.copName 或 "
                     "CN.copName.<message>。",
               .ru = "Для перечня (CEB603, CEB621) нет значения «название передающего предприятия»: "
                     "задайте CN.copName или CN.copName.<message> в подключении."}},
     .path = "/parties/declarant",
     .wire = "BaseTransfer/copName",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[2].name); }},
    {.rule =
         {.id = "CN-0294",
          .code = "sender-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) BaseTransfer/copName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.copName (or CN.copName.<message>) is longer than 100 characters.",
               .zh = "CN.copName（或 CN.copName.<message>）超过100个字符。",
               .ru = "CN.copName (или CN.copName.<message>) длиннее 100 знаков."}},
     .path = "/parties/declarant",
     .wire = "BaseTransfer/copName",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 100},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[2].name); }},
    {.rule =
         {.id = "CN-0295",
          .code = "sender-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) BaseTransfer/dxpId",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The exchange-platform number of the sender of the list (CEB603, CEB621) is missing: "
                     "set CN.dxpId or CN.dxpId.<message> on the connection.",
               .zh = "缺少清单（CEB603、CEB621）的报文传输编号：请在连接中设置 CN.dxpId 或 "
                     "CN.dxpId.<message>。",
               .ru = "Для перечня (CEB603, CEB621) нет значения «номер в системе обмена»: задайте "
                     "CN.dxpId или CN.dxpId.<message> в подключении."}},
     .path = "/parties/declarant",
     .wire = "BaseTransfer/dxpId",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[2].dxp_id); }},
    {.rule =
         {.id = "CN-0296",
          .code = "sender-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) BaseTransfer/dxpId",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.dxpId (or CN.dxpId.<message>) is longer than 30 characters.",
               .zh = "CN.dxpId（或 CN.dxpId.<message>）超过30个字符。",
               .ru = "CN.dxpId (или CN.dxpId.<message>) длиннее 30 знаков."}},
     .path = "/parties/declarant",
     .wire = "BaseTransfer/dxpId",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 30},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[2].dxp_id); }},
};

}  // namespace

std::span<const rules::Row<Facts>> sender_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::cn
