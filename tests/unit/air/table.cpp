#include "tests/unit/air/table.hpp"

#include "gateway/core/csv.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <limits>

namespace silkgate::adapters::air {
namespace {

constexpr auto kAny = std::numeric_limits<std::size_t>::max();

std::string local(std::string_view name) {
    return std::string(name.substr(name.find(':') + 1));
}

// "1:n" with presence "M"; rows of groups often say nothing, and then any number is allowed.
void set_bounds(Table::Row& row, const std::string& presence, const std::string& cardinality) {
    const bool required = presence == "M";
    row.min = required ? 1 : 0;
    row.max = presence.empty() ? kAny : 1;
    if (cardinality.size() == 3) {
        row.max = cardinality[2] == 'n' ? kAny : static_cast<std::size_t>(cardinality[2] - '0');
    }
}

void check(
    const Table::Row& row,
    const xml::Element& element,
    const std::string& path,
    std::vector<std::string>& errors
) {
    std::size_t place = 0;
    std::vector<std::size_t> counts(row.children.size());
    for (const xml::Element& child : element.children) {
        const auto known = std::ranges::find(row.children, child.name, &Table::Row::name);
        const std::string at = path + "/" + child.name;
        if (known == row.children.end()) {
            errors.push_back(at + " is not in the table");
            continue;
        }
        const auto index = static_cast<std::size_t>(known - row.children.begin());
        if (index < place) {
            errors.push_back(at + " is out of order");
        }
        place = index;
        ++counts[index];
        for (const auto& [name, value] : child.attributes) {
            if (name != known->attribute) {
                errors.push_back(at + " has the attribute " + name);
            }
        }
        check(*known, child, at, errors);
    }
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] < row.children[i].min || counts[i] > row.children[i].max) {
            errors.push_back(
                path + "/" + row.children[i].name + " stands " + std::to_string(counts[i]) + " times"
            );
        }
    }
}

}  // namespace

std::optional<Table> Table::load(std::string_view message) {
    const char* folder = std::getenv("SILKGATE_REFERENCE");
    if (folder == nullptr || *folder == '\0') {
        return std::nullopt;
    }
    std::ifstream file(
        std::string(folder) + "/logistics/air-iata/" + std::string(message) + "-fields.csv", std::ios::binary
    );
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    Table table;
    // The row that the next deeper one belongs to, by level; the tables skip levels here and there.
    std::vector<std::pair<int, std::vector<std::size_t>>> open;
    const auto lines = csv::split(text);
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const auto& cells = lines[i].row.cells;
        if (i == 1 && (cells[1] == "rsm:HouseManifest" || cells[1] == "rsm:HouseWaybill" ||
                       cells[1] == "rsm:StatusMessage")) {
            continue;
        }
        const int level = std::stoi(cells[0]);
        while (!open.empty() && open.back().first >= level) {
            open.pop_back();
        }
        Row* parent = &table.root_;
        std::vector<std::size_t> path = open.empty() ? std::vector<std::size_t>{} : open.back().second;
        for (const std::size_t index : path) {
            parent = &parent->children[index];
        }
        Row row{.name = local(cells[1])};
        row.attribute = cells[2].substr(0, cells[2].find_first_of(" ="));
        set_bounds(row, cells[5], cells[6]);
        path.push_back(parent->children.size());
        parent->children.push_back(std::move(row));
        open.emplace_back(level, std::move(path));
    }
    return table;
}

std::vector<std::string> Table::errors(std::string_view bytes) const {
    const auto root = xml::read(bytes);
    if (!root) {
        return {root.error().detail};
    }
    std::vector<std::string> errors;
    check(root_, *root, root->name, errors);
    return errors;
}

}  // namespace silkgate::adapters::air
