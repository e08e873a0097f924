#include "adapters/cn/export_rules.hpp"

namespace silkgate::adapters::cn {
namespace {

using rules::FieldValue;
using rules::Kind;
using rules::Must;
using rules::number_or_absent;
using rules::text_or_absent;

constexpr rules::Row<Facts> kRows[] = {
    {.rule =
         {.id = "CN-0271",
          .code = "sender-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303 BaseTransfer/copCode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The enterprise code of the sender of CEB303 is missing: set "
                     "CN.copCode or CN.copCode.CEB303 on the connection.",
               .zh = "缺少CEB303的传输企业代码：请在连接中设置 CN.copCode 或 CN.copCode.CEB303。",
               .ru = "Для CEB303 нет значения «код передающего предприятия»: задайте "
                     "CN.copCode или CN.copCode.CEB303 в подключении."}},
     .path = "/parties/platform",
     .wire = "BaseTransfer/copCode",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[0].code); }},
    {.rule =
         {.id = "CN-0272",
          .code = "sender-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303 BaseTransfer/copCode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.copCode (or CN.copCode.CEB303) is not a 10-character or "
                     "18-character enterprise code.",
               .zh = "CN.copCode（或 CN.copCode.CEB303）不是10位或18位企业编码。",
               .ru = "CN.copCode (или CN.copCode.CEB303) не код предприятия из 10 "
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
          .basis = "ceb-2022-05-xsd#CEB303 BaseTransfer/copName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The enterprise name of the sender of CEB303 is missing: set "
                     "CN.copName or CN.copName.CEB303 on the connection.",
               .zh = "缺少CEB303的传输企业名称：请在连接中设置 CN.copName 或 CN.copName.CEB303。",
               .ru = "Для CEB303 нет значения «название передающего предприятия»: "
                     "задайте CN.copName или CN.copName.CEB303 в подключении."}},
     .path = "/parties/platform",
     .wire = "BaseTransfer/copName",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[0].name); }},
    {.rule =
         {.id = "CN-0274",
          .code = "sender-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303 BaseTransfer/copName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.copName (or CN.copName.CEB303) is longer than 100 characters.",
               .zh = "CN.copName（或 CN.copName.CEB303）超过100个字符。",
               .ru = "CN.copName (или CN.copName.CEB303) длиннее 100 знаков."}},
     .path = "/parties/platform",
     .wire = "BaseTransfer/copName",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 100},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[0].name); }},
    {.rule =
         {.id = "CN-0275",
          .code = "sender-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303 BaseTransfer/dxpId",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The exchange-platform number of the sender of CEB303 is missing: "
                     "set CN.dxpId or CN.dxpId.CEB303 on the connection.",
               .zh = "缺少CEB303的报文传输编号：请在连接中设置 CN.dxpId 或 CN.dxpId.CEB303。",
               .ru = "Для CEB303 нет значения «номер в системе обмена»: задайте "
                     "CN.dxpId или CN.dxpId.CEB303 в подключении."}},
     .path = "/parties/platform",
     .wire = "BaseTransfer/dxpId",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[0].dxp_id); }},
    {.rule =
         {.id = "CN-0276",
          .code = "sender-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303 BaseTransfer/dxpId",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.dxpId (or CN.dxpId.CEB303) is longer than 30 characters.",
               .zh = "CN.dxpId（或 CN.dxpId.CEB303）超过30个字符。",
               .ru = "CN.dxpId (или CN.dxpId.CEB303) длиннее 30 знаков."}},
     .path = "/parties/platform",
     .wire = "BaseTransfer/dxpId",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 30},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[0].dxp_id); }},
    {.rule =
         {.id = "CN-0281",
          .code = "sender-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB505 BaseTransfer/copCode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The enterprise code of the sender of CEB505 is missing: set "
                     "CN.copCode or CN.copCode.CEB505 on the connection.",
               .zh = "缺少CEB505的传输企业代码：请在连接中设置 CN.copCode 或 CN.copCode.CEB505。",
               .ru = "Для CEB505 нет значения «код передающего предприятия»: задайте "
                     "CN.copCode или CN.copCode.CEB505 в подключении."}},
     .path = "/consignments/0/logistics",
     .wire = "BaseTransfer/copCode",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[1].code); }},
    {.rule =
         {.id = "CN-0282",
          .code = "sender-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB505 BaseTransfer/copCode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.copCode (or CN.copCode.CEB505) is not a 10-character or "
                     "18-character enterprise code.",
               .zh = "CN.copCode（或 CN.copCode.CEB505）不是10位或18位企业编码。",
               .ru = "CN.copCode (или CN.copCode.CEB505) не код предприятия из 10 "
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
          .basis = "ceb-2022-05-xsd#CEB505 BaseTransfer/copName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The enterprise name of the sender of CEB505 is missing: set "
                     "CN.copName or CN.copName.CEB505 on the connection.",
               .zh = "缺少CEB505的传输企业名称：请在连接中设置 CN.copName 或 CN.copName.CEB505。",
               .ru = "Для CEB505 нет значения «название передающего предприятия»: "
                     "задайте CN.copName или CN.copName.CEB505 в подключении."}},
     .path = "/consignments/0/logistics",
     .wire = "BaseTransfer/copName",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[1].name); }},
    {.rule =
         {.id = "CN-0284",
          .code = "sender-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB505 BaseTransfer/copName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.copName (or CN.copName.CEB505) is longer than 100 characters.",
               .zh = "CN.copName（或 CN.copName.CEB505）超过100个字符。",
               .ru = "CN.copName (или CN.copName.CEB505) длиннее 100 знаков."}},
     .path = "/consignments/0/logistics",
     .wire = "BaseTransfer/copName",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 100},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[1].name); }},
    {.rule =
         {.id = "CN-0285",
          .code = "sender-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB505 BaseTransfer/dxpId",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The exchange-platform number of the sender of CEB505 is missing: "
                     "set CN.dxpId or CN.dxpId.CEB505 on the connection.",
               .zh = "缺少CEB505的报文传输编号：请在连接中设置 CN.dxpId 或 CN.dxpId.CEB505。",
               .ru = "Для CEB505 нет значения «номер в системе обмена»: задайте "
                     "CN.dxpId или CN.dxpId.CEB505 в подключении."}},
     .path = "/consignments/0/logistics",
     .wire = "BaseTransfer/dxpId",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[1].dxp_id); }},
    {.rule =
         {.id = "CN-0286",
          .code = "sender-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB505 BaseTransfer/dxpId",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.dxpId (or CN.dxpId.CEB505) is longer than 30 characters.",
               .zh = "CN.dxpId（或 CN.dxpId.CEB505）超过30个字符。",
               .ru = "CN.dxpId (или CN.dxpId.CEB505) длиннее 30 знаков."}},
     .path = "/consignments/0/logistics",
     .wire = "BaseTransfer/dxpId",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 30},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[1].dxp_id); }},
    {.rule =
         {.id = "CN-0291",
          .code = "sender-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 BaseTransfer/copCode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The enterprise code of the sender of CEB603 is missing: set "
                     "CN.copCode or CN.copCode.CEB603 on the connection.",
               .zh = "缺少CEB603的传输企业代码：请在连接中设置 CN.copCode 或 CN.copCode.CEB603。",
               .ru = "Для CEB603 нет значения «код передающего предприятия»: задайте "
                     "CN.copCode или CN.copCode.CEB603 в подключении."}},
     .path = "/parties/declarant",
     .wire = "BaseTransfer/copCode",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[2].code); }},
    {.rule =
         {.id = "CN-0292",
          .code = "sender-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 BaseTransfer/copCode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.copCode (or CN.copCode.CEB603) is not a 10-character or "
                     "18-character enterprise code.",
               .zh = "CN.copCode（或 CN.copCode.CEB603）不是10位或18位企业编码。",
               .ru = "CN.copCode (или CN.copCode.CEB603) не код предприятия из 10 "
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
          .basis = "ceb-2022-05-xsd#CEB603 BaseTransfer/copName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The enterprise name of the sender of CEB603 is missing: set "
                     "CN.copName or CN.copName.CEB603 on the connection.",
               .zh = "缺少CEB603的传输企业名称：请在连接中设置 CN.copName 或 CN.copName.CEB603。",
               .ru = "Для CEB603 нет значения «название передающего предприятия»: "
                     "задайте CN.copName или CN.copName.CEB603 в подключении."}},
     .path = "/parties/declarant",
     .wire = "BaseTransfer/copName",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[2].name); }},
    {.rule =
         {.id = "CN-0294",
          .code = "sender-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 BaseTransfer/copName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.copName (or CN.copName.CEB603) is longer than 100 characters.",
               .zh = "CN.copName（或 CN.copName.CEB603）超过100个字符。",
               .ru = "CN.copName (или CN.copName.CEB603) длиннее 100 знаков."}},
     .path = "/parties/declarant",
     .wire = "BaseTransfer/copName",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 100},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[2].name); }},
    {.rule =
         {.id = "CN-0295",
          .code = "sender-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 BaseTransfer/dxpId",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The exchange-platform number of the sender of CEB603 is missing: "
                     "set CN.dxpId or CN.dxpId.CEB603 on the connection.",
               .zh = "缺少CEB603的报文传输编号：请在连接中设置 CN.dxpId 或 CN.dxpId.CEB603。",
               .ru = "Для CEB603 нет значения «номер в системе обмена»: задайте "
                     "CN.dxpId или CN.dxpId.CEB603 в подключении."}},
     .path = "/parties/declarant",
     .wire = "BaseTransfer/dxpId",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.senders[2].dxp_id); }},
    {.rule =
         {.id = "CN-0296",
          .code = "sender-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 BaseTransfer/dxpId",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.dxpId (or CN.dxpId.CEB603) is longer than 30 characters.",
               .zh = "CN.dxpId（或 CN.dxpId.CEB603）超过30个字符。",
               .ru = "CN.dxpId (или CN.dxpId.CEB603) длиннее 30 знаков."}},
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
