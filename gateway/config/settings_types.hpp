// The settings as plain structs, one for each section of settings.def. Settings{} holds the defaults.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace silkgate::config {

// The items of "a,b,c"; none for an empty text.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text, char separator = ',');

namespace kinds {
using boolean = bool;
using integer = std::int64_t;
using bytes = std::int64_t;
using ms = std::chrono::milliseconds;
using text = std::string;
using path = std::string;
using list = std::vector<std::string>;
using table = std::map<std::string, std::string>;

template <class T, class Literal>
[[nodiscard]] T initial(Literal literal) {
    if constexpr (std::is_same_v<T, list>) {
        return split_list(literal);
    } else if constexpr (std::is_same_v<T, table>) {
        return {};
    } else {
        return T(literal);
    }
}
}  // namespace kinds

#define SILKGATE_SECTION(Struct, member, name, text) struct Struct {
#define SILKGATE_SETTING(kind, key, value, min, max, choices, reload, secrecy, text) \
    kinds::kind key = kinds::initial<kinds::kind>(value);
#define SILKGATE_SECTION_END() \
    }                          \
    ;
#include "gateway/config/settings.def"
#undef SILKGATE_SECTION
#undef SILKGATE_SETTING
#undef SILKGATE_SECTION_END

// All sections: settings.http.port, settings.top.roles, …
struct Settings {
#define SILKGATE_SECTION(Struct, member, name, text) Struct member;
#define SILKGATE_SETTING(kind, key, value, min, max, choices, reload, secrecy, text)
#define SILKGATE_SECTION_END()
#include "gateway/config/settings.def"
#undef SILKGATE_SECTION
#undef SILKGATE_SETTING
#undef SILKGATE_SECTION_END

    // Whether `role` is one of top.roles.
    [[nodiscard]] bool has_role(std::string_view role) const noexcept;
    [[nodiscard]] bool embedded_kafka() const noexcept { return kafka.brokers == "embedded"; }
};

}  // namespace silkgate::config
