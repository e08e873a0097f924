#include "adapters/common/carriers/events.hpp"

#include "adapters/common/carriers/item.hpp"
#include "adapters/common/neutral/status.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::carriers {
namespace {

constexpr std::size_t kBytesMax = 1'048'576;
constexpr std::size_t kPlaceBytesMax = 64;

struct Row {
    Standard standard;
    std::string_view word;
    Meaning meaning;
};

constexpr auto kRows = std::to_array<Row>({
#define SILKGATE_DECISION(standard, word, status) {Standard::standard, word, {ReplyStatus::status, {}}},
#define SILKGATE_MOVEMENT(standard, word, step) \
    {Standard::standard, word, {neutral::status_of(CarriageStep::step), CarriageStep::step}},
#include "adapters/common/carriers/status.def"
#undef SILKGATE_DECISION
#undef SILKGATE_MOVEMENT
});

}  // namespace

std::optional<Meaning> meaning_of(Standard standard, std::string_view word) noexcept {
    const auto* row = std::ranges::find_if(kRows, [&](const Row& each) {
        return each.standard == standard && each.word == word;
    });
    return row == kRows.end() ? std::nullopt : std::optional{row->meaning};
}

std::optional<Action> change_of(std::string_view native_status) noexcept {
    if (native_status.starts_with("AMENDMENT_")) {
        return Action::amend;
    }
    return native_status.starts_with("CANCELLATION_") ? std::optional(Action::cancel) : std::nullopt;
}

Error unreadable(std::string_view what) {
    return fail(Errc::unreadable_reply, std::string(what));
}

Result<ReplyItem> to_item(const Event& event) {
    if (event.word.empty() || event.word.size() > kPlaceBytesMax) {
        return unreadable("an event without a status");
    }
    const Meaning meaning = meaning_of(event.standard, event.word).value_or(Meaning{});
    ReplyItem item;
    item.status = meaning.status;
    item.native_status = event.word;
    item.at = event.at;
    if (meaning.step) {
        if (!event.at || event.place.size() > kPlaceBytesMax) {
            return unreadable("a movement without its time, or with a place that is too long");
        }
        item.movement = {.step = *meaning.step, .place = std::string(event.place)};
    }
    return item;
}

Result<std::vector<ReplyItem>> read_events(std::string_view bytes) {
    if (bytes.size() > kBytesMax) {
        return unreadable("the event is too large");
    }
    const auto first = bytes.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
        return unreadable("the event is empty");
    }
    return bytes[first] == '{' || bytes[first] == '[' ? read_json_events(bytes) : read_xml_events(bytes);
}

}  // namespace silkgate::adapters::carriers
