#include "adapters/common/transport/s10.hpp"

#include "gateway/core/country.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace silkgate::adapters::transport {
namespace {

constexpr std::size_t kSerialDigits = 8;
constexpr std::size_t kLength = 13;

constexpr bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

bool are_two_letters(std::string_view text) {
    return text.size() == 2 && is_upper(text[0]) && is_upper(text[1]);
}

// ISO 3166-1 leaves AA, QM to QZ, XA to XZ and ZZ to its users.
bool is_user_assigned(std::string_view code) {
    return code == "AA" || code == "ZZ" || code[0] == 'X' || (code[0] == 'Q' && code[1] >= 'M');
}

bool is_issuing_country(std::string_view code) {
    return are_two_letters(code) && (find_country(code) != nullptr || is_user_assigned(code));
}

std::optional<std::uint32_t> parse_serial(std::string_view text) {
    const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (text.empty() || text.size() > kSerialDigits || !digits) {
        return std::nullopt;
    }
    std::uint32_t serial = 0;
    std::from_chars(text.data(), text.data() + text.size(), serial);
    return serial;
}

constexpr Rule kRules[] = {
    {.id = "LG-0001",
     .code = "s10-range-not-configured",
     .remedy = Remedy::connection,
     .basis = "UPU S10: a post assigns numbers from its own ranges",
     .effective_from = "",
     .text =
         {.en = "The connection has no valid range of postal item numbers (S10.service, S10.country, "
                "S10.from, S10.to).",
          .zh = "该连接未配置有效的邮件号码段"
                "（S10.service、S10.country、S10.from、S10.to）。",
          .ru = "Для подключения не задан верный диапазон почтовых номеров (S10.service, S10.country, "
                "S10.from, S10.to)."}},
    {.id = "LG-0002",
     .code = "s10-range-exhausted",
     .remedy = Remedy::connection,
     .basis = "UPU S10: a number is not used again within 12 months",
     .effective_from = "",
     .text =
         {.en = "The connection's range of postal item numbers is used up; ask the post for a new one.",
          .zh = "该连接的邮件号码段已用完，请向邮政申请新的号码段。",
          .ru = "Диапазон почтовых номеров подключения исчерпан; запросите у почты новый."}},
};

Error range_error(const Rule& rule) {
    Error error = fail(Errc::rule_violations, std::string(rule.text.en));
    error.violations.push_back(Violation{
        .rule = &rule,
        .canonical_pointer = "/consignments/0/logistics/number",
        .pointer = {},
        .leg = {},
        .found = {},
        .remedy_href = {},
    });
    return error;
}

}  // namespace

int s10_check_digit(std::uint32_t serial) noexcept {
    constexpr std::array<std::uint32_t, kSerialDigits> kWeights = {8, 6, 4, 2, 3, 5, 9, 7};
    std::uint32_t sum = 0;
    for (std::size_t i = kSerialDigits; i-- > 0; serial /= 10) {
        sum += kWeights[i] * (serial % 10);
    }
    const auto check = static_cast<int>(11 - sum % 11);
    return check == 10 ? 0 : check == 11 ? 5 : check;
}

std::optional<S10Number> parse_s10(std::string_view text) {
    if (text.size() != kLength || !are_two_letters(text.substr(0, 2)) ||
        !is_issuing_country(text.substr(11))) {
        return std::nullopt;
    }
    const auto serial = parse_serial(text.substr(2, kSerialDigits));
    if (!serial || text[10] != static_cast<char>('0' + s10_check_digit(*serial))) {
        return std::nullopt;
    }
    return S10Number{
        .service = std::string(text.substr(0, 2)),
        .serial = *serial,
        .country = std::string(text.substr(11)),
    };
}

Result<std::string> make_s10(std::string_view service, std::uint32_t serial, std::string_view country) {
    if (!are_two_letters(service) || serial > kS10SerialMax || !is_issuing_country(country)) {
        return fail(Errc::invalid_value, "not the parts of an S10 number");
    }
    const std::string digits = std::to_string(serial);
    std::string number(service);
    number.append(kSerialDigits - digits.size(), '0');
    number += digits;
    number += static_cast<char>('0' + s10_check_digit(serial));
    number += country;
    return number;
}

bool is_international_service(std::string_view service) noexcept {
    constexpr std::string_view kInternational = "ACEHLMQRUV";
    return are_two_letters(service) && kInternational.find(service[0]) != std::string_view::npos;
}

Result<std::string> assign_s10(const config::Connection& connection, std::uint64_t sequence) {
    const auto from = parse_serial(connection.registration("S10.from"));
    const auto to = parse_serial(connection.registration("S10.to"));
    const std::string_view service = connection.registration("S10.service");
    const std::string_view country = connection.registration("S10.country");
    if (!from || !to || *from > *to || !are_two_letters(service) || !is_issuing_country(country)) {
        return range_error(kRules[0]);
    }
    if (sequence > *to - *from) {
        return range_error(kRules[1]);
    }
    return make_s10(service, *from + static_cast<std::uint32_t>(sequence), country);
}

std::span<const Rule> s10_rules() noexcept {
    return kRules;
}

}  // namespace silkgate::adapters::transport
