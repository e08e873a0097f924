// CEB605: customs is asked to cancel a list.
#include "adapters/cn/message.hpp"
#include "adapters/cn/references.hpp"
#include "adapters/cn/write_export.hpp"

#include <string>

namespace silkgate::adapters::cn {
namespace {

constexpr MessageKind kKind = {"CEB605", Filing::list, "e-commerce enterprise or its customs broker", true};

}  // namespace

Document write_cancellation(const Facts& facts) {
    const std::string number = own_number(*facts.context, OwnNumber::cancellation);
    Message out(facts, kKind);
    out.open("InvtCancel").put_application(Application::submit);
    out.put("customsCode", facts.configured.customs_code).put("copNo", number);
    out.put("invtNo", facts.given.list_number).put("reason", facts.order->header.cancel_reason);
    out.put("agentCode", facts.agent.code).put("agentName", facts.agent.name);
    out.put("ebcCode", facts.seller.code).put("ebcName", facts.seller.name);
    out.close();
    return out.finish({reference("CEB605", {facts.agent.code, number})});
}

}  // namespace silkgate::adapters::cn
