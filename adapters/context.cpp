#include "adapters/adapter.hpp"
#include "gateway/crypto/digest.hpp"

namespace silkgate::adapters {

std::string Context::uuid(std::string_view name) const {
    std::string input = order_id.str();
    input += '|';
    input += std::to_string(version);
    input += '|';
    input += name;
    return crypto::uuid_v5(input);
}

}  // namespace silkgate::adapters
