// The replies of Chinese customs: CEB304, 506, 604 and 900, bare or in their envelope.
#include "tests/fuzz/reply_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto& kAdapter = silkgate::fuzz::load_adapter("CN");
    silkgate::fuzz::read_reply(kAdapter, silkgate::fuzz::as_text(data, size));
    return 0;
}
