// What an adapter outside the program answers, as a shared object or over Kafka: any bytes to any call, and
// as its info. No crash; what can not be read holds the order (SG-0950) or is an error that says why.
#include "adapters/abi/channel.hpp"
#include "adapters/registry.hpp"
#include "tests/fuzz/order_fuzz.hpp"

#include <memory>
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

// Answers every call with the same bytes; its info too, or as Zedland does.
class Answering final : public adapters::abi::Channel {
public:
    Answering(std::string answer, bool info_too) : answer_(std::move(answer)), info_too_(info_too) {}
    [[nodiscard]] silkgate::Result<std::string> call(std::string_view request) const override {
        static const std::string kInfo = adapters::abi::serve(zed(), R"({"call":"info"})");
        return !info_too_ && request == R"({"call":"info"})" ? kInfo : answer_;
    }

private:
    std::string answer_;
    bool info_too_;
};

void ask_all(const adapters::CountryAdapter& adapter) {
    static const silkgate::order::Order kOrder;
    adapters::Context context;
    context.connection = &silkgate::fuzz::connection();
    std::vector<adapters::Leg> legs;
    silkgate::Violations found;
    adapter.plan_legs(kOrder, context, legs, found);
    require(legs.empty() || legs.front().country == "ZZ", "a leg is of the adapter's country");
    adapters::Leg leg;
    leg.id = "import";
    leg.country = "ZZ";
    adapter.check(kOrder, leg, context, found);
    for (const silkgate::Violation& violation : found) {
        require(violation.rule != nullptr, "a violation has its rule");
    }
    const auto said = [](const auto& result) {
        require(result.has_value() || !result.error().detail.empty(), "what is not answered says why");
    };
    said(adapter.quote(kOrder, leg, context));
    said(adapter.declare(kOrder, leg, context));
    said(adapter.read_reply("<a/>", "application/xml"));
    said(adapter.simulate("ZedDeclaration", "<a/>", adapters::Outcome::accepted, silkgate::fuzz::now()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string answer(silkgate::fuzz::as_text(data, size));
    for (const bool info_too : {false, true}) {
        auto opened = adapters::abi::open_adapter(std::make_unique<Answering>(answer, info_too), "ZZ");
        require(info_too || opened.has_value(), "Zedland's own info is one");
        if (opened) {
            ask_all(**opened);
        } else {
            require(!opened.error().detail.empty(), "an adapter that is refused says why");
        }
    }
    return 0;
}
