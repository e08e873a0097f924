// Replies of the invented authority and of the post, from the first byte on: no crash, no leak, and what is
// read is usable.
#include "adapters/registry.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

const silkgate::adapters::CountryAdapter& zed() {
    static const auto kRegistry =
        silkgate::adapters::Registry::load(std::string(SILKGATE_SOURCE_DIR) + "/adapters", true);
    if (!kRegistry || (*kRegistry)->find("ZZ") == nullptr) {
        std::fputs("the example adapter can not be loaded\n", stderr);
        std::abort();
    }
    return *(*kRegistry)->find("ZZ");
}

void read(std::string_view bytes, std::string_view content_type) {
    const auto items = zed().read_reply(bytes, content_type);
    if (!items) {
        if (items.error().code != silkgate::Errc::unreadable_reply || items.error().detail.empty()) {
            std::abort();
        }
        return;
    }
    for (const auto& item : *items) {
        if (item.references.empty()) {
            std::abort();
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(data, data + size);
    read(bytes, "application/xml");
    read(bytes, "application/json");
    return 0;
}
