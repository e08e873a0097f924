// Authorities' replies, any bytes, by both media types. Built once for each country with an adapter
// (SILKGATE_FUZZ_COUNTRY): fuzz_<cc>_reply. What is read names a document and reads the same way twice; what
// is not read says why.
#include "adapters/registry.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace {

using silkgate::fuzz::require;
namespace adapters = silkgate::adapters;

const adapters::CountryAdapter& adapter() {
    static const auto kRegistry =
        adapters::Registry::load(std::string(SILKGATE_SOURCE_DIR) + "/adapters", true);
    require(kRegistry.has_value(), "the adapters' data files can be read");
    const adapters::CountryAdapter* found = (*kRegistry)->find(SILKGATE_FUZZ_COUNTRY);
    require(found != nullptr, "the adapter is in the registry");
    return *found;
}

void read(const adapters::CountryAdapter& country, std::string_view bytes, std::string_view content_type) {
    const auto items = country.read_reply(bytes, content_type);
    const auto again = country.read_reply(bytes, content_type);
    require(items.has_value() == again.has_value(), "a reply reads the same way twice");
    if (!items) {
        require(
            items.error().code == silkgate::Errc::unreadable_reply, "what is not read is an unreadable reply"
        );
        require(!items.error().detail.empty(), "what is not read says why");
        return;
    }
    require(items->size() == again->size(), "a reply has as many items when read twice");
    for (std::size_t i = 0; i < items->size(); ++i) {
        const adapters::ReplyItem& item = (*items)[i];
        require(!item.references.empty(), "a reply names a document");
        require(item.references == (*again)[i].references, "a reply names the same documents twice");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto& kAdapter = adapter();
    for (const std::string_view content_type : {"application/xml", "application/json"}) {
        read(kAdapter, silkgate::fuzz::as_text(data, size), content_type);
    }
    return 0;
}
