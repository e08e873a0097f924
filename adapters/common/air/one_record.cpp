#include "adapters/common/air/one_record.hpp"

#include "adapters/common/air/ld_reader.hpp"
#include "adapters/common/air/ld_writer.hpp"
#include "adapters/common/transport/identifiers.hpp"

namespace silkgate::adapters::air::record {
namespace {

template <class Object>
Result<std::string> to_json_ld(const Object& object) {
    json::Writer out(4096);
    out.begin_object().key("@context").begin_object().member("cargo", kCargo).end_object();
    LdWriter fields(out);
    Object::fields(fields, object);
    out.end_object();
    if (!fields.missing().empty()) {
        return fail(Errc::invalid_value, "the object needs " + fields.missing());
    }
    return std::move(out).str();
}

template <class Object>
Result<Object> from_json_ld(json::Value root) {
    Object object;
    LdReader fields(root);
    Object::fields(fields, object);
    if (!fields.problem().empty()) {
        return fail(Errc::invalid_value, "missing or not what it should be", fields.problem());
    }
    return object;
}

template <class Object>
Result<Object> from_json_ld(std::string_view bytes) {
    const auto document = json::Document::parse(std::string(bytes));
    return document ? from_json_ld<Object>(document->root()) : Result<Object>(document.error());
}

bool number_checks(const std::string& prefix, const std::string& number) {
    return transport::is_air_waybill(prefix + "-" + number);
}

}  // namespace

Result<std::string> write(const Waybill& waybill) {
    Waybill written = waybill;
    if (waybill.type == "HOUSE") {
        if (!transport::is_house_waybill(waybill.number)) {
            return fail(Errc::invalid_value, "a house waybill's number is not up to 12 letters and digits");
        }
        written.number_checks.reset();
    } else if (waybill.type == "MASTER" || waybill.type == "DIRECT") {
        if (!number_checks(waybill.prefix, waybill.number)) {
            return fail(Errc::invalid_value, "an air waybill's number fails its check digit");
        }
        written.number_checks = true;
    } else {
        return fail(Errc::invalid_value, "a waybill is MASTER, HOUSE or DIRECT");
    }
    return to_json_ld(written);
}

Result<std::string> write(const BookingOptionRequest& request) {
    return to_json_ld(request);
}

Result<std::string> write(const BookingRequest& request) {
    if (request.option.size() != 1) {
        return fail(Errc::invalid_value, "a booking request takes one option");
    }
    return to_json_ld(request);
}

Result<std::string> write(const Booking& booking) {
    return to_json_ld(booking);
}

Result<std::string> write(const Event& event) {
    return to_json_ld(event);
}

Result<Waybill> read_waybill(std::string_view bytes) {
    auto waybill = from_json_ld<Waybill>(bytes);
    if (waybill) {  // what a partner says of the number is not believed
        waybill->number_checks = waybill->type == "HOUSE"
                                     ? std::nullopt
                                     : std::optional(number_checks(waybill->prefix, waybill->number));
    }
    return waybill;
}

Result<BookingOptionRequest> read_option_request(std::string_view bytes) {
    return from_json_ld<BookingOptionRequest>(bytes);
}

Result<BookingRequest> read_request(std::string_view bytes) {
    return from_json_ld<BookingRequest>(bytes);
}

Result<Booking> read_booking(std::string_view bytes) {
    return from_json_ld<Booking>(bytes);
}

Result<Event> read_event(std::string_view bytes) {
    return from_json_ld<Event>(bytes);
}

Result<Event> read_event(json::Value object) {
    return from_json_ld<Event>(object);
}

Result<Shipment> read_shipment(std::string_view bytes) {
    return from_json_ld<Shipment>(bytes);
}

Result<Piece> read_piece(std::string_view bytes) {
    return from_json_ld<Piece>(bytes);
}

Result<Company> read_company(std::string_view bytes) {
    return from_json_ld<Company>(bytes);
}

Result<CustomsInformation> read_customs(std::string_view bytes) {
    return from_json_ld<CustomsInformation>(bytes);
}

}  // namespace silkgate::adapters::air::record
