#include "adapters/zz/codes.hpp"

#include <array>
#include <utility>

namespace silkgate::adapters::zz {
namespace {

constexpr std::array<std::pair<std::string_view, ReplyStatus>, 7> kStatuses = {{
    {"10", ReplyStatus::received},
    {"20", ReplyStatus::registered},
    {"30", ReplyStatus::query},
    {"40", ReplyStatus::released},
    {"50", ReplyStatus::rejected},
    {"60", ReplyStatus::cancelled},
    {"90", ReplyStatus::technical_error},
}};

}  // namespace

std::optional<ReplyStatus> to_status(std::string_view code) noexcept {
    for (const auto& [known, status] : kStatuses) {
        if (known == code) {
            return status;
        }
    }
    return std::nullopt;
}

std::string_view to_code(ReplyStatus status) noexcept {
    for (const auto& [code, known] : kStatuses) {
        if (known == status) {
            return code;
        }
    }
    return {};
}

std::string_view to_function(Action action) noexcept {
    switch (action) {
        case Action::submit:
            return "9";
        case Action::amend:
            return "4";
        case Action::cancel:
            return "1";
        case Action::return_:
            break;
    }
    return {};
}

}  // namespace silkgate::adapters::zz
