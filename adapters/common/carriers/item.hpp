// How the readers of this folder make a reply of a word, a time and a place.
#pragma once

#include "adapters/common/carriers/events.hpp"

namespace silkgate::adapters::carriers {

inline constexpr std::size_t kEventsMax = 1'000;

[[nodiscard]] Error unreadable(std::string_view what);

struct Event {
    Standard standard;
    std::string_view word;
    std::optional<Instant> at;
    std::string_view place;
};

// A movement without a time is unreadable: nobody could say what is later.
[[nodiscard]] Result<ReplyItem> to_item(const Event& event);

[[nodiscard]] Result<std::vector<ReplyItem>> read_json_events(std::string_view bytes);
[[nodiscard]] Result<std::vector<ReplyItem>> read_xml_events(std::string_view bytes);

}  // namespace silkgate::adapters::carriers
