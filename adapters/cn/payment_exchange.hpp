// Real-time payment data of retail imports (GACC announcements 2018 no. 165 and no. 179): customs asks for
// one order's payment, the platform uploads it signed.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/crypto/signer.hpp"

#include <string>
#include <string_view>

namespace silkgate::adapters::cn {

// What customs posts in the form field openReq.
struct PaymentQuery {
    std::string order_number;
    std::string session_id;
    std::string service_time;  // milliseconds since 1970, as customs wrote it
};

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

}  // namespace silkgate::adapters::cn
