// The documents, and how they are answered. Pure; thread-safe.
#pragma once

#include "adapters/in/rules.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::in {

// CBE-XIII, CBE-XIV, CSB-IV, CSB-V: the data set of the printed form as JSON. No upload format of the courier
// system (ECCS) is public; who files types or maps it. Precondition of all: check_declaration() found no
// error.
[[nodiscard]] Document write_courier_form(const View& view);
// PBE and CUSITM: what the post hands to customs, as JSON.
[[nodiscard]] Document write_postal_item(const View& view);
// CACHI01 (bill of entry) and CACHE01 (shipping bill), fresh: ICES flat files.
[[nodiscard]] Document write_bill_of_entry(const View& view);
[[nodiscard]] Document write_shipping_bill(const View& view);

// What a job of a flat file is called on both sides: filer, custom house, job number, job date (ddmmyyyy).
struct Job {
    std::string filer;
    std::string house;
    std::string number;
    std::string date;
};
// "in:job:<filer>:<house>:<number>:<date>"
[[nodiscard]] std::string reference_of(const Job& job);

// ICES acknowledgements (CHCAI02, CHCAE02: accepted or not) as flat files; everything else as the neutral
// JSON reply, whose `documentId` is the document's own id, or a job's reference without "in:". Hostile input
// is normal.
[[nodiscard]] Result<std::vector<ReplyItem>> read_reply(std::string_view bytes, const Tables& tables);

[[nodiscard]] Result<std::vector<SimulatedReply>>
simulate(std::string_view kind, std::string_view bytes, Outcome outcome, Instant now);

// Fields of a flat file's line, separated by ASCII 29.
inline constexpr char kSeparator = '\x1d';
[[nodiscard]] std::vector<std::string_view> split_fields(std::string_view line);

}  // namespace silkgate::adapters::in
