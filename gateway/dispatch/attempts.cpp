#include "gateway/dispatch/attempts.hpp"

namespace silkgate::dispatch {

std::string_view to_string(FailureCode code) noexcept {
    switch (code) {
        case FailureCode::unreadable:
            return "unreadable";
        case FailureCode::unmatched:
            return "unmatched";
        case FailureCode::adapter_failed:
            return "adapter-failed";
        case FailureCode::too_large:
            return "too-large";
    }
    return "unreadable";
}

Attempts::Place Attempts::place_of(const kafka::Position& position) {
    return {.topic = position.topic, .partition = position.partition, .offset = position.offset};
}

void Attempts::failed(const kafka::Position& position, FailureCode code, std::string reason, Instant now) {
    const Place place = place_of(position);
    suspects_.insert(place);
    const auto [found, first] =
        failures_.try_emplace(place, Failure{.code = code, .reason = {}, .attempts = 0, .first_failed = now});
    found->second.code = code;
    found->second.reason = std::move(reason);
    ++found->second.attempts;
}

void Attempts::suspect(const kafka::Position& position) {
    suspects_.insert(place_of(position));
}

void Attempts::done(const kafka::Position& position) {
    const Place place = place_of(position);
    suspects_.erase(place);
    failures_.erase(place);
}

void Attempts::clear() {
    suspects_.clear();
    failures_.clear();
}

bool Attempts::is_suspect(const kafka::Position& position) const {
    return suspects_.contains(place_of(position));
}

const Failure* Attempts::find(const kafka::Position& position) const {
    const auto found = failures_.find(place_of(position));
    return found == failures_.end() ? nullptr : &found->second;
}

}  // namespace silkgate::dispatch
