// The corridor network: nodes and legs between China and the countries served, as dated data. Immutable after
// load.
#pragma once

#include "gateway/core/csv.hpp"
#include "gateway/core/decimal.hpp"
#include "gateway/core/result.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::corridors {

enum class Mode : std::uint8_t { rail, road, sea, air, multi };  // multi: rail or road, as the carrier has it

[[nodiscard]] std::string_view to_string(Mode mode) noexcept;
[[nodiscard]] Result<Mode> parse_mode(std::string_view text);

using NodeIndex = std::uint8_t;
inline constexpr std::size_t kNodesMax = 128;

struct Node {
    std::string key;  // "JIAOZHOU", unique
    std::string name;
    std::string country;   // ISO 3166-1 alpha-2
    std::string unlocode;  // UN/LOCODE 2023-2, or empty where that edition has none
    std::string kind;
    int gauge_mm = 0;      // 0 where no railway serves the node
    std::string latitude;  // degrees, WGS 84
    std::string longitude;
};

// An intensity of transport, well to wheel, in g CO2e per tonne-kilometre.
struct EmissionFactor {
    std::string key;
    Decimal operation;  // tank to wheel
    Decimal energy;     // well to tank
    Decimal total;
    int distance_uplift_km = 0;  // added to each leg's distance: 95 for air by ISO 14083
    std::string source;
    std::string version;
    std::string quality;  // primary, modelled, default
};

// A stretch between two nodes in one mode, used in both directions.
struct Leg {
    std::string id;
    NodeIndex from = 0;
    NodeIndex to = 0;
    Mode mode = Mode::rail;
    int km = 0;
    Decimal days_min;  // with the usual dwell at the border
    Decimal days_typical;
    Decimal days_max;
    std::string handling;  // "1435>1520" at a gauge change, "reload", or empty
    std::string border;
    std::string switch_name;  // what an operator turns, or empty
    bool open_by_default = true;
    std::string season;  // why it may be shut at times, or empty
    const EmissionFactor* factor = nullptr;
    csv::Validity validity;
    std::string confidence;  // high, medium, low
    std::string basis;

    [[nodiscard]] bool changes_gauge() const noexcept { return handling.find('>') != std::string::npos; }
};

// Treaties a country is a party of.
struct Treaties {
    std::string country;
    bool cmr = false;   // CMR convention
    bool tir = false;   // TIR convention
    bool smgs = false;  // SMGS agreement
};

// An industrial park, bonded zone, warehouse or base.
struct Park {
    std::string key;
    std::string name;
    std::string country;
    std::string kind;
    std::vector<NodeIndex> nodes;    // where it lies
    std::optional<int> km;           // from there, by road; absent: the source does not say
    std::vector<std::string> roles;  // consolidation, bonded, overseas_stock, service_base
    std::string customs_code;        // of its own customs, or empty
    std::string unlocode;
    std::string read_on;  // the day the source was read, ISO
    std::string source;

    [[nodiscard]] bool has_role(std::string_view role) const noexcept;
};

class Network {
public:
    // Reads nodes.csv, legs.csv, places.csv, parks.csv, emission_factors.csv and treaties.csv.
    // Errc::invalid_settings names file and line of what does not fit.
    using ReadFile = std::function<Result<std::string>(std::string_view file)>;
    [[nodiscard]] static Result<Network> load(const ReadFile& read_file);
    Network(Network&&) = default;
    Network& operator=(Network&&) = default;
    Network(const Network&) = delete;  // legs point into their own network
    Network& operator=(const Network&) = delete;
    ~Network() = default;

    [[nodiscard]] const std::vector<Node>& nodes() const noexcept { return nodes_; }
    [[nodiscard]] const std::vector<Leg>& legs() const noexcept { return legs_; }
    [[nodiscard]] bool has_switch(std::string_view name) const noexcept;

    [[nodiscard]] const std::vector<Park>& parks() const noexcept { return parks_; }
    [[nodiscard]] const Park* find_park(std::string_view key) const noexcept;  // nullptr: there is none

    // Nodes that a name means: a node's key, a UN/LOCODE, a place ("QINGDAO"), a park or a country. Empty:
    // unknown.
    [[nodiscard]] std::vector<NodeIndex> resolve(std::string_view name) const;
    // Of a country that no treaty row names: party of none.
    [[nodiscard]] Treaties treaties(std::string_view country) const;

    // 12 hex digits of the digest of all files: which table a plan was made by.
    [[nodiscard]] const std::string& version() const noexcept { return version_; }

private:
    Network() = default;

    struct Place {
        std::string name;
        NodeIndex node = 0;
    };

    Result<void> read_nodes(std::string_view text);
    Result<void> read_factors(std::string_view text);
    Result<void> read_legs(std::string_view text);
    Result<void> read_places(std::string_view text);
    Result<void> read_parks(std::string_view text);
    Result<void> read_treaties(std::string_view text);
    [[nodiscard]] Result<NodeIndex> find_node(std::string_view file, int line, std::string_view key) const;
    [[nodiscard]] Result<Leg> read_leg(const csv::Row& row) const;

    std::vector<Node> nodes_;
    std::vector<EmissionFactor> factors_;  // legs point into it: filled before them, never changed after
    std::vector<Leg> legs_;
    std::vector<Place> places_;
    std::vector<Park> parks_;
    std::vector<Treaties> treaties_;
    std::string version_;
};

}  // namespace silkgate::corridors
