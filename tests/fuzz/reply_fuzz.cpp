// What the targets for authorities' replies share: any bytes, by both media types. No crash, no leak; what is
// read names a document and reads the same way twice, and what is not read says why.
#pragma once

#include "adapters/registry.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace silkgate::fuzz {

inline const adapters::CountryAdapter& load_adapter(std::string_view country) {
    static const auto kRegistry =
        adapters::Registry::load(std::string(SILKGATE_SOURCE_DIR) + "/adapters", true);
    require(kRegistry.has_value(), "the adapters' data files can be read");
    const adapters::CountryAdapter* adapter = (*kRegistry)->find(country);
    require(adapter != nullptr, "the adapter is in the registry");
    return *adapter;
}

inline void read_reply(const adapters::CountryAdapter& adapter, std::string_view bytes) {
    for (const std::string_view content_type : {"application/xml", "application/json"}) {
        const auto items = adapter.read_reply(bytes, content_type);
        const auto again = adapter.read_reply(bytes, content_type);
        require(items.has_value() == again.has_value(), "a reply reads the same way twice");
        if (!items) {
            require(items.error().code == Errc::unreadable_reply, "what is not read is an unreadable reply");
            require(!items.error().detail.empty(), "what is not read says why");
            continue;
        }
        require(items->size() == again->size(), "a reply has as many items when read twice");
        for (std::size_t i = 0; i < items->size(); ++i) {
            const adapters::ReplyItem& item = (*items)[i];
            require(!item.references.empty(), "a reply names a document");
            require(item.references == (*again)[i].references, "a reply names the same documents twice");
        }
    }
}

}  // namespace silkgate::fuzz
