// The invented authority's and the post's replies.
#include "tests/fuzz/reply_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto& kAdapter = silkgate::fuzz::load_adapter("ZZ");
    silkgate::fuzz::read_reply(kAdapter, silkgate::fuzz::as_text(data, size));
    return 0;
}
