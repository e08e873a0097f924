// Every transport document that can be written and read, with an example of it: for what is true of all of
// them.
#pragma once

#include "adapters/common/air/one_record.hpp"
#include "adapters/common/air/xfhl.hpp"
#include "adapters/common/air/xfsu.hpp"
#include "adapters/common/air/xfwb.hpp"
#include "adapters/common/air/xfzb.hpp"
#include "adapters/common/consignment/cmr.hpp"
#include "adapters/common/consignment/ecmr.hpp"
#include "adapters/common/consignment/smgs.hpp"
#include "adapters/common/consignment/tir.hpp"
#include "adapters/common/express/cdek.hpp"
#include "adapters/common/express/russian_post.hpp"
#include "adapters/common/express/yunexpress.hpp"
#include "adapters/common/sea/booking_state.hpp"
#include "adapters/common/sea/instructions.hpp"

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace silkgate::test {

// What becomes of bytes: refused by the reader; read, but such a value is not written; written and read
// again, equal or not.
enum class Fate : std::uint8_t { refused, not_written, kept, changed };

struct DocumentKind {
    const char* name;
    const char* golden;  // below tests/unit
    // Reads the bytes once; returns what renders the value again and says its size.
    std::function<std::function<std::size_t()>(const std::string& bytes)> prepare;
    std::function<Fate(const std::string& bytes)> fate;
};

namespace detail {

template <class T>
T must(Result<T> result, const char* what) {
    if (!result) {
        std::fprintf(
            stderr, "%s: %s %s\n", what, result.error().detail.c_str(), result.error().pointer.c_str()
        );
        std::abort();
    }
    return std::move(*result);
}

// read: bytes → Result<Value>; write: Value → Result<std::string>.
template <class Read, class Write>
DocumentKind kind(const char* name, const char* golden, Read read, Write write) {
    return {
        .name = name,
        .golden = golden,
        .prepare =
            [=](const std::string& bytes) {
                const auto value =
                    std::make_shared<decltype(must(read(bytes), name))>(must(read(bytes), name));
                return [=] { return must(write(*value), name).size(); };
            },
        .fate =
            [=](const std::string& bytes) {
                const auto value = read(bytes);
                if (!value) {
                    return Fate::refused;
                }
                const auto written = write(*value);
                if (!written) {
                    return Fate::not_written;
                }
                const auto again = read(*written);
                return again && *again == *value ? Fate::kept : Fate::changed;
            },
    };
}

template <class Object>
auto record_writer() {
    return [](const Object& object) { return adapters::air::record::write(object); };
}

}  // namespace detail

[[nodiscard]] inline std::vector<DocumentKind> document_kinds() {
    using namespace adapters;
    using detail::kind;
    using detail::record_writer;
    namespace record = air::record;
    return {
        kind("XFWB 5.00", "air/golden/xfwb.xml", air::read_xfwb, air::write_xfwb),
        kind("XFZB 4.00", "air/golden/xfzb.xml", air::read_xfzb, air::write_xfzb),
        kind("XFHL 3.00, two houses", "air/golden/xfhl.xml", air::read_xfhl, air::write_xfhl),
        kind("XFSU 6.00", "air/golden/xfsu.xml", air::read_xfsu, air::write_xfsu),
        kind(
            "ONE Record waybill",
            "air/golden/waybill.json",
            record::read_waybill,
            record_writer<record::Waybill>()
        ),
        kind(
            "ONE Record booking options",
            "air/golden/option_request.json",
            record::read_option_request,
            record_writer<record::BookingOptionRequest>()
        ),
        kind("DCSA booking", "sea/golden/booking.json", sea::read_booking, sea::write_booking),
        kind(
            "DCSA notification",
            "sea/golden/notification.json",
            sea::read_notification,
            sea::write_notification
        ),
        kind(
            "DCSA shipping instructions",
            "sea/golden/instructions.json",
            sea::read_instructions,
            sea::write_instructions
        ),
        kind("SMGS", "consignment/golden/smgs.xml", consignment::read_smgs, consignment::write_smgs),
        kind("CMR", "consignment/golden/cmr.xml", consignment::read_cmr, consignment::write_cmr),
        kind("eCMR", "consignment/golden/ecmr.xml", consignment::read_ecmr, consignment::write_ecmr),
        kind("TIR carnet", "consignment/golden/tir.xml", consignment::read_tir, consignment::write_tir),
        kind("CDEK order", "express/golden/cdek.json", express::read_cdek, express::write_cdek),
        kind(
            "Russian Post order",
            "express/golden/russian_post.json",
            express::read_russian_post,
            express::write_russian_post
        ),
        kind(
            "YunExpress order",
            "express/golden/yunexpress.json",
            express::read_yunexpress,
            express::write_yunexpress
        ),
    };
}

}  // namespace silkgate::test
