// Real-time payment data of retail imports (GACC announcements 2018 no. 165 and no. 179): customs asks for
// one order's payment, the platform uploads it signed.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/crypto/signer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::cn {

// What customs posts in the form field openReq.
struct PaymentQuery {
    std::string order_number;
    std::string session_id;
    std::string service_time;  // milliseconds since 1970, as customs wrote it
};

inline constexpr std::string_view kPaymentForm = "openReq";                 // form field of the request
inline constexpr std::string_view kPaymentDocument = "realTimeDataUpload";  // header sg_document

// JSON with orderNo, sessionID and serviceTime (a number or a string). Errc::invalid_value for anything else.
[[nodiscard]] Result<PaymentQuery> read_payment_query(std::string json);

// Head and lists of the upload, each as the JSON text that stands in it and is signed.
struct PaymentData {
    std::string head;
    std::string lists;
};

// The payment of `order`, whose provider's messages are the payer's paymentRecords. `guid` is the upload's,
// upper case. Errc::invalid_value names the member that is missing. Registrations: CN.ebpCode, CN.ebcCode,
// CN.ebcName, CN.payCode, CN.recpAccount; an import's, so narrowed to .import where they are narrowed.
[[nodiscard]] Result<PaymentData>
payment_data(const order::Order& order, const config::Connection& connection, std::string_view guid);

// The upload's guid: the same request gives the same one.
[[nodiscard]] std::string payment_guid(const PaymentQuery& query);

// The text by which a request is known: customs' session, within the platform that it asks.
[[nodiscard]] std::string payment_reference(const ConnectionId& connection, std::string_view session_id);

// The answer that customs gets at once: 10000, or 20000 with a sentence.
[[nodiscard]] std::string payment_receipt(const std::string& problem, Instant now);

// What customs says of an upload: {"code":"10000","message":…}. It names no session, so the record's key must
// be the document's id. Errc::unreadable_reply for anything else.
[[nodiscard]] Result<std::vector<ReplyItem>> read_payment_answer(std::string_view json);

// What customs would say of an upload.
[[nodiscard]] SimulatedReply simulate_payment_answer(Outcome outcome, Instant now);

// "sessionID":"…"||"payExchangeInfoHead":"…"||"payExchangeInfoLists":"…"||"serviceTime":"…"
[[nodiscard]] std::string
payment_string_to_sign(std::string_view session_id, const PaymentData& data, std::string_view service_time);

// The value of the form field payExInfoStr. Errors are the signer's.
[[nodiscard]] Result<std::string> sign_payment_data(
    std::string_view session_id,
    const PaymentData& data,
    std::string_view service_time,
    const crypto::Signer& signer
);

// The upload as a document: what is posted in the form field payExInfoStr. Its serviceTime is `now`, the time
// of the answer. Errors as payment_data() and sign_payment_data().
[[nodiscard]] Result<Document> payment_document(
    const PaymentQuery& query,
    const order::Order& order,
    const config::Connection& connection,
    const crypto::Signer& signer,
    Instant now
);

}  // namespace silkgate::adapters::cn
