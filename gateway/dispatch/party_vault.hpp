// Personal data in orders.accepted.v1: the order's `parties` are sealed (Kafka contract, section 5).
//
// Each order has a data key of its own, wrapped by the key of the country it goes to. Who destroys a
// country's key makes the parties of all its orders unreadable, whatever copies of the topic there are.
#pragma once

#include "gateway/core/result.hpp"

#include <map>
#include <string>
#include <string_view>

namespace silkgate::dispatch {

// Immutable, so thread-safe. Default: no keys, and parties stand in the clear.
class PartyVault {
public:
    PartyVault() = default;

    // A folder of files <COUNTRY>.<id>.key, each 32 bytes in base64 (`openssl rand -base64 32`); ANY stands
    // for every country without a key of its own. Of several the last by name seals; all open. Errors:
    // invalid_settings naming the file; a folder without an ANY key is one, since some party would stand
    // open. No folder (an empty name) is the vault without keys.
    [[nodiscard]] static Result<PartyVault> load(const std::string& folder);

    // Whether parties are sealed.
    [[nodiscard]] bool seals() const noexcept { return !keys_.empty(); }

    // In a command as to_json() writes it, `"parties":{…}` of the order becomes `"sealedParties":"…"`. The
    // order's id is bound to it: sealed parties open in a command for their own order only.
    [[nodiscard]] std::string seal(std::string command_json, std::string_view country) const;

    // The reverse; a command without sealed parties stays as it is. Errc::gone where the key is not there
    // (any more); Errc::invalid_value where the text was changed.
    [[nodiscard]] Result<std::string> open(std::string command_json) const;

private:
    using Keys = std::map<std::string, std::string, std::less<>>;  // <COUNTRY>.<id> → 32 bytes

    [[nodiscard]] Keys::const_iterator sealing_key(std::string_view country) const;

    Keys keys_;
};

}  // namespace silkgate::dispatch
