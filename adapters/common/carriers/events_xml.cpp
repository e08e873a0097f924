// Cargo-XML status messages; stamps of SMGS consignment notes.
#include "adapters/common/carriers/item.hpp"
#include "adapters/common/xml/reader.hpp"

#include <array>

namespace silkgate::adapters::carriers {
namespace {

// Cargo-XML and the customs form write local times without an offset: read as UTC, so up to half a day off.
std::optional<Instant> time_of(std::string_view text) {
    if (const auto at = parse_rfc3339(text)) {
        return *at;
    }
    const auto at = parse_utc_without_offset(text);
    return at ? std::optional{*at} : std::nullopt;
}

Result<std::vector<ReplyItem>> read_status_message(const xml::Element& root) {
    const xml::Element* consignment = root.child("MasterConsignment");
    if (consignment == nullptr) {
        return unreadable("a status message without a consignment");
    }
    constexpr std::string_view kMovement = "AssociatedStatusConsignment/SpecifiedLogisticsTransportMovement/";
    std::vector<ReplyItem> items;
    for (const xml::Element& status : consignment->children) {
        if (status.name != "ReportedStatus" || items.size() >= kEventsMax) {
            continue;
        }
        const auto text = [&](std::string_view path) {
            return status.text_at(std::string(kMovement) + std::string(path));
        };
        auto item = to_item({
            .standard = Standard::xfsu,
            .word = status.text_at("ReasonCode"),
            .at = time_of(text("SpecifiedEvent/OccurrenceDateTime")),
            .place = text("SpecifiedLocation/ID"),
        });
        if (!item) {
            return item.error();
        }
        item->authority_reference = consignment->text_at("TransportContractDocument/ID").substr(0, 64);
        items.push_back(std::move(*item));
    }
    return items.empty() ? Result<std::vector<ReplyItem>>(unreadable("a status message without a status"))
                         : items;
}

struct Stamp {
    std::string_view element;
    std::string_view box;
};

constexpr auto kStamps = std::to_array<Stamp>({
    {"ContractCarrierDate", "26"},
    {"Stamp34", "34"},
    {"ArrivalDate", "27"},
    {"Stamp35", "35"},
    {"IssueStamp", "36"},
});

// A stamp has a date and often no time: then it counts from the beginning of that day.
std::optional<Instant> time_of(const xml::Element& stamp) {
    std::string time(stamp.text_at("Time"));
    time = time.empty() ? "00:00:00" : time;
    return time_of(std::string(stamp.text_at("Date")) + "T" + time);
}

Result<std::vector<ReplyItem>> read_stamps(const xml::Element& note) {
    std::vector<ReplyItem> items;
    for (const auto& [element, box] : kStamps) {
        for (const xml::Element& stamp : note.children) {
            if (stamp.name != element || items.size() >= kEventsMax) {
                continue;
            }
            const std::string_view code = stamp.text_at("Station/StationCode");
            auto item = to_item({
                .standard = Standard::smgs_box,
                .word = box,
                .at = time_of(stamp),
                .place = code.empty() ? stamp.text_at("Station/StationName") : code,
            });
            if (!item) {
                return item.error();
            }
            item->authority_reference = note.text_at("Number").substr(0, 64);
            items.push_back(std::move(*item));
        }
    }
    return items.empty() ? Result<std::vector<ReplyItem>>(unreadable("a consignment note without a stamp"))
                         : items;
}

}  // namespace

Result<std::vector<ReplyItem>> read_xml_events(std::string_view bytes) {
    const auto root = xml::read(bytes);
    if (!root) {
        return unreadable(root.error().detail);
    }
    if (root->name == "StatusMessage") {
        return read_status_message(*root);
    }
    return root->name == "RailwayBill" ? read_stamps(*root)
                                       : Result<std::vector<ReplyItem>>(unreadable("no carrier's event"));
}

}  // namespace silkgate::adapters::carriers
