#include "adapters/common/transport/s10_form.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace silkgate::adapters::transport {
namespace {

struct Service {
    char letter;
    S10Class is;
};

constexpr auto kServices = std::to_array<Service>({
#define SILKGATE_S10_SERVICE(letter, mail, handling) {letter, {mail, handling}},
#include "adapters/common/transport/s10_services.def"
#undef SILKGATE_S10_SERVICE
});

// Up to what value letter post goes with a CN 22. No public source that could be read dates the rule: it
// holds since any day.
struct Limit {
    std::string_view from;  // ISO date, or empty
    std::int64_t sdr;
};
constexpr auto kLimits = std::to_array<Limit>({{"", 300}});

// The nature-of-transaction codes of the UPU's item message.
constexpr auto kNatures = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"sale", "11"},
    {"return", "21"},
    {"gift", "31"},
    {"sample", "32"},
    {"documents", "91"},
});

std::int64_t limit_on(BusinessDate day) {
    const std::string date = format_date(day);
    std::int64_t sdr = 0;
    for (const Limit& limit : kLimits) {
        sdr = limit.from <= date ? limit.sdr : sdr;
    }
    return sdr;
}

}  // namespace

S10Class class_of_service(std::string_view service) noexcept {
    const auto* found =
        std::ranges::find(kServices, service.empty() ? '\0' : service.front(), &Service::letter);
    return found == kServices.end() ? S10Class{} : found->is;
}

std::string_view customs_form(
    std::string_view service,
    Decimal value,
    std::string_view currency,
    const config::Connection& connection,
    BusinessDate day
) {
    if (class_of_service(service).mail != "letter_post") {
        return "CN23";
    }
    const auto rate = Decimal::parse(connection.registration("S10.sdrRate." + std::string(currency)));
    const auto limit = rate ? multiply(*rate, Decimal(limit_on(day))) : rate;
    return limit && *rate > Decimal{} && value <= *limit ? "CN22" : "CN23";
}

std::string_view nature_code(std::string_view nature) noexcept {
    const auto* found =
        std::ranges::find(kNatures, nature, &std::pair<std::string_view, std::string_view>::first);
    return found == kNatures.end() ? std::string_view{} : found->second;
}

}  // namespace silkgate::adapters::transport
