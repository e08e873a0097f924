// What the sender does with a declaration before the exchange platform: the signature by a key that the
// gateway does not have, and the envelope.
#include "adapters/cn/envelope.hpp"
#include "adapters/cn/payment_exchange.hpp"
#include "adapters/cn/shipment.hpp"
#include "adapters/common/xmldsig/signature.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/input.hpp"
#include "gateway/core/time.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/http/remote_signer.hpp"
#include "gateway/json/reader.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace silkgate::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kSignerTimeout = 10s;
constexpr int kRefused = 3;
constexpr json::Limits kShipmentLimits{.members_max = 1'000'000};  // some 250,000 parcels

Result<std::unique_ptr<const crypto::Signer>> open_signer(const SealOptions& options) {
    const auto certificate = read_input(options.certificate);
    if (!certificate) {
        return certificate.error();
    }
    if (options.signer_url.empty()) {
        const auto key = read_input(options.key);
        return key ? crypto::software_signer(*key, *certificate)
                   : Result<std::unique_ptr<const crypto::Signer>>(key.error());
    }
    auto parsed = crypto::Certificate::from_pem(*certificate);
    return parsed ? http::remote_signer(options.signer_url, std::move(*parsed), kSignerTimeout)
                  : Result<std::unique_ptr<const crypto::Signer>>(parsed.error());
}

int print(const Result<std::string>& document) {
    if (!document) {
        return complain(document.error());
    }
    std::fwrite(document->data(), 1, document->size(), stdout);
    return std::fflush(stdout) == 0 ? 0 : 1;
}

}  // namespace

int seal(const SealOptions& options) {
    const auto document = read_input(options.file);
    if (!document) {
        return complain(document.error());
    }
    const auto signer = open_signer(options);
    if (!signer) {
        return complain(signer.error());
    }
    const auto signed_document = adapters::xmldsig::sign(*document, **signer);
    if (!signed_document || options.bare) {
        return print(signed_document);
    }
    return print(adapters::cn::envelop(*signed_document, SystemClock().now()));
}

int payment_data(const config::Input& input, const PaymentDataOptions& options, const SealOptions& seal) {
    const auto loaded = config::load(input);
    if (!loaded) {
        return complain(loaded.error());
    }
    const auto connection = connection_for(*loaded->directory, options.connection);
    const auto query = adapters::cn::read_payment_query(options.query);
    const auto order = read_order(seal.file);
    if (!connection || !query || !order) {
        return complain(!connection ? connection.error() : (!query ? query.error() : order.error()));
    }
    if (order->header.number != query->order_number) {
        return complain(fail(Errc::not_found, "the order is not the one that customs asks for"));
    }
    const auto data = adapters::cn::payment_data(*order, *connection, adapters::cn::payment_guid(*query));
    if (!data) {
        return complain(data.error());
    }
    const auto signer = open_signer(seal);
    return signer ? print(adapters::cn::sign_payment_data(
                        query->session_id, *data, query->service_time, **signer
                    ))
                  : complain(signer.error());
}

int shipment(const config::Input& input, const ShipmentOptions& options) {
    const auto loaded = config::load(input);
    if (!loaded) {
        return complain(loaded.error());
    }
    const auto connection = connection_for(*loaded->directory, options.connection);
    const auto bytes = read_input(options.file);
    const auto document =
        bytes ? json::Document::parse(*bytes, kShipmentLimits) : Result<json::Document>(bytes.error());
    if (!connection || !document) {
        return complain(!connection ? connection.error() : document.error());
    }
    const auto messages = adapters::cn::write_shipment(document->root(), *connection, SystemClock().now());
    if (!messages) {
        return complain(messages.error(), kRefused);
    }
    for (std::size_t i = 0; i < messages->size(); ++i) {
        const auto& message = (*messages)[i];
        const auto path =
            std::filesystem::path(options.out) / (message.kind + "-" + std::to_string(i + 1) + ".xml");
        if (!(std::ofstream(path, std::ios::binary) << message.bytes).flush()) {
            return complain(fail(Errc::io_failed, "can not write " + path.string()));
        }
        std::printf("%s\n", path.c_str());
    }
    return 0;
}

int verify(const std::string& file) {
    const auto document = read_input(file);
    if (!document) {
        return complain(document.error());
    }
    const auto certificate = adapters::xmldsig::verify(*document);
    if (!certificate) {
        return complain(certificate.error(), kRefused);
    }
    std::printf("signed by the key of certificate %s\n", certificate->serial().c_str());
    return 0;
}

}  // namespace silkgate::cli
