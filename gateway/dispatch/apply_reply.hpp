// One reply on one document: by the tables of states (lifecycle.def) and of carriage (adapters/carriage.def).
#pragma once

#include "gateway/dispatch/order_state.hpp"

namespace silkgate::dispatch {

// What of a reply is news.
struct News {
    bool state = false;
    bool carriage = false;
    bool charges = false;  // what is to be paid, known or changed

    [[nodiscard]] bool any() const noexcept { return state || carriage || charges; }
};

// `received_at` counts where the carrier gave no time. `leg` is the document's.
News apply_reply(
    const adapters::ReplyItem& item,
    Instant received_at,
    const LegRecord& leg,
    DocumentState& document
);

}  // namespace silkgate::dispatch
