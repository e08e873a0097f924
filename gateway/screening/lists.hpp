// Files of denied parties as their publishers make them → entries. Pure; thread-safe.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/screening/similarity.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace silkgate::screening {

struct Entry {
    std::string id;  // the publisher's: OFAC's ent_num or uid, the UN's REFERENCE_NUMBER, the EU's reference
    EntryKind kind = EntryKind::unknown;
    std::vector<std::string> names;  // main name and aliases, in every script given
};

struct List {
    std::string date;  // ISO; empty where the file names none (CSV)
    std::vector<Entry> entries;
};

// What a file is, is told by its beginning:
//   <sdnList>            OFAC SDN.XML
//   <CONSOLIDATED_LIST>  UN Security Council consolidated list
//   <export>             EU consolidated financial sanctions list, version 1.x
//   id,name[,kind]       a plain table with this header
//   12 cells a row       OFAC SDN.CSV, without a header;  5 cells: ALT.CSV, its aliases
// Vessels and aircraft are left out: they are no parties. Errc::invalid_settings says what is wrong and
// where; a file without an entry is wrong.
[[nodiscard]] Result<List> read_list(std::string_view file, std::string_view bytes);

}  // namespace silkgate::screening
