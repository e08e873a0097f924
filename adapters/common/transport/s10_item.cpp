// S10Item as JSON, both ways: schemas/booking/v1/s10_item.schema.json.
#include "adapters/common/transport/s10.hpp"
#include "adapters/common/transport/s10_booking.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"

#include <array>
#include <initializer_list>
#include <utility>

namespace silkgate::adapters::transport {
namespace {

void write_party(json::Writer& out, json::Name name, const S10Party& party) {
    out.key(name).begin_object();
    out.member_if("name", party.name).member_if("nameLatin", party.name_latin);
    out.member_if("phone", party.phone).member_if("email", party.email);
    out.member_if("customsReference", party.customs_reference);
    out.key("addressLines").begin_array();
    for (const std::string& line : party.address_lines) {
        out.string(line);
    }
    out.end_array();
    out.member_if("city", party.city).member_if("region", party.region);
    out.member_if("postcode", party.postcode).member_if("country", party.country);
    out.end_object();
}

void write_contents(json::Writer& out, const std::vector<S10Content>& contents) {
    out.key("contents").begin_array();
    for (const S10Content& content : contents) {
        out.begin_object().key("number").number(content.number);
        out.member_if("sku", content.sku).member_if("description", content.description);
        out.member("quantity", content.quantity).member("netWeight", content.net_weight);
        out.member("value", content.value).member_if("currency", content.currency);
        out.member_if("hs6", content.hs6).member_if("originCountry", content.origin_country);
        out.end_object();
    }
    out.end_array();
}

// Takes members one by one and remembers the first thing that is wrong; what is left over is unknown.
class ObjectReader {
public:
    explicit ObjectReader(json::Value object) : object_(object) {
        if (!object.is_object()) {
            complain(object.pointer(), "not an object");
        }
    }

    ObjectReader(const ObjectReader&) = delete;
    ObjectReader& operator=(const ObjectReader&) = delete;

    void text(std::string_view name, std::string& out) {
        if (const json::Value value = take(name)) {
            if (!value.is_string() || value.text().empty()) {
                complain(value.pointer(), "not a text");
            }
            out = value.text();
        }
    }

    void decimal(std::string_view name, Decimal& out) {
        const json::Value value = take(name);
        const auto number =
            value.is_string() ? json::to_decimal(value) : fail(Errc::invalid_value, "not a decimal");
        if (!number) {
            complain(object_.pointer() + "/" + std::string(name), "not a decimal in a string");
            return;
        }
        out = *number;
    }

    void decimal(std::string_view name, std::optional<Decimal>& out) {
        if (object_[name]) {
            decimal(name, out.emplace());
        }
    }

    [[nodiscard]] json::Value take(std::string_view name) {
        const json::Value value = object_[name];
        taken_ += value ? 1U : 0U;
        return value;
    }

    void complain(std::string pointer, std::string_view what) {
        if (!problem_) {
            problem_ = fail(Errc::invalid_value, "S10Item: " + std::string(what), std::move(pointer));
        }
    }

    // The first problem, or an unknown member, or nothing.
    [[nodiscard]] std::optional<Error> finish() {
        if (taken_ != object_.size()) {
            complain(object_.pointer(), "an unknown member");
        }
        return problem_;
    }

private:
    json::Value object_;
    std::size_t taken_ = 0;
    std::optional<Error> problem_;
};

std::optional<Error> read_party(json::Value value, S10Party& party) {
    ObjectReader reader(value);
    reader.text("name", party.name);
    reader.text("nameLatin", party.name_latin);
    reader.text("phone", party.phone);
    reader.text("email", party.email);
    reader.text("customsReference", party.customs_reference);
    const json::Value lines = reader.take("addressLines");
    if (!lines.is_array()) {
        reader.complain(value.pointer(), "addressLines is not an array");
        return reader.finish();
    }
    for (const json::Value line : lines) {
        if (!line.is_string()) {
            reader.complain(line.pointer(), "not a text");
        }
        party.address_lines.emplace_back(line.text());
    }
    reader.text("city", party.city);
    reader.text("region", party.region);
    reader.text("postcode", party.postcode);
    reader.text("country", party.country);
    return reader.finish();
}

std::optional<Error> read_content(json::Value value, std::int64_t expected_number, S10Content& content) {
    ObjectReader reader(value);
    const json::Value number = reader.take("number");
    if (!number.is_number() || number.text() != std::to_string(expected_number)) {
        reader.complain(value.pointer() + "/number", "contents are not numbered from 1");
    }
    content.number = expected_number;
    reader.text("sku", content.sku);
    reader.text("description", content.description);
    reader.decimal("quantity", content.quantity);
    reader.decimal("netWeight", content.net_weight);
    reader.decimal("value", content.value);
    reader.text("currency", content.currency);
    reader.text("hs6", content.hs6);
    reader.text("originCountry", content.origin_country);
    return reader.finish();
}

void read_head(ObjectReader& reader, S10Item& item) {
    const std::array<std::pair<std::string_view, std::string*>, 19> texts = {{
        {"bookingId", &item.booking_id},
        {"itemNumber", &item.item_number},
        {"service", &item.service},
        {"mailClass", &item.mail_class},
        {"handlingClass", &item.handling_class},
        {"customsForm", &item.customs_form},
        {"natureCode", &item.nature_code},
        {"action", &item.action},
        {"orderId", &item.order_id},
        {"orderNumber", &item.order_number},
        {"consignmentRef", &item.consignment_ref},
        {"preparedAt", &item.prepared_at},
        {"originCountry", &item.origin_country},
        {"destinationCountry", &item.destination_country},
        {"natureOfTransaction", &item.nature_of_transaction},
        {"currency", &item.currency},
        {"incoterm", &item.incoterm},
        {"incotermPlace", &item.incoterm_place},
        {"returnInstruction", &item.return_instruction},
    }};
    for (const auto& [name, target] : texts) {
        reader.text(name, *target);
    }
    reader.decimal("grossWeight", item.gross_weight);
    reader.decimal("totalValue", item.total_value);
    reader.decimal("postage", item.postage);
}

}  // namespace

std::string write_item(const S10Item& item) {
    json::Writer out(2048);
    out.begin_object().member("schemaVersion", "1.0");
    out.member("bookingId", item.booking_id).member("itemNumber", item.item_number);
    out.member("service", item.service).member("action", item.action);
    out.member_if("mailClass", item.mail_class).member_if("handlingClass", item.handling_class);
    out.member_if("customsForm", item.customs_form);
    out.member("orderId", item.order_id).member("orderNumber", item.order_number);
    out.member_if("consignmentRef", item.consignment_ref).member("preparedAt", item.prepared_at);
    out.member("originCountry", item.origin_country).member("destinationCountry", item.destination_country);
    out.member_if("natureOfTransaction", item.nature_of_transaction)
        .member_if("natureCode", item.nature_code);
    write_party(out, "sender", item.sender);
    write_party(out, "addressee", item.addressee);
    out.member("grossWeight", item.gross_weight);
    write_contents(out, item.contents);
    out.member("totalValue", item.total_value).member("currency", item.currency);
    if (item.postage) {
        out.member("postage", *item.postage);
    }
    out.member_if("incoterm", item.incoterm).member_if("incotermPlace", item.incoterm_place);
    out.member_if("returnInstruction", item.return_instruction);
    out.end_object();
    return std::move(out).str();
}

Result<S10Item> read_item(std::string_view bytes) {
    const auto document = json::Document::parse(std::string(bytes));
    if (!document) {
        return document.error();
    }
    S10Item item;
    ObjectReader reader(document->root());
    if (reader.take("schemaVersion").text() != "1.0") {
        reader.complain("/schemaVersion", "not version 1.0");
    }
    read_head(reader, item);
    std::optional<Error> problem = read_party(reader.take("sender"), item.sender);
    if (!problem) {
        problem = read_party(reader.take("addressee"), item.addressee);
    }
    for (const json::Value content : reader.take("contents")) {
        const auto number = static_cast<std::int64_t>(item.contents.size()) + 1;
        if (problem || (problem = read_content(content, number, item.contents.emplace_back()))) {
            break;
        }
    }
    if (!is_s10(item.item_number)) {
        reader.complain("/itemNumber", "not an S10 number");
    }
    if (const auto own = reader.finish()) {
        return *own;
    }
    if (problem) {
        return *problem;
    }
    return item;
}

}  // namespace silkgate::adapters::transport
