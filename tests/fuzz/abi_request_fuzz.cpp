// What comes in at the C interface and over the calls topic: any request is answered with JSON, the same way
// twice. Zedland's adapter answers.
#include "adapters/abi/channel.hpp"
#include "adapters/abi/messages.hpp"
#include "adapters/registry.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <string>

namespace {

using silkgate::fuzz::require;
namespace adapters = silkgate::adapters;

const adapters::CountryAdapter& zed() {
    static const auto kRegistry =
        adapters::Registry::load(std::string(SILKGATE_SOURCE_DIR) + "/adapters", true);
    require(kRegistry.has_value() && (*kRegistry)->find("ZZ") != nullptr, "the registry has Zedland");
    return *(*kRegistry)->find("ZZ");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto& kZed = zed();
    const std::string_view request = silkgate::fuzz::as_text(data, size);
    const std::string answer = adapters::abi::serve(kZed, request);
    require(answer == adapters::abi::serve(kZed, request), "a request is answered the same way twice");
    const auto document = silkgate::json::Document::parse(answer, adapters::abi::kAnswerLimits);
    require(document.has_value(), "an answer is JSON");
    if (const auto error = document->root()["error"]) {
        require(!error["detail"].text().empty(), "what is not answered says why");
    }
    return 0;
}
