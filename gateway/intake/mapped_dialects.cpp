// The mappings as dialects, and the list of all dialects.
#include "gateway/core/check.hpp"
#include "gateway/intake/dialect_list.hpp"
#include "gateway/intake/mapped_dialect.hpp"

#include <algorithm>
#include <map>
#include <mutex>

namespace silkgate::intake {
namespace {

// One platform, in one or more shapes of its orders. The first shape of the files' names gives its name and
// signature.
class MappedDialect final : public Dialect {
public:
    explicit MappedDialect(Mapping mapping) { add(std::move(mapping)); }

    void add(Mapping mapping) { shapes_.push_back(std::make_unique<const MappedReader>(std::move(mapping))); }

    [[nodiscard]] std::string_view platform() const noexcept override { return first().mapping().platform; }

    [[nodiscard]] std::string_view version() const noexcept override { return first().mapping().version; }

    [[nodiscard]] WebhookVerdict verify(const api::Request& request, std::string_view secret) const override {
        return first().verify(request, secret);
    }

    [[nodiscard]] std::string_view signature_scheme() const noexcept override {
        const auto& row = first().mapping().signature;
        const bool is_rsa =
            row && (row->scheme == SignatureScheme::jws || row->scheme == SignatureScheme::rsa);
        return is_rsa ? "rsa-sha256" : "hmac-sha256";
    }

    [[nodiscard]] std::string_view event_id(const api::Request& request) const override {
        return first().event_id(request);
    }

    [[nodiscard]] bool reads_xml() const noexcept override {
        return std::ranges::any_of(shapes_, [](const auto& shape) { return shape->mapping().xml; });
    }

    [[nodiscard]] int confidence(json::Value root) const override {
        int highest = 0;
        for (const auto& shape : shapes_) {
            highest = std::max(highest, shape->confidence(root));
        }
        return highest;
    }

    [[nodiscard]] Result<std::vector<IntakeOrder>> read(json::Value root, const IntakeContext& context)
        const override {
        const MappedReader* best = &first();
        for (const auto& shape : shapes_) {
            best = shape->confidence(root) > best->confidence(root) ? shape.get() : best;
        }
        auto orders = best->read(root, context);
        if (orders || best->confidence(root) > 0) {
            return orders;
        }
        // No shape's order: an empty page of one of them, or a body with an id only.
        for (const auto& shape : shapes_) {
            auto other = shape->read(root, context);
            if (other || other.error().code == Errc::fetch_needed) {
                return other;
            }
        }
        return orders;
    }

private:
    [[nodiscard]] const MappedReader& first() const noexcept { return *shapes_.front(); }

    std::vector<std::unique_ptr<const MappedReader>> shapes_;
};

}  // namespace

namespace {

constexpr std::string_view kShopify = "shopify";

const std::vector<std::unique_ptr<const Dialect>>& all_mapped() {
    static const auto kDialects = [] {
        std::vector<std::unique_ptr<MappedDialect>> made;
        for (const MappingFile& file : mapping_files()) {
            auto mapping = read_mapping(file.text);
            if (!mapping) {
                const Error& error = mapping.error();
                SILKGATE_CHECK(
                    mapping, (std::string(file.name) + error.pointer + ": " + error.detail).c_str()
                );
            }
            const auto same = [&](const auto& dialect) { return dialect->platform() == mapping->platform; };
            const auto found = std::ranges::find_if(made, same);
            if (found == made.end()) {
                made.push_back(std::make_unique<MappedDialect>(std::move(*mapping)));
            } else {
                (*found)->add(std::move(*mapping));
            }
        }
        std::vector<std::unique_ptr<const Dialect>> dialects;
        std::ranges::move(made, std::back_inserter(dialects));
        // Shopify's is asked for by the dialect in code, and stands last, outside the list.
        std::ranges::stable_partition(dialects, [](const auto& one) { return one->platform() != kShopify; });
        return dialects;
    }();
    return kDialects;
}

}  // namespace

std::span<const std::unique_ptr<const Dialect>> mapped_dialects() noexcept {
    return std::span(all_mapped()).first(all_mapped().size() - 1);
}

const Dialect& shopify_graphql_shape() noexcept {
    return *all_mapped().back();
}

Result<const Dialect*> own_dialect(std::string_view mapping_text) {
    // One entry for each mapping of the settings; entries stay, so that a reload takes nothing from a request
    // that runs.
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<const Dialect>, std::less<>> known;
    const std::scoped_lock lock(mutex);
    if (const auto found = known.find(mapping_text); found != known.end()) {
        return found->second.get();
    }
    auto mapping = read_mapping(mapping_text);
    if (!mapping) {
        return mapping.error();
    }
    mapping->platform = kOwnPlatform;
    const auto made =
        known.emplace(std::string(mapping_text), std::make_unique<const MappedDialect>(std::move(*mapping)));
    return made.first->second.get();
}

Result<void> check_mappings(const config::Directory& directory) {
    for (const config::Connection& connection : directory.connections()) {
        if (connection.platform != kOwnPlatform) {
            continue;
        }
        if (const auto own = own_dialect(connection.mapping); !own) {
            const Error& mistake = own.error();
            return fail(
                Errc::invalid_settings,
                "mapping_file of connection " + connection.id.str() + ": " + mistake.detail + ": " +
                    mistake.pointer
            );
        }
    }
    return {};
}

}  // namespace silkgate::intake
