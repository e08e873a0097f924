// A mapping: where each part of the common order stands in a platform's payload, and in which form. The
// platforms in mappings/ and the shops that bring their own file (connection.mapping) are read by the same
// code. mappings/README.md has the members of the file.
#pragma once

#include "gateway/core/decimal.hpp"
#include "gateway/intake/mapping_path.hpp"
#include "gateway/intake/platform_forms.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace silkgate::intake {

// The first path that finds something, else the constant.
struct TextField {
    std::vector<Path> paths;
    std::string constant;
};

struct TimeField {
    std::vector<Path> paths;
    std::vector<Path> clock;  // the time of day where it stands apart from the date
    TimeForm form = TimeForm::rfc3339;
    std::chrono::minutes zone{0};
    // The payload is in the shop's time, which the connection states; where it does not, `zone` is assumed.
    bool zone_of_connection = false;
};

// Words of the platform to words of the schema; "*" stands for any word. The first rule that knows its word
// decides.
struct WordRule {
    Path path;
    std::vector<std::pair<std::string, std::string>> words;
    bool only_these = false;  // an unknown word is not worth a warning
};
struct WordField {
    std::vector<WordRule> rules;
    std::string constant;
};

enum class Sign : std::uint8_t { kept, absolute, turned };

// Σ of what the first path that finds something finds, + Σ plus − Σ minus.
struct AmountField {
    std::vector<Path> first;
    std::vector<Path> plus;
    std::vector<Path> minus;
    int decimals = 0;  // the payload writes whole numbers of 10^-decimals
    Sign sign = Sign::kept;
    bool per_unit = false;  // of one unit; the line's is × quantity
    std::optional<Decimal> constant;

    [[nodiscard]] bool is_set() const { return !first.empty() || !plus.empty() || constant; }
};

struct HeadRows {
    TextField number, platform_id, parent_number, group_number, language, cancel_reason, buyer_note;
    TimeField created_at, updated_at, paid_at, cancelled_at;
    WordField status, payment_status, test, nature;
};

struct IdRow {
    WordField kind;  // RU_INN, …
    TextField number;
    TextField country;
};

struct PersonRows {
    TextField name, given, family, patronymic, company, phone, phone_prefix, email;
    TextField country, region, region_code, city, district, street, house, building, flat, postcode, full;
    std::vector<TextField> lines;
    std::vector<IdRow> ids;
    std::vector<TextField> required;  // the person is there only where one of these is
};

enum class WeightUnit : std::uint8_t { gram, kilogram, pound, ounce };

struct WeightRow {
    AmountField value;
    WeightUnit unit = WeightUnit::gram;
    WordField unit_word;   // g, kg, lb, oz in the payload, where it says so
    bool of_line = false;  // of the whole line, else of one unit
    bool net = false;
};

struct LineRows {
    std::vector<Path> each;  // the first that finds something
    WordField skip;          // any word: not a line of its own
    WordField kind;
    TextField id, variant;  // variant tells lines of one id apart, where a platform has such
    TextField sku, title, barcode, brand, url, parent_id, hs_code, specification;
    TextField unit;  // UN/ECE Rec 20
    TextField origin_country;
    AmountField quantity, ordered, cancelled, refunded, unit_price, amount, discount, tax;
    std::optional<WeightRow> weight;
    std::vector<std::pair<std::string, TextField>> marks;  // sgtin, imei, …
};

struct DiscountRow {
    std::optional<Path> each;
    AmountField amount;
    std::string funder;
    TextField code;
};

struct FeeRow {
    std::optional<Path> each;
    AmountField amount;
    TextField kind;
};

struct TaxRow {
    std::optional<Path> each;
    AmountField amount;
    AmountField rate;
    bool percent = false;
    std::string kind;  // else by the words of the title
    TextField title;
    WordField included;
    WordField collector;
    TextField registration;
};

struct MoneyRows {
    TextField currency;
    // Member beside an amount that names its currency, by the amount's own member; "" for any other.
    std::map<std::string, std::string, std::less<>> currency_beside;
    std::map<std::string, CurrencyReading, std::less<>> currencies;  // what the shop means by a code
    AmountField discount, freight, insurance, tax, total, refunded;
    bool total_of_parts = false;  // the platform states no total: it is the sum
    std::vector<DiscountRow> discounts;
    std::vector<FeeRow> fees;
    std::vector<TaxRow> taxes;
    TextField shop_currency;
    AmountField shop_rate;   // of the payload,
    AmountField shop_total;  // or implied by the total in the shop's currency
};

struct PaymentRow {
    std::optional<Path> each;
    TextField id, provider_code, provider_name, currency;
    WordField method, kind, evidence, skip;
    AmountField amount;
    TimeField paid_at;
};

struct PartRows {  // lines of a refund or parcel
    std::optional<Path> each;
    TextField line_id, variant;
    AmountField quantity;
    bool all = false;  // all lines of the order
};

struct RefundRow {
    std::optional<Path> each;
    TextField id, reason;
    TimeField at;
    AmountField amount;
    PartRows lines;
};

struct ConsignmentRow {
    std::optional<Path> each;
    TextField ref, carrier_name, carrier_code, number;
    WordField skip;
    PartRows lines;
    std::optional<WeightRow> weight;
};

struct AttributeRow {
    Path each;
    std::string name;   // member with the attribute's name
    std::string value;  // member with its value
};

// Where orders stand in a body; the first place that holds an order is read. `list` is the array that can be
// empty.
struct OrderPlace {
    Path path;
    std::optional<Path> list;
};

// A body that names an order and does not carry it: which call brings it.
struct FetchRow {
    Path id;
    std::string call;
};

enum class SignatureEncoding : std::uint8_t { base64, hex };

// What is signed, and with what (push_signature.hpp).
enum class SignatureScheme : std::uint8_t {
    hmac,          // HMAC-SHA256 of the body
    jws,           // detached JWS, RS256; or the older hexadecimal HMAC
    rsa,           // RSA-SHA256 of the body in Base64
    app_key_hmac,  // HMAC-SHA256 of application key and body, hexadecimal
    url_hmac,      // HMAC-SHA256 of "address|body", hexadecimal
};

struct SignatureRow {
    SignatureScheme scheme = SignatureScheme::hmac;
    std::string header;
    std::string event_id_header;
    SignatureEncoding encoding = SignatureEncoding::base64;
};

struct Mapping {
    std::string platform;
    std::string version;
    bool entities = false;  // texts hold HTML entities
    bool xml = false;       // the payload is XML (payload_xml.hpp)
    std::vector<OrderPlace> orders;
    std::vector<Path> order_has;   // members every order has
    std::vector<Path> surely_has;  // members only this platform's orders have
    std::vector<FetchRow> fetch;   // bodies with an id only
    std::string fetch_lines;       // the call that brings lines that are not there
    std::optional<SignatureRow> signature;
    HeadRows head;
    std::vector<PersonRows> buyer, consignee;  // the first that is there
    TextField destination;
    LineRows lines;
    MoneyRows money;
    std::vector<PaymentRow> payments;
    std::vector<RefundRow> refunds;
    std::vector<ConsignmentRow> consignments;
    std::vector<AttributeRow> attributes;
    std::vector<Path> known;  // every path of the file from the order's root, for what is dropped
};

// Errors are invalid_settings with the JSON pointer of the member that is wrong.
[[nodiscard]] Result<Mapping> read_mapping(std::string_view json_text);

}  // namespace silkgate::intake
