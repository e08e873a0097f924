#include "gateway/corridors/network.hpp"

#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <ranges>
#include <utility>

namespace silkgate::corridors {
namespace {

constexpr std::string_view kNodes = "nodes.csv";
constexpr std::string_view kFactors = "emission_factors.csv";
constexpr std::string_view kLegs = "legs.csv";
constexpr std::string_view kPlaces = "places.csv";
constexpr std::string_view kParks = "parks.csv";
constexpr std::string_view kTreaties = "treaties.csv";

constexpr auto kModes = std::to_array<std::string_view>({"rail", "road", "sea", "air", "multi"});

Result<int> read_whole(std::string_view file, int line, std::string_view cell) {
    int value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (cell.empty() || error != std::errc{} || end != cell.data() + cell.size() || value < 0) {
        return csv::bad_row(file, line, "'" + std::string(cell) + "' is not a whole number");
    }
    return value;
}

// Reads several decimal cells; the first that is none is the error.
template <std::size_t N>
Result<std::array<Decimal, N>>
read_decimals(std::string_view file, int line, const std::array<std::string_view, N>& cells) {
    std::array<Decimal, N> values;
    for (std::size_t i = 0; i < N; ++i) {
        const auto value = Decimal::parse(cells[i]);
        if (!value || value->is_negative()) {
            return csv::bad_row(file, line, "'" + std::string(cells[i]) + "' is not a number");
        }
        values[i] = *value;
    }
    return values;
}

}  // namespace

std::string_view to_string(Mode mode) noexcept {
    return kModes[static_cast<std::size_t>(mode)];
}

Result<Mode> parse_mode(std::string_view text) {
    const auto* found = std::ranges::find(kModes, text);
    return found == kModes.end()
               ? Result<Mode>(fail(Errc::invalid_value, "a mode is rail, road, sea, air or multi"))
               : static_cast<Mode>(found - kModes.begin());
}

Result<Network> Network::load(const ReadFile& read_file) {
    using Reader = Result<void> (Network::*)(std::string_view);
    static constexpr std::array<std::pair<std::string_view, Reader>, 6> kFiles{{
        {kNodes, &Network::read_nodes},
        {kFactors, &Network::read_factors},
        {kLegs, &Network::read_legs},
        {kPlaces, &Network::read_places},
        {kParks, &Network::read_parks},
        {kTreaties, &Network::read_treaties},
    }};
    Network network;
    std::string all;
    for (const auto& [file, reader] : kFiles) {
        const auto text = read_file(file);
        if (!text) {
            return text.error();
        }
        if (const auto read = (network.*reader)(*text); !read) {
            return read.error();
        }
        all += *text;
    }
    network.version_ = crypto::to_hex(crypto::sha256(all)).substr(0, 12);
    return network;
}

Result<void> Network::read_nodes(std::string_view text) {
    const auto rows = csv::read(
        kNodes, text, {"node", "name", "country", "unlocode", "kind", "gauge_mm", "latitude", "longitude"}
    );
    if (!rows) {
        return rows.error();
    }
    for (const csv::Row& row : *rows) {
        Node node{
            .key = row.cells[0],
            .name = row.cells[1],
            .country = row.cells[2],
            .unlocode = row.cells[3],
            .kind = row.cells[4],
            .gauge_mm = 0,
            .latitude = row.cells[6],
            .longitude = row.cells[7],
        };
        if (!row.cells[5].empty()) {
            const auto gauge = read_whole(kNodes, row.line, row.cells[5]);
            if (!gauge) {
                return gauge.error();
            }
            node.gauge_mm = *gauge;
        }
        if (node.key.empty() || node.country.size() != 2 ||
            std::ranges::find(nodes_, node.key, &Node::key) != nodes_.end()) {
            return csv::bad_row(kNodes, row.line, "a node needs a key of its own and a country");
        }
        nodes_.push_back(std::move(node));
    }
    return nodes_.size() <= kNodesMax ? Result<void>() : csv::bad_row(kNodes, 0, "there are too many nodes");
}

Result<void> Network::read_factors(std::string_view text) {
    const auto rows = csv::read(
        kFactors,
        text,
        {"factor", "operation", "energy", "total", "distance_uplift_km", "source", "version", "quality"}
    );
    if (!rows) {
        return rows.error();
    }
    for (const csv::Row& row : *rows) {
        const auto values = read_decimals<3>(kFactors, row.line, {row.cells[1], row.cells[2], row.cells[3]});
        if (!values) {
            return values.error();
        }
        const auto uplift = read_whole(kFactors, row.line, row.cells[4]);
        if (!uplift) {
            return uplift.error();
        }
        const auto& [operation, energy, total] = *values;
        if (const auto sum = add(operation, energy); !sum || *sum != total) {
            return csv::bad_row(kFactors, row.line, "operation and energy do not add up to the total");
        }
        if (row.cells[5].empty()) {
            return csv::bad_row(kFactors, row.line, "a factor needs a source");
        }
        factors_.push_back({
            .key = row.cells[0],
            .operation = operation,
            .energy = energy,
            .total = total,
            .distance_uplift_km = *uplift,
            .source = row.cells[5],
            .version = row.cells[6],
            .quality = row.cells[7],
        });
    }
    return {};
}

Result<NodeIndex> Network::find_node(std::string_view file, int line, std::string_view key) const {
    const auto found = std::ranges::find(nodes_, key, &Node::key);
    return found == nodes_.end()
               ? Result<NodeIndex>(csv::bad_row(file, line, "there is no node " + std::string(key)))
               : static_cast<NodeIndex>(found - nodes_.begin());
}

Result<Leg> Network::read_leg(const csv::Row& row) const {
    const auto& cells = row.cells;
    const auto from = find_node(kLegs, row.line, cells[1]);
    const auto to = find_node(kLegs, row.line, cells[2]);
    if (!from || !to) {
        return from ? to.error() : from.error();
    }
    const auto mode = parse_mode(cells[3]);
    const auto km = read_whole(kLegs, row.line, cells[4]);
    const auto days = read_decimals<3>(kLegs, row.line, {cells[5], cells[6], cells[7]});
    const auto validity = csv::read_validity(kLegs, row.line, cells[14], cells[15]);
    const auto factor = std::ranges::find(factors_, cells[13], &EmissionFactor::key);
    if (!mode || !km || !days || !validity) {
        return csv::bad_row(kLegs, row.line, "mode, km, days or dates can not be read");
    }
    const auto& [least, typical, most] = *days;
    if (typical < least || most < typical || factor == factors_.end() || cells[17].empty() ||
        (cells[11] != "open" && cells[11] != "off") || (cells[11] == "off" && cells[10].empty())) {
        return csv::bad_row(
            kLegs,
            row.line,
            "days must grow, the factor and a basis must be there, and what is off needs a switch"
        );
    }
    return Leg{
        .id = cells[0],
        .from = *from,
        .to = *to,
        .mode = *mode,
        .km = *km,
        .days_min = least,
        .days_typical = typical,
        .days_max = most,
        .handling = cells[8],
        .border = cells[9],
        .switch_name = cells[10],
        .open_by_default = cells[11] == "open",
        .season = cells[12],
        .factor = &*factor,
        .validity = *validity,
        .confidence = cells[16],
        .basis = cells[17],
    };
}

Result<void> Network::read_legs(std::string_view text) {
    const auto rows = csv::read(
        kLegs,
        text,
        {"leg",
         "from",
         "to",
         "mode",
         "km",
         "days_min",
         "days_typical",
         "days_max",
         "handling",
         "border",
         "switch",
         "default",
         "season",
         "emission_factor",
         "valid_from",
         "valid_to",
         "confidence",
         "basis"}
    );
    if (!rows) {
        return rows.error();
    }
    for (const csv::Row& row : *rows) {
        auto leg = read_leg(row);
        if (!leg) {
            return leg.error();
        }
        if (leg->id.empty() || std::ranges::find(legs_, leg->id, &Leg::id) != legs_.end()) {
            return csv::bad_row(kLegs, row.line, "a leg needs an id of its own");
        }
        legs_.push_back(std::move(*leg));
    }
    return {};
}

Result<void> Network::read_places(std::string_view text) {
    const auto rows = csv::read(kPlaces, text, {"place", "node"});
    if (!rows) {
        return rows.error();
    }
    for (const csv::Row& row : *rows) {
        const auto node = find_node(kPlaces, row.line, row.cells[1]);
        if (!node) {
            return node.error();
        }
        places_.push_back({.name = row.cells[0], .node = *node});
    }
    return {};
}

Result<void> Network::read_parks(std::string_view text) {
    static constexpr auto kRoles =
        std::to_array<std::string_view>({"consolidation", "bonded", "overseas_stock", "service_base"});
    const auto rows = csv::read(
        kParks,
        text,
        {"park",
         "name",
         "country",
         "kind",
         "place",
         "km_from_place",
         "roles",
         "customs_code",
         "unlocode",
         "read_on",
         "source"}
    );
    if (!rows) {
        return rows.error();
    }
    for (const csv::Row& row : *rows) {
        const auto& cells = row.cells;
        Park park{
            .key = cells[0],
            .name = cells[1],
            .country = cells[2],
            .kind = cells[3],
            .nodes = resolve(cells[4]),
            .km = std::nullopt,
            .roles = {},
            .customs_code = cells[7],
            .unlocode = cells[8],
            .read_on = cells[9],
            .source = cells[10],
        };
        if (!cells[5].empty()) {
            const auto km = read_whole(kParks, row.line, cells[5]);
            if (!km) {
                return km.error();
            }
            park.km = *km;
        }
        for (const auto role : std::views::split(cells[6], ' ')) {
            park.roles.emplace_back(role.begin(), role.end());
        }
        const bool known = std::ranges::all_of(park.roles, [](const std::string& role) {
            return std::ranges::find(kRoles, role) != kRoles.end();
        });
        if (park.key.empty() || !resolve(park.key).empty() || park.nodes.empty() || !known ||
            !parse_date(park.read_on) || park.source.empty()) {
            return csv::bad_row(
                kParks,
                row.line,
                "a park needs a key of its own, a place, known roles, and a source with the day it was read"
            );
        }
        parks_.push_back(std::move(park));
    }
    return {};
}

bool Park::has_role(std::string_view role) const noexcept {
    return std::ranges::find(roles, role) != roles.end();
}

const Park* Network::find_park(std::string_view key) const noexcept {
    const auto found = std::ranges::find(parks_, key, &Park::key);
    return found == parks_.end() ? nullptr : &*found;
}

Result<void> Network::read_treaties(std::string_view text) {
    const auto rows = csv::read(kTreaties, text, {"country", "cmr", "tir", "smgs"});
    if (!rows) {
        return rows.error();
    }
    for (const csv::Row& row : *rows) {
        treaties_.push_back({
            .country = row.cells[0],
            .cmr = row.cells[1] == "yes",
            .tir = row.cells[2] == "yes",
            .smgs = row.cells[3] == "yes",
        });
    }
    return {};
}

bool Network::has_switch(std::string_view name) const noexcept {
    return !name.empty() && std::ranges::find(legs_, name, &Leg::switch_name) != legs_.end();
}

std::vector<NodeIndex> Network::resolve(std::string_view name) const {
    std::vector<NodeIndex> found;
    for (const Place& place : places_) {
        if (place.name == name) {
            found.push_back(place.node);
        }
    }
    if (const Park* park = find_park(name); found.empty() && park != nullptr) {
        return park->nodes;
    }
    for (std::size_t i = 0; found.empty() && i < nodes_.size(); ++i) {
        if (!name.empty() && (nodes_[i].key == name || nodes_[i].unlocode == name)) {
            found.push_back(static_cast<NodeIndex>(i));
        }
    }
    return found;
}

Treaties Network::treaties(std::string_view country) const {
    const auto found = std::ranges::find(treaties_, country, &Treaties::country);
    return found == treaties_.end() ? Treaties{.country = std::string(country)} : *found;
}

}  // namespace silkgate::corridors
