// The decisions and messages of Russian customs, bare, in a container or in their envelope.
#include "tests/fuzz/reply_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto& kAdapter = silkgate::fuzz::load_adapter("RU");
    silkgate::fuzz::read_reply(kAdapter, silkgate::fuzz::as_text(data, size));
    return 0;
}
