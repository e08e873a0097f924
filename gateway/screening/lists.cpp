#include "gateway/screening/lists.hpp"

#include "adapters/common/xml/reader.hpp"
#include "gateway/core/csv.hpp"
#include "gateway/core/time.hpp"
#include "gateway/json/reader.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

namespace silkgate::screening {
namespace {

using adapters::xml::Element;

// The largest published list has some 30 MB.
constexpr adapters::xml::ReadLimits kXmlLimits{
    .bytes_max = 268'435'456,
    .depth_max = 32,
    .elements_max = 8'000'000
};
constexpr std::string_view kOfacNull = "-0-";
constexpr std::size_t kSdnCells = 12;
constexpr std::size_t kAltCells = 5;

struct KindWord {
    std::string_view word;
    std::optional<EntryKind> kind;  // none: no party
};

// Of every publisher; OFAC says nothing ("-0-") of an entity in its CSV.
constexpr auto kKindWords = std::to_array<KindWord>({
    {"individual", EntryKind::person},
    {"Individual", EntryKind::person},
    {"person", EntryKind::person},
    {"Entity", EntryKind::organisation},
    {"entity", EntryKind::organisation},
    {"enterprise", EntryKind::organisation},
    {"organisation", EntryKind::organisation},
    {kOfacNull, EntryKind::organisation},
    {"vessel", std::nullopt},
    {"Vessel", std::nullopt},
    {"aircraft", std::nullopt},
    {"Aircraft", std::nullopt},
});

std::optional<EntryKind> kind_of(std::string_view word) {
    const auto* row = std::ranges::find(kKindWords, word, &KindWord::word);
    return row == kKindWords.end() ? EntryKind::unknown : row->kind;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

void add_name(Entry& entry, std::string_view name) {
    name = trimmed(name);
    if (!name.empty() && name != kOfacNull && std::ranges::find(entry.names, name) == entry.names.end()) {
        entry.names.emplace_back(name);
    }
}

void add_parts(Entry& entry, std::initializer_list<std::string_view> parts) {
    std::string name;
    for (const std::string_view part : parts) {
        if (!part.empty()) {
            name += (name.empty() ? "" : " ") + std::string(part);
        }
    }
    add_name(entry, name);
}

std::string_view attribute(const Element& element, std::string_view name) {
    for (const auto& [key, value] : element.attributes) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

// "MM/DD/YYYY", or the date at the beginning of an ISO time; empty where it is neither.
std::string iso_date(std::string_view text) {
    std::string date(text.substr(0, 10));
    if (date.size() == 10 && date[2] == '/' && date[5] == '/') {
        date = date.substr(6) + "-" + date.substr(0, 2) + "-" + date.substr(3, 2);
    }
    return parse_date(date) ? date : std::string{};
}

List read_ofac_xml(const Element& root) {
    List list;
    list.date = iso_date(root.text_at("publshInformation/Publish_Date"));
    for (const Element& element : root.children) {
        const auto kind = kind_of(element.text_at("sdnType"));
        if (element.name != "sdnEntry" || !kind) {
            continue;
        }
        Entry& entry = list.entries.emplace_back();
        entry.id = element.text_at("uid");
        entry.kind = *kind;
        add_parts(entry, {element.text_at("firstName"), element.text_at("lastName")});
        if (const Element* aliases = element.child("akaList")) {
            for (const Element& alias : aliases->children) {
                add_parts(entry, {alias.text_at("firstName"), alias.text_at("lastName")});
            }
        }
    }
    return list;
}

void read_un_group(const Element& group, std::string_view name, EntryKind kind, List& list) {
    for (const Element& element : group.children) {
        if (element.name != name) {
            continue;
        }
        Entry& entry = list.entries.emplace_back();
        entry.id = element.text_at("REFERENCE_NUMBER");
        entry.kind = kind;
        add_parts(
            entry,
            {element.text_at("FIRST_NAME"),
             element.text_at("SECOND_NAME"),
             element.text_at("THIRD_NAME"),
             element.text_at("FOURTH_NAME")}
        );
        add_name(entry, element.text_at("NAME_ORIGINAL_SCRIPT"));
        const std::string alias_name = std::string(name) + "_ALIAS";
        for (const Element& alias : element.children) {
            if (alias.name == alias_name) {
                add_name(entry, alias.text_at("ALIAS_NAME"));
            }
        }
    }
}

List read_un_xml(const Element& root) {
    List list;
    list.date = iso_date(attribute(root, "dateGenerated"));
    for (const Element& group : root.children) {
        if (group.name == "INDIVIDUALS") {
            read_un_group(group, "INDIVIDUAL", EntryKind::person, list);
        } else if (group.name == "ENTITIES") {
            read_un_group(group, "ENTITY", EntryKind::organisation, list);
        }
    }
    return list;
}

List read_eu_xml(const Element& root) {
    List list;
    list.date = iso_date(attribute(root, "generationDate"));
    for (const Element& element : root.children) {
        if (element.name != "sanctionEntity") {
            continue;
        }
        const Element* subject = element.child("subjectType");
        const auto kind = subject == nullptr ? EntryKind::unknown : kind_of(attribute(*subject, "code"));
        if (!kind) {
            continue;
        }
        Entry& entry = list.entries.emplace_back();
        const std::string_view reference = attribute(element, "euReferenceNumber");
        entry.id = reference.empty() ? attribute(element, "logicalId") : reference;
        entry.kind = *kind;
        for (const Element& alias : element.children) {
            if (alias.name == "nameAlias") {
                add_name(entry, attribute(alias, "wholeName"));
            }
        }
    }
    return list;
}

struct XmlForm {
    std::string_view root;
    List (*read)(const Element&);
};

constexpr auto kXmlForms = std::to_array<XmlForm>({
    {"sdnList", read_ofac_xml},
    {"CONSOLIDATED_LIST", read_un_xml},
    {"export", read_eu_xml},
});

Result<List> read_xml(std::string_view file, std::string_view bytes) {
    const auto root = adapters::xml::read(bytes, kXmlLimits);
    if (!root) {
        return fail(Errc::invalid_settings, std::string(file) + ": " + root.error().detail);
    }
    const auto* form = std::ranges::find(kXmlForms, root->name, &XmlForm::root);
    if (form == kXmlForms.end()) {
        return fail(
            Errc::invalid_settings, std::string(file) + ": <" + root->name + "> is no list that is known"
        );
    }
    return form->read(*root);
}

// Rows of one entry need not stand together (ALT.CSV; a plain table with one row an alias).
class Gathering {
public:
    Entry& entry(std::string_view id, EntryKind kind) {
        const auto [found, is_new] = places_.try_emplace(std::string(id), list_.entries.size());
        if (is_new) {
            list_.entries.push_back({.id = std::string(id), .kind = kind, .names = {}});
        }
        return list_.entries[found->second];
    }
    [[nodiscard]] List take() && { return std::move(list_); }

private:
    List list_;
    std::unordered_map<std::string, std::size_t> places_;
};

bool is_plain_header(const std::vector<std::string>& cells) {
    return cells.size() >= 2 && cells.size() <= 3 && cells[0] == "id" && cells[1] == "name" &&
           (cells.size() == 2 || cells[2] == "kind");
}

// The file ends with a line that holds Control-Z alone.
bool is_end_mark(const std::vector<std::string>& cells) {
    return cells.size() == 1 && cells[0] == "\x1a";
}

Result<List> read_csv(std::string_view file, std::string_view bytes) {
    const std::vector<csv::Line> lines = csv::split(bytes);
    if (lines.empty()) {
        return fail(Errc::invalid_settings, std::string(file) + ": the file is empty");
    }
    const bool plain = is_plain_header(lines.front().row.cells);
    const std::size_t cells = lines.front().row.cells.size();
    if (!plain && cells != kSdnCells && cells != kAltCells) {
        return csv::bad_row(file, lines.front().row.line, "this is no list that is known");
    }
    Gathering gathering;
    for (std::size_t i = plain ? 1 : 0; i < lines.size(); ++i) {
        const csv::Row& row = lines[i].row;
        if (is_end_mark(row.cells)) {
            continue;
        }
        if (!lines[i].is_closed || row.cells.size() != cells || trimmed(row.cells[0]).empty()) {
            return csv::bad_row(file, row.line, "an entry has an id and " + std::to_string(cells) + " cells");
        }
        const std::string_view word = plain                ? (cells == 3 ? trimmed(row.cells[2]) : "")
                                      : cells == kSdnCells ? trimmed(row.cells[2])
                                                           : "";
        if (const auto kind = kind_of(word)) {
            const std::size_t name = !plain && cells == kAltCells ? 3 : 1;
            add_name(gathering.entry(trimmed(row.cells[0]), *kind), row.cells[name]);
        }
    }
    return std::move(gathering).take();
}

}  // namespace

Result<List> read_list(std::string_view file, std::string_view bytes) {
    constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
    if (bytes.starts_with(kByteOrderMark)) {
        bytes.remove_prefix(kByteOrderMark.size());
    }
    if (!json::is_utf8(bytes)) {
        return fail(Errc::invalid_settings, std::string(file) + ": the file is not UTF-8 text");
    }
    const auto first = bytes.find_first_not_of(" \t\r\n");
    const bool xml = first != std::string_view::npos && bytes[first] == '<';
    auto list = xml ? read_xml(file, bytes) : read_csv(file, bytes);
    if (!list) {
        return list;
    }
    for (const Entry& entry : list->entries) {
        if (entry.id.empty() || entry.names.empty()) {
            return fail(
                Errc::invalid_settings,
                std::string(file) + ": an entry has no id or no name" +
                    (entry.id.empty() ? "" : ": " + entry.id)
            );
        }
    }
    if (list->entries.empty()) {
        return fail(Errc::invalid_settings, std::string(file) + ": no entry was found");
    }
    return list;
}

}  // namespace silkgate::screening
