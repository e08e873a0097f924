#include "adapters/common/eaeu/registration.hpp"

#include "adapters/common/eaeu/rows.hpp"

#include <algorithm>

namespace silkgate::adapters::eaeu {
namespace {

bool are_digits(std::string_view text, std::size_t length) {
    return text.size() == length && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_serial(std::string_view text) {
    return text.size() >= 5 && text.size() <= 7 &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

constexpr rules::Row<ChangeView> kRows[] = {
    holding<ChangeView>(
        {.id = "EE-0801",
         .code = "declaration-number-missing",
         .remedy = Remedy::none,
         .basis = "eec-9#ExpressCargoDeclarationIdDetails: office, day and number of the declaration",
         .text =
             {.en = "Customs has not numbered the declaration yet: a correction or withdrawal names that "
                    "number.",
              .zh = "海关尚未给出申报单编号：更正或撤回须填写该编号。",
              .ru = "Таможня ещё не присвоила декларации номер, а исправление или отзыв его называет."}},
        "/order/number",
        "CustomsDocumentId",
        [](const ChangeView& c) { return parse_registration(c.context->authority_reference).has_value(); }
    ),
    holding<ChangeView>(
        {.id = "EE-0802",
         .code = "change-flags-left-to-filer",
         .severity = Severity::warning,
         .remedy = Remedy::none,
         .basis =
             "eec-9#ECChangeDetails (optional); adapter-eaeu#the values of its seven flags are not public",
         .text =
             {.en = "What changed is not flagged in the correction: the filer adds the codes of the changes.",
              .zh = "更正单未标注变更代码：由申报人补填。",
              .ru = "В корректировке не отмечено, что изменено: коды изменений внесёт декларант."}},
        "/order/number",
        "ECChangeDetails",
        [](const ChangeView& c) { return c.context->action != Action::amend; }
    ),
};

}  // namespace

std::optional<RegistrationNumber> parse_registration(std::string_view text) {
    const auto first = text.find('/');
    const auto second = first == std::string_view::npos ? first : text.find('/', first + 1);
    if (second == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view office = text.substr(0, first);
    const std::string_view day = text.substr(first + 1, second - first - 1);
    const std::string_view rest = text.substr(second + 1);
    const std::string_view serial = rest.substr(0, rest.find('/'));
    const bool is_office = are_digits(office, 2) || are_digits(office, 5) || are_digits(office, 8);
    if (!is_office || !are_digits(day, 6) || !is_serial(serial)) {
        return std::nullopt;
    }
    std::string date = "20" + std::string(day.substr(4)) + "-" + std::string(day.substr(2, 2)) + "-" +
                       std::string(day.substr(0, 2));
    if (!parse_date(date)) {
        return std::nullopt;
    }
    return RegistrationNumber{
        .office = std::string(office), .date = std::move(date), .serial = std::string(serial)
    };
}

std::span<const rules::Row<ChangeView>> change_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::eaeu
