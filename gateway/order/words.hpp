// The fixed words of the schema's enumerations, one table each, for reading and writing.
#pragma once

#include "gateway/order/order.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace silkgate::order {

inline constexpr std::array<std::string_view, 4> kOriginWords = {"payload", "catalog", "connection", "buyer"};
inline constexpr std::array<std::string_view, 3> kSourceKindWords = {"native_push", "relayed_pull", "manual"};
inline constexpr std::array<std::string_view, 8> kStatusWords =
    {"new", "awaiting_data", "ready", "shipped", "delivered", "cancel_requested", "cancelled", "returned"};
inline constexpr std::array<std::string_view, 7> kPaymentStatusWords =
    {"unpaid", "authorised", "partly_paid", "paid", "partly_refunded", "refunded", "cod"};
inline constexpr std::array<std::string_view, 2> kPartyKindWords = {"person", "organisation"};
inline constexpr std::array<std::string_view, 7> kLineKindWords =
    {"goods", "digital", "service", "fee", "gift_card", "bundle_parent", "bundle_child"};

// Enumerations that the structs keep as text.
inline constexpr std::array<std::string_view, 5> kTradeModes = {"9610", "9710", "9810", "1210", "1239"};
inline constexpr std::array<std::string_view, 5> kNatures = {"sale", "gift", "sample", "return", "documents"};
inline constexpr std::array<std::string_view, 5> kFunders =
    {"seller", "platform", "payment", "points", "gift_card"};
inline constexpr std::array<std::string_view, 5> kTaxKinds = {"vat", "sales", "duty", "excise", "gst"};
inline constexpr std::array<std::string_view, 3> kCollectors = {"seller", "platform", "none"};
inline constexpr std::array<std::string_view, 8> kPaymentMethods =
    {"card", "wallet", "transfer", "cod", "gift_card", "points", "credit", "other"};
inline constexpr std::array<std::string_view, 5> kPaymentKinds =
    {"sale", "authorisation", "capture", "refund", "void"};
inline constexpr std::array<std::string_view, 3> kEvidence = {"provider_id", "platform_ledger", "none"};
// Clearing body of a payment, and where the buyer paid.
inline constexpr std::array<std::string_view, 3> kClearings = {"unionpay", "netsunion", "other"};
inline constexpr std::array<std::string_view, 4> kPaymentChannels = {"app", "web", "qr_code", "other"};
inline constexpr std::array<std::string_view, 5> kMarkKinds = {"sgtin", "imei", "gtin", "rnpt", "serial"};
inline constexpr std::array<std::string_view, 5> kModes = {"rail", "road", "air", "sea", "post"};
inline constexpr std::array<std::string_view, 3> kReturnInstructions = {"return", "abandon", "redirect"};
// Incoterms 2020.
inline constexpr std::array<std::string_view, 11> kIncoterms =
    {"EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF"};

template <std::size_t N>
[[nodiscard]] constexpr std::optional<std::size_t>
find_word(const std::array<std::string_view, N>& words, std::string_view word) {
    for (std::size_t i = 0; i < N; ++i) {
        if (words[i] == word) {
            return i;
        }
    }
    return std::nullopt;
}

template <class Enum, std::size_t N>
[[nodiscard]] constexpr std::string_view to_word(const std::array<std::string_view, N>& words, Enum value) {
    return words[static_cast<std::size_t>(value)];
}

}  // namespace silkgate::order
