#include "adapters/cn/payment_exchange.hpp"

#include "adapters/cn/references.hpp"
#include "adapters/cn/registrations.hpp"
#include "adapters/cn/tables.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"

#include <algorithm>
#include <chrono>

namespace silkgate::adapters::cn {
namespace {

constexpr std::string_view kYuan = "142";
constexpr std::string_view kRecipientAccount = "CN.recpAccount";
// Announcement 179, annex: 10000 success, 20000 failure, 20001 to 21000 particular errors.
constexpr std::string_view kSuccess = "10000";
constexpr std::string_view kFailure = "20000";
constexpr std::size_t kReasonMax = 500;

Error missing(std::string_view member) {
    return fail(Errc::invalid_value, "the payment data has no " + std::string(member), std::string(member));
}

// verDept and payType: announcement 179, annex.
struct Word {
    std::string_view word;
    std::string_view code;
};

constexpr Word kClearings[] = {{"unionpay", "1"}, {"netsunion", "2"}, {"other", "3"}};
constexpr Word kChannels[] = {{"app", "1"}, {"web", "2"}, {"qr_code", "3"}, {"other", "4"}};

template <std::size_t N>
std::string_view code_of(const Word (&table)[N], std::string_view word) {
    const auto* found = std::ranges::find(table, word, &Word::word);
    return found == std::end(table) ? std::string_view{} : found->code;
}

const order::PaymentRecord* record_of(const order::Order& order, std::string_view payment) {
    if (!order.parties.payer) {
        return nullptr;
    }
    const auto& records = order.parties.payer->payment_records;
    const auto found = std::ranges::find(records, payment, &order::PaymentRecord::payment_id);
    return found == records.end() ? nullptr : &*found;
}

const order::Payment* paid(const order::Order& order) {
    const auto found = std::ranges::find_if(order.payments, [](const order::Payment& payment) {
        return !payment.id.empty() && payment.amount && payment.paid_at;
    });
    return found == order.payments.end() ? nullptr : &*found;
}

std::string milliseconds(Instant at) {
    return std::to_string(at.time_since_epoch() / std::chrono::milliseconds(1));
}

std::string write_head(
    const order::Payment& payment,
    const order::PaymentRecord& record,
    const Registrations& own,
    std::string_view guid
) {
    json::Writer out;
    out.begin_object().member("guid", guid);
    out.member("initalRequest", record.request).member("initalResponse", record.response);
    out.member("ebpCode", own.ebp_code);
    out.member("payCode", own.pay_code.empty() ? std::string_view(payment.provider_code) : own.pay_code);
    out.member("payTransactionId", payment.id).key("totalAmount").raw(payment.amount->to_shortest());
    out.member("currency", kYuan).member("verDept", code_of(kClearings, record.clearing));
    out.member_if("payType", code_of(kChannels, record.channel));
    out.member("tradingTime", format_compact(payment.paid_at->instant, kChinaOffset)).member("note", "");
    out.end_object();
    return std::move(out).str();
}

std::string write_lists(const order::Order& order, const Registrations& own, std::string_view account) {
    json::Writer out;
    out.begin_array().begin_object().member("orderNo", order.header.number);
    out.key("goodsInfo").begin_array();
    for (const order::Line& line : order.lines) {
        if (order::is_declarable(line)) {
            const auto* name = order::find_customs_name(line, "zh");
            out.begin_object().member("gname", name == nullptr ? line.title : name->text);
            out.member("itemLink", line.url).end_object();
        }
    }
    out.end_array().member("recpAccount", account).member_if("recpCode", own.ebc_code);
    out.member("recpName", own.ebc_name).end_object().end_array();
    return std::move(out).str();
}

}  // namespace

Result<PaymentQuery> read_payment_query(std::string json) {
    const auto document = json::Document::parse(std::move(json));
    if (!document) {
        return document.error();
    }
    const json::Value root = document->root();
    PaymentQuery out{
        .order_number = std::string(root["orderNo"].text()),
        .session_id = std::string(root["sessionID"].text()),
        .service_time = std::string(root["serviceTime"].text())
    };
    constexpr std::size_t kOrderMax = 60;
    constexpr std::size_t kSessionMax = 100;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (out.order_number.empty() || out.order_number.size() > kOrderMax || out.session_id.empty() ||
        out.session_id.size() > kSessionMax || out.service_time.empty() ||
        !std::ranges::all_of(out.service_time, is_digit)) {
        return fail(Errc::invalid_value, "openReq has no orderNo, sessionID and serviceTime");
    }
    return out;
}

Result<PaymentData>
payment_data(const order::Order& order, const config::Connection& connection, std::string_view guid) {
    const Registrations own = read_registrations(
        connection,
        {.trade_mode = order.header.trade_mode,
         .country = order.header.flow.origin_country,
         .direction = "import"}
    );
    const order::Payment* payment = paid(order);
    const auto account = connection.registrations.find(std::string(kRecipientAccount));
    if (payment == nullptr) {
        return missing("/payments");
    }
    const order::PaymentRecord* record = record_of(order, payment->id);
    if (record == nullptr || record->request.empty() || record->response.empty() ||
        record->clearing.empty()) {
        return missing("/parties/payer/paymentRecords");
    }
    if (order.money.currency != "CNY") {
        return missing("/money/currency");  // of CNY
    }
    const auto has_link = [](const order::Line& line) {
        return !order::is_declarable(line) || !line.url.empty();
    };
    if (!std::ranges::all_of(order.lines, has_link)) {
        return missing("/lines/url");
    }
    if (own.ebp_code.empty() || own.ebc_name.empty() || account == connection.registrations.end() ||
        (own.pay_code.empty() && payment->provider_code.empty())) {
        return missing("CN.ebpCode, CN.ebcName, CN.payCode or CN.recpAccount");
    }
    return PaymentData{
        .head = write_head(*payment, *record, own, guid),
        .lists = write_lists(order, own, account->second),
    };
}

std::string payment_guid(const PaymentQuery& query) {
    std::string guid = crypto::uuid_v5("cn payment data " + query.session_id + " " + query.order_number);
    std::ranges::transform(guid, guid.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return guid;
}

std::string payment_reference(const ConnectionId& connection, std::string_view session_id) {
    return reference(kPaymentDocument, {connection.view(), session_id});
}

std::string payment_receipt(const std::string& problem, Instant now) {
    json::Writer out;
    out.begin_object().member("code", problem.empty() ? kSuccess : kFailure).member("message", problem);
    out.key("serviceTime").raw(milliseconds(now)).end_object();
    return std::move(out).str();
}

Result<std::vector<ReplyItem>> read_payment_answer(std::string_view json) {
    const auto document = json::Document::parse(std::string(json));
    const std::string_view code = document ? document->root()["code"].text() : std::string_view{};
    const bool is_code = code.size() == kSuccess.size() &&
                         std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
    if (!is_code || (code != kSuccess && !code.starts_with('2'))) {
        return fail(Errc::unreadable_reply, "not an answer to an upload of payment data");
    }
    ReplyItem item;
    item.native_status = code;
    item.status = code == kSuccess ? ReplyStatus::registered : ReplyStatus::rejected;
    if (item.status == ReplyStatus::rejected) {
        item.reasons.push_back(
            {.code = std::string(code),
             .text = std::string(document->root()["message"].text().substr(0, kReasonMax))}
        );
    }
    return std::vector<ReplyItem>{std::move(item)};
}

SimulatedReply simulate_payment_answer(Outcome outcome, Instant now) {
    json::Writer out;
    out.begin_object().member("code", outcome == Outcome::rejected ? kFailure : kSuccess);
    out.member("message", outcome == Outcome::rejected ? "验签失败" : "上传成功").key("total").number(1);
    out.key("serviceTime").raw(milliseconds(now)).end_object();
    return {.content_type = "application/json", .bytes = std::move(out).str()};
}

std::string
payment_string_to_sign(std::string_view session_id, const PaymentData& data, std::string_view service_time) {
    std::string out;
    const auto put = [&out](std::string_view name, std::string_view value) {
        out.append(out.empty() ? "\"" : "||\"").append(name).append("\":\"").append(value).append("\"");
    };
    put("sessionID", session_id);
    put("payExchangeInfoHead", data.head);
    put("payExchangeInfoLists", data.lists);
    put("serviceTime", service_time);
    return out;
}

Result<std::string> sign_payment_data(
    std::string_view session_id,
    const PaymentData& data,
    std::string_view service_time,
    const crypto::Signer& signer
) {
    const auto signature = signer.sign(payment_string_to_sign(session_id, data, service_time));
    if (!signature) {
        return signature.error();
    }
    json::Writer out;
    out.begin_object().member("sessionID", session_id);
    out.key("payExchangeInfoHead").raw(data.head).key("payExchangeInfoLists").raw(data.lists);
    out.member("serviceTime", service_time).member("certNo", signer.certificate().serial());
    out.member("signValue", crypto::to_base64(*signature)).end_object();
    return std::move(out).str();
}

Result<Document> payment_document(
    const PaymentQuery& query,
    const order::Order& order,
    const config::Connection& connection,
    const crypto::Signer& signer,
    Instant now
) {
    const auto data = payment_data(order, connection, payment_guid(query));
    if (!data) {
        return data.error();
    }
    auto upload = sign_payment_data(query.session_id, *data, milliseconds(now), signer);
    if (!upload) {
        return upload.error();
    }
    return Document{
        .kind = std::string(kPaymentDocument),
        .content_type = "application/json",
        .bytes = std::move(*upload),
        .references = {payment_reference(connection.id, query.session_id)},
        .data_schema = "gacc-2018-179/payExInfoStr",
        .signature = {},
        .filer = "platform",
        .decides_leg = false
    };
}

}  // namespace silkgate::adapters::cn
