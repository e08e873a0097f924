// Writes a description of ONE Record's classes (one_record.hpp) as JSON-LD: properties of the cargo
// vocabulary with their prefix, codes as references into IATA's code lists, embedded objects in place.
#pragma once

#include "adapters/common/xml/field_writer.hpp"
#include "gateway/json/writer.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::air {

inline constexpr std::string_view kCargo = "https://onerecord.iata.org/ns/cargo#";
inline constexpr std::string_view kCodeLists = "https://onerecord.iata.org/ns/code-lists/";

class LdWriter {
public:
    explicit LdWriter(json::Writer& out) : out_(out) {}

    // The class; first in a description.
    void type(std::string_view name) { out_.member("@type", "cargo:" + std::string(name)); }
    void id(const std::string& value) { out_.member_if("@id", value); }

    void text(std::string_view name, const std::string& value) {
        if (!value.empty()) {
            key(name);
            out_.string(value);
        }
    }
    void need(std::string_view name, const std::string& value) {
        require(name, !value.empty());
        text(name, value);
    }
    void texts(std::string_view name, const std::vector<std::string>& values) {
        if (values.empty()) {
            return;
        }
        key(name);
        out_.begin_array();
        for (const std::string& value : values) {
            out_.string(value);
        }
        out_.end_array();
    }
    void integer(std::string_view name, const std::optional<std::int64_t>& value) {
        if (value) {
            key(name);
            out_.number(*value);
        }
    }
    void flag(std::string_view name, const std::optional<bool>& value) {
        if (value) {
            key(name);
            out_.boolean(*value);
        }
    }
    // RFC 3339.
    void time(std::string_view name, const std::string& value) {
        if (!value.empty()) {
            key(name);
            out_.begin_object().member("@type", "http://www.w3.org/2001/XMLSchema#dateTime");
            out_.member("@value", value).end_object();
        }
    }
    void measure(std::string_view name, const std::optional<Decimal>& value, std::string_view unit) {
        if (value) {
            key(name);
            out_.begin_object().member("@type", "cargo:Value");
            out_.key("cargo:numericalValue").raw(value->to_string());
            out_.key("cargo:unit");
            reference(kCodeLists, "MeasurementUnitCode", unit);
            out_.end_object();
        }
    }
    void need_measure(std::string_view name, const std::optional<Decimal>& value, std::string_view unit) {
        require(name, value.has_value());
        measure(name, value, unit);
    }
    void amount(std::string_view name, const std::optional<xml::Amount>& value) {
        if (value) {
            key(name);
            out_.begin_object().member("@type", "cargo:CurrencyValue");
            out_.key("cargo:numericalValue").raw(value->value.to_string());
            out_.key("cargo:currencyUnit");
            reference(kCodeLists, "CurrencyCode", value->currency);
            out_.end_object();
        }
    }
    // A code of one of IATA's code lists.
    void code(std::string_view name, const std::string& value, std::string_view list) {
        if (!value.empty()) {
            key(name);
            reference(kCodeLists, list, value);
        }
    }
    void codes(std::string_view name, const std::vector<std::string>& values, std::string_view list) {
        if (values.empty()) {
            return;
        }
        key(name);
        out_.begin_array();
        for (const std::string& value : values) {
            reference(kCodeLists, list, value);
        }
        out_.end_array();
    }
    // An individual of the vocabulary itself ("MASTER").
    void named(std::string_view name, const std::string& value) {
        if (!value.empty()) {
            key(name);
            out_.begin_object().member("@id", "cargo:" + value).end_object();
        }
    }
    // A code of a list that is not IATA's.
    void element(std::string_view name, const std::string& value) {
        if (!value.empty()) {
            key(name);
            out_.begin_object().member("@type", "cargo:CodeListElement");
            out_.member("cargo:code", value).end_object();
        }
    }
    // Other objects by their address.
    void links(std::string_view name, const std::vector<std::string>& values) {
        if (values.empty()) {
            return;
        }
        key(name);
        out_.begin_array();
        for (const std::string& value : values) {
            out_.begin_object().member("@id", value).end_object();
        }
        out_.end_array();
    }
    template <class Part>
    void one(std::string_view name, const Part& part) {
        key(name);
        out_.begin_object();
        Part::fields(*this, part);
        out_.end_object();
    }
    template <class Part>
    void maybe(std::string_view name, const std::optional<Part>& part) {
        if (part) {
            one(name, *part);
        }
    }
    template <class Part>
    void many(std::string_view name, const std::vector<Part>& parts) {
        if (parts.empty()) {
            return;
        }
        key(name);
        out_.begin_array();
        for (const Part& part : parts) {
            out_.begin_object();
            Part::fields(*this, part);
            out_.end_object();
        }
        out_.end_array();
    }

    [[nodiscard]] const std::string& missing() const noexcept { return missing_; }

private:
    void key(std::string_view name) { out_.escaped_key("cargo:" + std::string(name)); }
    void reference(std::string_view space, std::string_view list, std::string_view value) {
        std::string address(space);
        address.append(list).append("#").append(value);
        out_.begin_object().member("@id", address).end_object();
    }
    void require(std::string_view name, bool there) {
        if (!there && missing_.empty()) {
            missing_ = name;
        }
    }

    json::Writer& out_;
    std::string missing_;
};

}  // namespace silkgate::adapters::air
