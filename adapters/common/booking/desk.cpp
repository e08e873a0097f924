#include "adapters/common/booking/desk.hpp"

#include "adapters/common/booking/documents.hpp"
#include "adapters/common/booking/rules.hpp"
#include "adapters/common/sea/booking_state.hpp"
#include "adapters/common/transport/s10_booking.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::booking {
namespace {

constexpr std::string_view kPost = "S10";

constexpr Rule kUnknownWord{
    .id = "LG-0101",
    .code = "booking-standard-unknown",
    .remedy = Remedy::connection,
    .basis = "Silkgate decision 0019: adapters/common/booking/standards.def has the standards of each mode",
    .effective_from = "",
    .text =
        {.en =
             "The connection registered a booking standard that does not exist or does not serve this mode.",
         .zh = "连接配置的预订标准不存在，或不适用于该运输方式。",
         .ru =
             "Подключению задан стандарт бронирования, которого нет или который не для этого вида транспорта."
        },
};

using Write = Result<std::string> (*)(const Booking& booking);

Result<std::string> write_neutral(const Booking& booking) {
    return to_json(booking);
}

// The body of PATCH /v2/bookings/{reference}: of the request before the carrier gave a reference, of what it
// confirmed afterwards.
Result<std::string> cancel_sea(const Booking& booking) {
    const bool confirmed = !booking.carrier_reference.empty();
    return sea::write_cancellation(
        confirmed ? sea::Cancellation::confirmed_booking : sea::Cancellation::booking, {}
    );
}

// How a standard says that a booking is cancelled; the kind is empty where its own document does.
struct Cancelling {
    std::string_view kind;
    std::string_view schema;
    Write write;
};

constexpr Cancelling kNeutral{kBookingKind, "silkgate:booking/v1/booking", write_neutral};
constexpr Cancelling kPatch{kSeaCancellationKind, "DCSA Booking 2.0.5, PATCH /v2/bookings", cancel_sea};
constexpr Cancelling kOwn{{}, {}, nullptr};

struct Writer {
    std::string_view regime;
    Write write;
    Cancelling cancelling;
};

constexpr auto kWriters = std::to_array<Writer>({
    {"SMGS", write_rail, kNeutral},
    {"CMR", write_road, kNeutral},
    {"ECMR", write_electronic_road, kNeutral},
    {"DCSA", write_sea, kPatch},
    {"XFZB", write_air, kOwn},
    {"ONERECORD", write_one_record, kNeutral},
    {"CDEK", write_express, kNeutral},  // DELETE /v2/orders/{uuid} has no body
    {"YUNEXPRESS", write_line_haul, kNeutral},
    {"RUSSIANPOST", write_russian_post, kNeutral},  // DELETE backlog has ids of the post only
});

// When and how each kind of SILKGATE_ACCOMPANYING is made.
struct Companion {
    std::string_view kind;
    bool (*is_wanted)(const Booking& booking);
    Write write;
};

constexpr auto kCompanions = std::to_array<Companion>({
    {"TIRCarnet", is_under_tir, write_tir_data},
    {"PaperCMRNote", needs_paper_note, write_road},
});

const Writer* find_writer(std::string_view regime) {
    const auto* found = std::ranges::find(kWriters, regime, &Writer::regime);
    return found == kWriters.end() ? nullptr : found;
}

Document document_of(const Booking& booking, const Cancelling* cancelling, std::string bytes) {
    return {
        .kind = std::string(cancelling != nullptr ? cancelling->kind : booking.standard->kind),
        .content_type =
            cancelling != nullptr ? "application/json" : std::string(booking.standard->content_type),
        .bytes = std::move(bytes),
        .references = {"booking:" + booking.id},
        .data_schema = std::string(cancelling != nullptr ? cancelling->schema : booking.standard->schema),
        .signature = {},
        .filer = "logistics",
        .decides_leg = true,
    };
}

Document accompanying_of(const Accompanying& row, const Booking& booking, std::string bytes) {
    return {
        .kind = std::string(row.kind),
        .content_type = std::string(row.content_type),
        .bytes = std::move(bytes),
        .references = {"booking:" + booking.id + ":" + std::string(row.kind)},
        .data_schema = std::string(row.schema),
        .signature = {},
        .filer = "logistics",
        .decides_leg = false,
    };
}

}  // namespace

bool plan_leg(
    const order::Order& order,
    const Context& context,
    std::string_view country,
    std::vector<Leg>& legs,
    Violations& out
) {
    const Choice choice = choose(order, *context.connection);
    if (choice.word.empty()) {
        return false;
    }
    if (choice.standard == nullptr) {
        out.push_back({
            .rule = &kUnknownWord,
            .canonical_pointer = "/consignments/0/logistics/mode",
            .pointer = {},
            .leg = {},
            .found = std::string(choice.word),
            .remedy_href = {},
        });
        return true;
    }
    legs.push_back(
        {.id = "booking-1",
         .kind = LegKind::booking,
         .country = std::string(country),
         .regime = std::string(choice.standard->regime),
         .mode = std::string(mode_of(order))}
    );
    return true;
}

void check_booking(const order::Order& order, const Leg& leg, const Context& context, Violations& out) {
    if (leg.regime == kPost) {
        transport::check_booking(order, leg, context, out);
        return;
    }
    if (context.action == Action::cancel) {
        return;  // the number is all that it needs
    }
    const View view{.order = &order, .booking = make_booking(order, leg, context)};
    rules::evaluate<View>(general_rows(), view, "", leg.id, out, rules::Privacy::personal);
    rules::evaluate<View>(standard_rows(), view, "", leg.id, out, rules::Privacy::personal);
}

Result<Document> write_booking(const order::Order& order, const Leg& leg, const Context& context) {
    if (leg.regime == kPost) {
        return transport::write_booking(order, leg, context);
    }
    const Writer* writer = find_writer(leg.regime);
    const Booking booking = make_booking(order, leg, context);
    if (writer == nullptr || booking.standard == nullptr) {
        return fail(Errc::invalid_value, "no standard of bookings: " + leg.regime);
    }
    const bool special = context.action == Action::cancel && !writer->cancelling.kind.empty();
    auto bytes = special ? writer->cancelling.write(booking) : writer->write(booking);
    if (!bytes) {
        return bytes.error();
    }
    return document_of(booking, special ? &writer->cancelling : nullptr, std::move(*bytes));
}

Result<std::vector<Document>>
write_bookings(const order::Order& order, const Leg& leg, const Context& context) {
    auto document = write_booking(order, leg, context);
    if (!document) {
        return document.error();
    }
    std::vector<Document> documents;
    documents.push_back(std::move(*document));
    if (context.action == Action::cancel) {
        return documents;
    }
    const Booking booking = make_booking(order, leg, context);
    for (const Accompanying& row : accompanying()) {
        const auto* companion = std::ranges::find(kCompanions, row.kind, &Companion::kind);
        if (row.regime != leg.regime || !companion->is_wanted(booking)) {
            continue;
        }
        auto bytes = companion->write(booking);
        if (!bytes) {
            return bytes.error();
        }
        documents.push_back(accompanying_of(row, booking, std::move(*bytes)));
    }
    return documents;
}

std::vector<Regime> regimes() {
    std::vector<Regime> all{
        {.code = kPost,
         .name = "Postal item",
         .kind = LegKind::booking,
         .documents = {transport::kS10ItemKind}}
    };
    for (const Standard& standard : standards()) {
        const Writer* writer = find_writer(standard.regime);
        all.push_back(
            {.code = standard.regime,
             .name = standard.name,
             .kind = LegKind::booking,
             .documents = {standard.kind}}
        );
        if (writer != nullptr && !writer->cancelling.kind.empty()) {
            all.back().follow_ups = {writer->cancelling.kind};
        }
        for (const Accompanying& row : accompanying()) {
            if (row.regime == standard.regime) {
                all.back().follow_ups.push_back(row.kind);
            }
        }
    }
    return all;
}

std::vector<Regime> with_bookings(std::vector<Regime> own) {
    const std::vector<Regime> bookings = regimes();
    own.insert(own.end(), bookings.begin(), bookings.end());
    return own;
}

std::vector<const Rule*> booking_rules() {
    std::vector<const Rule*> all = transport::booking_rules();
    all.push_back(&kUnknownWord);
    for (const auto rows : {general_rows(), standard_rows()}) {
        for (const rules::Row<View>& row : rows) {
            all.push_back(&row.rule);
        }
    }
    return all;
}

}  // namespace silkgate::adapters::booking
