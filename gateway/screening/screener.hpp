// All lists in force, and what an order's parties resemble in them.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"
#include "gateway/order/order.hpp"
#include "gateway/screening/index.hpp"
#include "gateway/screening/lists.hpp"
#include "gateway/screening/sketch.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::screening {

// Scores from which a name is a hit, 0 to 1.
struct Thresholds {
    double person = 0.90;
    double organisation = 0.92;
};

// One list file as it is in force.
struct ListInfo {
    std::string name;    // the operator's: "OFAC-SDN"
    std::string date;    // the publisher's, or of the file's last change where it names none
    std::string digest;  // SHA-256 of the file, hex
    std::size_t entries = 0;
};

struct Hit {
    std::string pointer;  // of the party's name in the common order
    std::string entry;    // "OFAC-SDN/7157"
    double score = 0;
    // Names the order, the entry and the name that was compared: what a release is good for. Tells nothing of
    // the name.
    std::string key;
};

// That an operator has looked at a hit and lets the order go on.
struct Release {
    std::string key;  // of the hit
    std::string entry;
    std::string by;  // tenant and key id of the operator
    std::string reason;
    Instant at;

    bool operator==(const Release&) const = default;
};

// Immutable; shared as shared_ptr<const Screener> (owners: the snapshot, each call in flight).
class Screener {
public:
    // `files`: name of the list → path. nullptr where there is none. Errc::invalid_settings names the file
    // and what is wrong in it.
    [[nodiscard]] static Result<std::shared_ptr<const Screener>>
    load(const std::map<std::string, std::string>& files, Thresholds thresholds);

    struct Source {
        ListInfo info;
        List list;
    };
    Screener(std::vector<Source> sources, Thresholds thresholds);

    // Every entry that a party of the order resembles, the most alike first for each party, at most
    // kHitsMax a party. Microseconds; names seen lately by this thread cost nothing.
    [[nodiscard]] std::vector<Hit> screen(const order::Order& order, std::string_view order_id) const;
    static constexpr std::size_t kHitsMax = 10;

    [[nodiscard]] const std::vector<ListInfo>& lists() const noexcept { return infos_; }
    // "<newest date of a list>.<8 hex of all lists and thresholds>": stamped on verdicts.
    [[nodiscard]] const std::string& version() const noexcept { return version_; }

private:
    struct Match {
        std::uint32_t entry = 0;
        double score = 0;
    };
    struct Listed {
        std::uint32_t entry = 0;
        Name name;
    };
    struct EntryInfo {
        std::string id;  // "OFAC-SDN/7157"
        EntryKind kind = EntryKind::unknown;
    };

    void add(const Source& source);
    [[nodiscard]] std::vector<Match> match(const Name& name) const;
    [[nodiscard]] const std::vector<Match>& match_cached(const std::string& text) const;

    Thresholds thresholds_;
    std::vector<ListInfo> infos_;
    std::vector<EntryInfo> entries_;
    std::vector<Listed> names_;
    NameIndex index_;
    SketchList sketches_;
    std::string version_;
    std::uint64_t number_ = 0;  // of this object in the process, for the threads' caches
};

}  // namespace silkgate::screening
