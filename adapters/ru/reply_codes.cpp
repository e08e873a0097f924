#include "adapters/ru/reply_codes.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::ru {

Result<ReplyCodes> load_reply_codes(const ReadData& read_data) {
    auto codes = eaeu::read_entries(
        read_data,
        {.file = "reply_codes.csv",
         .columns = {"kind", "code", "status", "meaning", "source", "effective_from", "effective_to"},
         .keys = 2}
    );
    if (!codes) {
        return codes.error();
    }
    constexpr std::array<std::string_view, 6> kWords{
        "received", "registered", "query", "released", "rejected", "cancelled"
    };
    for (const eaeu::Entry& code : *codes) {
        if (std::ranges::find(kWords, code.values[0]) == kWords.end()) {
            return fail(Errc::invalid_settings, "reply_codes.csv: " + code.key + " has no known status");
        }
    }
    return codes;
}

}  // namespace silkgate::adapters::ru
