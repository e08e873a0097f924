#include "adapters/common/air/check.hpp"

#include "adapters/common/transport/identifiers.hpp"

#include <algorithm>

namespace silkgate::adapters::air {

void Check::that(bool holds, std::string_view what) {
    if (!holds && !error_) {
        error_ = fail(Errc::invalid_value, std::string(what));
    }
}

void Check::header(
    const MessageHeader& header,
    std::initializer_list<std::string_view> types,
    std::string_view version
) {
    that(std::ranges::find(types, header.type_code) != types.end(), "the message's type code is another's");
    that(header.version == version, "the message's version is not " + std::string(version));
    that(
        header.purpose == "Creation" || header.purpose == "Update" || header.purpose == "Deletion",
        "the message's purpose is none of Creation, Update, Deletion"
    );
    const auto scheme_is_told = [](const Partner& partner) { return !partner.id.qualifier.empty(); };
    that(
        std::ranges::all_of(header.senders, scheme_is_told) &&
            std::ranges::all_of(header.recipients, scheme_is_told),
        "a sender or recipient without the scheme of its identification"
    );
}

void Check::waybill_number(std::string_view number) {
    that(transport::is_air_waybill(number), "an air waybill's number fails its check digit");
}

void Check::house_number(std::string_view number) {
    that(transport::is_house_waybill(number), "a house waybill's number is not up to 12 letters and digits");
}

void Check::airport(std::string_view code) {
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    that(code.size() == 3 && std::ranges::all_of(code, capital), "an airport's code is not three letters");
}

void Check::handling(const std::vector<Handling>& codes, const std::vector<Handling>& texts) {
    that(
        std::ranges::none_of(codes, [](const Handling& it) { return it.code.empty(); }),
        "special handling without its code"
    );
    that(
        std::ranges::none_of(texts, [](const Handling& it) { return it.text.empty(); }),
        "a service request or other information without its text"
    );
}

}  // namespace silkgate::adapters::air
