// The element tables of Cargo-XML (reference/logistics/air-iata/*-fields.csv), and what an XML document has
// that they do not allow: an element that is unknown at its place or out of order, one too many, one that is
// missing, an attribute of another name.
#pragma once

#include "adapters/common/xml/reader.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::air {

class Table {
public:
    // The table "xfwb", or nothing where SILKGATE_REFERENCE is not set.
    [[nodiscard]] static std::optional<Table> load(std::string_view message);

    // One line for each thing that is wrong; empty when the document is as the table says.
    [[nodiscard]] std::vector<std::string> errors(std::string_view bytes) const;

    struct Row {
        std::string name;       // local
        std::string attribute;  // its name, or empty
        std::size_t min = 0;
        std::size_t max = 0;
        std::vector<Row> children;
    };

private:
    Row root_;
};

}  // namespace silkgate::adapters::air
