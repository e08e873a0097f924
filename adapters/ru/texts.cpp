#include "adapters/ru/texts.hpp"

namespace silkgate::adapters::ru {

std::string upper_case(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'a' && c <= 'z') {
            c = static_cast<char>(c - 'a' + 'A');
        }
    }
    return out;
}

std::string amount_text(Decimal amount) {
    return amount.to_fixed(2, Rounding::half_up);
}

std::string moscow_time(Instant instant) {
    return format_local(instant, kMoscow) + "+03:00";
}

}  // namespace silkgate::adapters::ru
