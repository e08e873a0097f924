// Problems between settings: each is right by itself and wrong beside another, or names a file that is not
// there.
#include "gateway/config/document.hpp"
#include "gateway/core/daily.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>

namespace silkgate::config {
namespace {

bool is_readable(const std::string& path) {
    return std::ifstream(path).good();
}

void check_tls(Problems& problems, const HttpSettings& http) {
    if (http.tls_certificate_file.empty() != http.tls_key_file.empty()) {
        problems.add(
            {},
            http.tls_key_file.empty() ? "http.tls_key_file" : "http.tls_certificate_file",
            "is missing: certificate and key belong together"
        );
    } else if (http.tls_certificate_file.empty() && !http.tls_self_signed) {
        problems.add({}, "http.tls_certificate_file", "is missing, and http.tls_self_signed is false");
    }
    for (const auto& [key, path] :
         {std::pair{"http.tls_certificate_file", &http.tls_certificate_file},
          std::pair{"http.tls_key_file", &http.tls_key_file}}) {
        if (!path->empty() && !is_readable(*path)) {
            problems.add({}, key, "the file " + *path + " can not be read");
        }
    }
}

bool is_broker(std::string_view item) {
    const auto colon = item.rfind(':');
    if (colon == std::string_view::npos || colon == 0) {
        return false;
    }
    const std::string_view digits = item.substr(colon + 1);
    int port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    return error == std::errc{} && end == digits.data() + digits.size() && port > 0 && port < 65'536;
}

void check_kafka(Problems& problems, const Settings& settings) {
    const KafkaSettings& kafka = settings.kafka;
    const auto brokers = split_list(kafka.brokers);
    if (brokers.empty() || (!settings.embedded_kafka() && !std::ranges::all_of(brokers, is_broker))) {
        problems.add({}, "kafka.brokers", "must be host:port, comma separated, or \"embedded\"");
    }
    if (kafka.min_insync > kafka.replication) {
        problems.add({}, "kafka.min_insync", "must not be above kafka.replication");
    }
    if (settings.adapters.remote_ms >= settings.http.answer_ms) {
        problems.add(
            {}, "adapters.remote_ms", "must be below http.answer_ms, or no answer can tell its outcome"
        );
    }
    if (kafka.produce_ms >= settings.http.answer_ms) {
        problems.add(
            {}, "kafka.produce_ms", "must be below http.answer_ms, or no answer can tell its outcome"
        );
    }
    // The guarantees rest on these; the gateway sets them itself.
    constexpr auto kReserved = std::to_array<std::string_view>(
        {"acks",
         "request.required.acks",
         "bootstrap.servers",
         "metadata.broker.list",
         "compression.type",
         "compression.codec",
         "delivery.timeout.ms",
         "message.timeout.ms",
         "enable.auto.commit",
         "enable.auto.offset.store",
         "enable.gapless.guarantee",
         "enable.idempotence",
         "group.id",
         "isolation.level",
         "linger.ms",
         "queue.buffering.max.ms",
         "partitioner",
         "queue.buffering.max.kbytes",
         "queue.buffering.max.messages",
         "transactional.id"}
    );
    for (const std::string_view property : kReserved) {
        if (kafka.properties.contains(std::string(property))) {
            problems.add({}, "kafka.properties." + std::string(property), "is set by the gateway itself");
        }
    }
}

// States outlive the log that they were made from (90 days), with room for topics that are late with
// removing.
void check_state(Problems& problems, const Settings& settings) {
    constexpr std::int64_t kLeastDays = 100;
    const std::int64_t keep = settings.state.keep_days;
    if (keep != 0 && keep < std::max(kLeastDays, settings.orders.idempotency_days)) {
        problems.add(
            {},
            "state.keep_days",
            "must be 0, or at least 100 and orders.idempotency_days: orders.accepted.v1 is kept for 90 days"
        );
    }
}

void check_names(Problems& problems, const Settings& settings) {
    const auto is_name = [](std::string_view text) {
        return !text.empty() && text.size() <= 60 && std::ranges::all_of(text, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                   c == '_' || c == '-';
        });
    };
    const auto names = {
        std::pair{"instance.group", &settings.instance.group},
        std::pair{"kafka.group", &settings.kafka.group},
        std::pair{"kafka.transactional_id", &settings.kafka.transactional_id}
    };
    for (const auto& [key, text] : names) {
        if (!is_name(*text)) {
            problems.add({}, key, "must be 1 to 60 of the characters a-z A-Z 0-9 . _ -");
        }
    }
    if (!settings.instance.id.empty() && !is_name(settings.instance.id)) {
        problems.add({}, "instance.id", "must be at most 60 of the characters a-z A-Z 0-9 . _ -");
    }
}

}  // namespace

void check_together(const Reading& reading, const Settings& settings) {
    Problems& problems = reading.problems;
    const HttpSettings& http = settings.http;
    if (settings.top.roles.empty()) {
        problems.add({}, "roles", "must name at least one role");
    }
    if (http.address.empty() || settings.operations.address.empty()) {
        problems.add({}, http.address.empty() ? "http.address" : "operations.address", "must not be empty");
    }
    if (http.port != 0 && http.port == settings.operations.port) {
        problems.add({}, "operations.port", "must differ from http.port");
    }
    if (http.body_bytes_max > http.bulk_bytes_max) {
        problems.add({}, "http.bulk_bytes_max", "must not be below http.body_bytes_max");
    }
    if (http.bulk_bytes_max > http.in_flight_bytes_max) {
        problems.add({}, "http.in_flight_bytes_max", "must not be below http.bulk_bytes_max");
    }
    if (settings.json.string_bytes_max > http.body_bytes_max) {
        problems.add({}, "json.string_bytes_max", "must not be above http.body_bytes_max");
    }
    if (settings.state.dir.empty()) {
        problems.add({}, "state.dir", "must not be empty");
    }
    const ShipmentSettings& shipments = settings.shipments;
    if (const auto times = DailyTimes::parse(shipments.declare_at, shipments.utc_offset); !times) {
        problems.add({}, "shipments.declare_at", times.error().detail);
    }
    check_tls(problems, http);
    check_kafka(problems, settings);
    check_names(problems, settings);
    check_state(problems, settings);
}

}  // namespace silkgate::config
