// Transport documents and carriers' events of every standard, any bytes: each reader gets each input. What is
// read and may be written is read back and written the same; what is not read says why.
#include "adapters/common/air/one_record.hpp"
#include "adapters/common/air/xfhl.hpp"
#include "adapters/common/air/xfsu.hpp"
#include "adapters/common/air/xfwb.hpp"
#include "adapters/common/air/xfzb.hpp"
#include "adapters/common/carriers/events.hpp"
#include "adapters/common/consignment/cmr.hpp"
#include "adapters/common/consignment/ecmr.hpp"
#include "adapters/common/consignment/smgs.hpp"
#include "adapters/common/consignment/tir.hpp"
#include "adapters/common/express/cdek.hpp"
#include "adapters/common/express/russian_post.hpp"
#include "adapters/common/express/yunexpress.hpp"
#include "adapters/common/sea/booking_state.hpp"
#include "adapters/common/sea/instructions.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <string>
#include <string_view>

namespace {

using namespace silkgate::adapters;
using silkgate::Result;
using silkgate::fuzz::require;

template <class Document>
void round_trip(
    std::string_view bytes,
    Result<Document> (*read)(std::string_view),
    Result<std::string> (*write)(const Document&)
) {
    const auto document = read(bytes);
    if (!document) {
        require(!document.error().detail.empty(), "what is not read says why");
        return;
    }
    const auto written = write(*document);
    if (!written) {
        require(!written.error().detail.empty(), "what is not written says why");
        return;
    }
    const auto again = read(*written);
    require(again.has_value(), "what was written is read");
    const auto rewritten = write(*again);
    require(rewritten.has_value() && *rewritten == *written, "what was read back is written the same");
}

void read_documents(std::string_view bytes) {
    round_trip(bytes, consignment::read_smgs, consignment::write_smgs);
    round_trip(bytes, consignment::read_cmr, consignment::write_cmr);
    round_trip(bytes, consignment::read_ecmr, consignment::write_ecmr);
    round_trip(bytes, consignment::read_tir, consignment::write_tir);
    round_trip(bytes, air::read_xfwb, air::write_xfwb);
    round_trip(bytes, air::read_xfzb, air::write_xfzb);
    round_trip(bytes, air::read_xfhl, air::write_xfhl);
    round_trip(bytes, air::read_xfsu, air::write_xfsu);
    round_trip<air::record::Waybill>(bytes, air::record::read_waybill, air::record::write);
    round_trip<air::record::BookingOptionRequest>(
        bytes, air::record::read_option_request, air::record::write
    );
    round_trip<air::record::BookingRequest>(bytes, air::record::read_request, air::record::write);
    round_trip<air::record::Booking>(bytes, air::record::read_booking, air::record::write);
    round_trip<air::record::Event>(bytes, air::record::read_event, air::record::write);
    round_trip(bytes, sea::read_booking, sea::write_booking);
    round_trip(bytes, sea::read_update, sea::write_update);
    round_trip(bytes, sea::read_state, sea::write_state);
    round_trip(bytes, sea::read_notification, sea::write_notification);
    round_trip(bytes, sea::read_instructions, sea::write_instructions);
    round_trip(bytes, express::read_cdek, express::write_cdek);
    round_trip(bytes, express::read_russian_post, express::write_russian_post);
    round_trip(bytes, express::read_yunexpress, express::write_yunexpress);
}

void read_events(std::string_view bytes) {
    const auto items = carriers::read_events(bytes);
    if (!items) {
        require(
            items.error().code == silkgate::Errc::unreadable_reply && !items.error().detail.empty(),
            "what is not read is an unreadable reply that says why"
        );
        return;
    }
    for (const ReplyItem& item : *items) {
        require(item.references.empty(), "a carrier's event knows no document of ours");
        require(!item.movement || item.at, "a movement has its time");
        require(item.authority_reference.size() <= 64, "a reference is bounded");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = silkgate::fuzz::as_text(data, size);
    read_documents(bytes);
    read_events(bytes);
    return 0;
}
