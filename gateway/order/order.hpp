// The common order in C++: plain structs, members in the order of schemas/order/v1/order.schema.json.
//
// Absent is absent: an empty string or std::nullopt says "not known", never a default. Amounts are in the
// currency of `money.currency` and keep the scale they came with. Weights are kilograms.
#pragma once

#include "gateway/core/decimal.hpp"
#include "gateway/core/time.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::order {

// Where a customs-relevant value came from when the payload did not carry it.
enum class Origin : std::uint8_t { payload, catalog, connection, buyer };

struct Provenance {
    Origin source = Origin::payload;
    std::string reference;  // SKU, connection id or buyer-data answer id
};

struct Time {
    Instant instant;
    std::string source;  // as the payload wrote it
};

enum class SourceKind : std::uint8_t { native_push, relayed_pull, manual };

struct Signature {
    std::string scheme;  // "shopify-hmac-sha256", "woocommerce-hmac-sha256", "none"
    bool verified = false;
};

struct Source {
    std::string platform;  // "direct", "shopify", "woocommerce"
    std::string shop_id;
    SourceKind kind = SourceKind::manual;
    Instant received_at;
    std::string raw_sha256;  // of the bytes received, lower-case hex
    std::string event_id;    // webhook or delivery id
    std::optional<Signature> signature;
    std::string adapter_version;  // of the dialect, for re-normalisation
};

// One word each in JSON, as the enumerator is written.
enum class Status : std::uint8_t {
    new_,
    awaiting_data,
    ready,
    shipped,
    delivered,
    cancel_requested,
    cancelled,
    returned
};
enum class PaymentStatus : std::uint8_t {
    unpaid,
    authorised,
    partly_paid,
    paid,
    partly_refunded,
    refunded,
    cod
};

struct Flow {
    std::string origin_country;       // alpha-2
    std::string destination_country;  // alpha-2
    std::optional<Provenance> origin_provenance;
};

struct Header {
    std::string number;       // 1..60 characters, unique per platform and shop
    std::string platform_id;  // the platform's own id
    std::string parent_number;
    std::string group_number;
    std::int64_t version = 1;  // ≥ 1, grows
    Status status = Status::new_;
    PaymentStatus payment_status = PaymentStatus::unpaid;
    bool test = false;  // never leaves the sandbox
    Time created_at;
    std::optional<Time> updated_at;
    std::optional<Time> paid_at;
    std::optional<Time> cancelled_at;
    std::string cancel_reason;
    Flow flow;
    std::string trade_mode;             // China side: 9610, 9710, 9810, 1210, 1239
    std::string nature_of_transaction;  // sale, gift, sample, return, documents
    std::string language;               // BCP 47
};

struct Discount {
    Decimal amount;
    std::string funder;  // seller, platform, payment, points, gift_card
    std::string code;
};

struct Fee {
    std::string kind;
    Decimal amount;
    std::optional<bool> dutiable;
};

struct Tax {
    std::string kind;  // vat, sales, duty, excise, gst
    std::optional<Decimal> rate;
    Decimal amount;
    bool included = false;  // already inside the prices
    std::string collector;  // seller, platform, none
    std::string registration;
};

struct ShopMoney {
    std::string currency;
    Decimal rate;
};

struct OrderMoney {
    std::string currency;  // ISO 4217, what the buyer paid in
    std::optional<ShopMoney> shop;
    Decimal goods;     // Σ goods lines of quantity × unit price, before discount, without tax and freight
    Decimal discount;  // ≥ 0
    std::vector<Discount> discounts;
    Decimal freight;
    Decimal insurance;
    std::vector<Fee> fees;
    Decimal tax;
    std::vector<Tax> taxes;
    Decimal total;        // as the platform states it
    Decimal unexplained;  // total − (goods − discount + freight + insurance + fees + tax not included)
    std::optional<Decimal> refunded;
};

struct NameParts {
    std::string family;
    std::string given;
    std::string patronymic;
    std::string script;  // ISO 15924: Latn, Cyrl, Hans, …
};

// An identity or registration number: kind is a fixed word such as RU_INN, RU_PASSPORT, CN_ID, KZ_IIN,
// CN_ebcCode.
struct PartyId {
    std::string kind;
    std::string number;
    std::string country;
    std::string issuer;
    std::string issued;   // ISO date
    std::string expires;  // ISO date
    std::optional<Provenance> provenance;
};

struct Address {
    std::string country;  // alpha-2
    std::vector<std::string> lines;
    std::string region;
    std::string region_code;  // ISO 3166-2
    std::string city;
    std::string district;
    std::string street;
    std::string house;
    std::string building;
    std::string flat;
    std::string postcode;
    std::string division_code;  // China, 6 digits
    std::string full;           // the source in one string
};

enum class PartyKind : std::uint8_t { person, organisation };

// What passed between the platform and the payment provider, word for word: China's customs asks for it.
struct PaymentRecord {
    std::string payment_id;  // id of one of the payments
    std::string request;
    std::string response;
    std::string clearing;  // unionpay, netsunion, other
    std::string channel;   // app, web, qr_code, other
};

struct Party {
    std::string name;
    std::optional<NameParts> name_parts;
    std::string name_latin;
    std::string phone;         // E.164 where it could be told
    std::string phone_source;  // as it came
    std::string email;
    std::string account;  // at the platform
    std::optional<PartyKind> kind;
    std::vector<PartyId> ids;                    // identity numbers
    std::vector<PartyId> registrations;          // of sellers and platforms: CN_ebcCode, INN, …
    std::vector<PaymentRecord> payment_records;  // of the payer
    bool masked = false;                         // a mask pattern was found: never into a customs message
    std::optional<Address> address;
    std::optional<Provenance> provenance;  // set when the whole party came from the connection
};

struct Parties {
    std::optional<Party> buyer;
    std::optional<Party> consignee;
    std::optional<Party> payer;
    std::optional<Party> seller;
    std::optional<Party> platform;
    std::optional<Party> importer;
    std::optional<Party> declarant;
};

struct CommodityCode {
    std::string system;   // HS6, CN10, TNVED10, …
    std::string code;     // digits only
    std::string country;  // whose tariff, or empty for HS6
    std::optional<Provenance> provenance;
};

struct Mark {
    std::string kind;  // sgtin, imei, gtin, rnpt, serial
    std::string value;
};

struct CustomsName {
    std::string language;  // zh, ru, en, …
    std::string text;
    std::optional<Provenance> provenance;
};

// The legal unit of a tariff line, in the national code of that country.
struct LegalQuantity {
    Decimal quantity;
    std::string unit;  // UN/ECE Rec 20
    std::optional<Provenance> provenance;
};

struct LineCustoms {
    std::vector<CommodityCode> codes;
    std::string origin_country;  // alpha-2
    std::optional<Provenance> origin_provenance;
    std::optional<Decimal> net_weight;    // kg, whole line
    std::optional<Decimal> gross_weight;  // kg, whole line
    std::optional<Provenance> weight_provenance;
    std::optional<LegalQuantity> quantity1;
    std::optional<LegalQuantity> quantity2;
    std::vector<Mark> marks;
    std::string bonded_record{};  // number of the article in the account book of a bonded zone
};

enum class LineKind : std::uint8_t { goods, digital, service, fee, gift_card, bundle_parent, bundle_child };

struct Line {
    std::string id;           // platform's line id, unique in the order
    std::int32_t number = 0;  // 1-based
    std::string sku;
    std::string title;
    std::vector<CustomsName> customs_names;
    std::string specification;
    std::optional<Provenance> specification_provenance;
    std::string barcode;
    std::string brand;
    Decimal quantity;  // ordered − cancelled − refunded
    std::optional<Decimal> ordered;
    std::optional<Decimal> cancelled;
    std::optional<Decimal> refunded;
    std::string unit;    // UN/ECE Rec 20; absent where the payload does not say
    Decimal unit_price;  // before discount, without tax
    Decimal amount;      // quantity × unit_price as the platform rounds it
    std::optional<Decimal> discount;
    std::optional<Decimal> tax;
    LineKind kind = LineKind::goods;
    std::string parent_id;
    std::string url;
    LineCustoms customs;
};

struct Payment {
    std::string id;
    std::string provider_code;
    std::string provider_name;
    std::string method;  // card, wallet, transfer, cod, gift_card, points, credit, other
    std::optional<Decimal> amount;
    std::string currency;
    std::optional<Time> paid_at;
    std::string kind;      // sale, authorisation, capture, refund, void
    std::string evidence;  // provider_id, platform_ledger, none
};

struct ConsignmentLine {
    std::string line_id;
    Decimal quantity;
};

struct Package {
    std::int64_t count = 1;
    std::string kind;  // UN/ECE Rec 21
    std::optional<Decimal> gross_weight;
    std::string marks;
};

struct Logistics {
    std::string carrier_code;
    std::string carrier_name;
    std::string number;  // waybill, S10 or carrier's own
    std::string mode;    // rail, road, air, sea, post
    std::string master_document{
    };  // bill of lading, master air waybill or manifest that the waybill is under
    std::string transport_means{};  // vessel, vehicle, wagon or aircraft: name or registration
    std::string journey_number{};   // voyage, flight or train
    std::string load_unit{};        // big bag, pallet or postal bag that holds the parcel
    std::string arrival_date{};     // ISO date, at the border of the destination
    std::optional<Provenance> provenance;
};

struct Consignment {
    std::string ref;
    std::vector<ConsignmentLine> lines;
    std::vector<Package> packages;
    std::optional<Decimal> gross_weight;  // kg
    std::string incoterm;                 // Incoterms 2020
    std::string incoterm_place;
    std::optional<Provenance> incoterm_provenance;
    std::optional<Logistics> logistics;
    std::string return_instruction;  // return, abandon, redirect
};

struct Refund {
    std::string id;
    std::optional<Time> at;
    std::optional<Decimal> amount;
    std::vector<ConsignmentLine> lines;
    std::string reason;
    std::optional<Logistics> logistics{};  // by which the goods come back
};

// The whole order. Value type; copy it to change it.
struct Order {
    std::string schema_version = "1.0";
    std::string message_id;  // UUID, lower case; derived, see dispatch/ids.hpp
    Source source;
    Header header;
    OrderMoney money;
    Parties parties;
    std::vector<Line> lines;
    std::vector<Payment> payments;
    std::vector<Consignment> consignments;
    std::vector<Refund> refunds;
    std::string buyer_note;
    std::map<std::string, std::string> attributes;
};

// First code of `line` for a tariff system, or nullptr.
[[nodiscard]] const CommodityCode* find_code(const Line& line, std::string_view system) noexcept;
// First id (or registration) of that kind, or nullptr.
[[nodiscard]] const PartyId* find_id(const Party& party, std::string_view kind) noexcept;
[[nodiscard]] const PartyId* find_registration(const Party& party, std::string_view kind) noexcept;
// Customs name in a language ("zh"), or nullptr.
[[nodiscard]] const CustomsName* find_customs_name(const Line& line, std::string_view language) noexcept;
// Lines that are goods to be declared (kind goods or bundle_child, quantity > 0).
[[nodiscard]] bool is_declarable(const Line& line) noexcept;

}  // namespace silkgate::order
