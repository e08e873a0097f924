#include "gateway/api/catalog.hpp"

#include "gateway/api/authenticate.hpp"
#include "gateway/api/bulk.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/dispatch/stored_state.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/intake/enrich.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/kafka/topics.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>

namespace silkgate::api {
namespace {

// As many as fill the producer's batches (submit_bulk.cpp).
constexpr std::size_t kRowsAtOnce = 64;

constexpr std::size_t kAllFailures = static_cast<std::size_t>(-1);

Result<order::CatalogItem> read_item(std::string body, std::string_view sku) {
    const auto document = json::Document::parse(std::move(body));
    if (!document) {
        return document.error();
    }
    auto read = order::read_catalog_item(document->root(), sku);
    if (has_errors(read.violations)) {
        Error error = fail(Errc::rule_violations, std::to_string(read.violations.size()) + " violations");
        error.violations = std::move(read.violations);
        return error;
    }
    return std::move(read.item);
}

}  // namespace

boost::asio::awaitable<Result<void>>
Catalog::write(TenantId tenant, std::string sku, std::optional<std::string> json) {
    const Instant now = services_.clock.now();
    const auto snapshot = services_.snapshots.get();
    kafka::Record record;
    record.topic = kafka::kCatalogItems;
    record.key = tenant.str() + '\0' + sku;
    record.value = json;
    const bool is_import = sku.starts_with('\0');
    const std::string subject = is_import ? sku.substr(1) : sku;
    record.headers = {
        {"content-type", "application/json"},
        {"ce_specversion", "1.0"},
        {"ce_id", tenant.str() + "/" + subject + "/" + format_rfc3339(now)},
        {"ce_source", services_.source},
        {"ce_type",
         is_import ? "silkgate.catalog.import.v1"
         : json    ? "silkgate.catalog.item.v1"
                   : "silkgate.catalog.item-deleted.v1"},
        {"ce_time", format_rfc3339(now)},
        {"ce_subject", subject},
        {"sg_tenant", tenant.str()},
    };
    const auto deadline =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(snapshot->settings.kafka.produce_ms);
    const auto position = co_await services_.producer.send(std::move(record), deadline);
    if (!position) {
        co_return position.error();
    }
    co_return services_.replica.apply_item(tenant, sku, json, now);
}

boost::asio::awaitable<Reply> Catalog::put(Request request) {
    const auto snapshot = services_.snapshots.get();
    const auto caller = authenticate(services_, *snapshot, request, "catalog:write");
    if (!caller) {
        co_return http::problem(caller.error(), request);
    }
    const std::string sku(request.param("sku"));
    const auto item = read_item(request.body, sku);
    if (!item) {
        co_return http::problem(item.error(), request, snapshot->registry->rule_set());
    }
    const bool existed = services_.replica.find_item(caller->tenant, item->sku).has_value();
    std::string json = order::to_json(*item);
    if (const auto written = co_await write(caller->tenant, item->sku, json); !written) {
        co_return http::problem(written.error(), request);
    }
    co_return Reply{.status = existed ? 200 : 201, .body = std::move(json)};
}

boost::asio::awaitable<Reply> Catalog::get(Request request) {
    const auto snapshot = services_.snapshots.get();
    const auto caller = authenticate(services_, *snapshot, request, "catalog:write");
    if (!caller) {
        co_return http::problem(caller.error(), request);
    }
    const auto item = services_.replica.find_item(caller->tenant, request.param("sku"));
    if (!item) {
        co_return http::problem(fail(Errc::not_found, "the catalogue has no such item"), request);
    }
    co_return Reply{.status = 200, .body = order::to_json(*item)};
}

boost::asio::awaitable<Reply> Catalog::remove(Request request) {
    const auto snapshot = services_.snapshots.get();
    const auto caller = authenticate(services_, *snapshot, request, "catalog:write");
    if (!caller) {
        co_return http::problem(caller.error(), request);
    }
    const std::string sku(request.param("sku"));
    if (!services_.replica.find_item(caller->tenant, sku)) {
        co_return http::problem(fail(Errc::not_found, "the catalogue has no such item"), request);
    }
    if (const auto written = co_await write(caller->tenant, sku, std::nullopt); !written) {
        co_return http::problem(written.error(), request);
    }
    co_return Reply{.status = 204, .content_type = {}};
}

Result<std::vector<CatalogRow>> Catalog::read_rows(const Request& request, std::int64_t rows_max) {
    if (request.header("Content-Type").starts_with("text/csv")) {
        return read_catalog_csv(request.body, rows_max);
    }
    const auto lines = split_lines(request.body, rows_max);
    if (!lines) {
        return lines.error();
    }
    std::vector<CatalogRow> rows;
    rows.reserve(lines->size());
    for (const BulkLine& line : *lines) {
        rows.push_back({.number = line.number, .item = read_item(std::string(line.text), {})});
    }
    return rows;
}

boost::asio::awaitable<Reply> Catalog::bulk(Request request) {
    const auto snapshot = services_.snapshots.get();
    const auto caller = authenticate(services_, *snapshot, request, "catalog:write");
    if (!caller) {
        co_return http::problem(caller.error(), request);
    }
    auto rows = read_rows(request, snapshot->settings.http.bulk_lines_max);
    if (!rows) {
        co_return http::problem(rows.error(), request);
    }
    auto import = std::make_shared<CatalogImport>();
    import->id = "imp_" + crypto::to_hex(crypto::sha256(crypto::random_bytes(32))).substr(0, 32);
    import->tenant = caller->tenant;
    import->started = services_.clock.now();
    import->rows = std::move(*rows);
    import->lines = static_cast<std::int64_t>(import->rows.size());
    import->answers.resize(import->rows.size());
    import->is_good.resize(import->rows.size());
    import->path = request.path;
    import->request_id = request.request_id;
    import->rule_set = snapshot->registry->rule_set();
    import->context = {
        .instance = import->path,
        .request_id = import->request_id,
        .rule_set_version = import->rule_set,
        .language = http::pick_language(request.header("Accept-Language")),
    };
    if (request.header("Prefer").find("respond-async") != std::string_view::npos) {
        const auto executor = co_await boost::asio::this_coro::executor;
        co_return co_await watch(std::move(import), executor);
    }
    co_await carry_out(*import, false);
    Reply reply{.status = 200, .content_type = "application/x-ndjson"};
    for (const std::string& answer : import->answers) {
        reply.body += answer;
    }
    finish_bulk(reply, import->succeeded, import->failed);
    co_return reply;
}

// RFC 7240: accepted, and where to look how far it is.
boost::asio::awaitable<Reply>
Catalog::watch(std::shared_ptr<CatalogImport> import, boost::asio::any_io_executor executor) {
    if (!imports_.add(import)) {
        co_return http::problem(
            fail(Errc::overloaded, "as many imports are running as may"), import->context
        );
    }
    if (const auto reported = co_await report(*import); !reported) {
        import->finish();
        co_return http::problem(reported.error(), import->context);
    }
    Reply reply{.status = 202, .body = to_json(*import, services_.clock.now(), kFailuresRecorded)};
    reply.headers.push_back({"Location", "/v1/catalog/imports/" + import->id});
    reply.headers.push_back({"Preference-Applied", "respond-async"});
    boost::asio::co_spawn(executor, carry_out_watched(std::move(import)), [](const std::exception_ptr&) {
        // nobody waits: its record says how far it came, and is silent from here on
    });
    co_return reply;
}

boost::asio::awaitable<void> Catalog::carry_out_watched(std::shared_ptr<CatalogImport> import) {
    try {
        co_await carry_out(*import, true);
    } catch (const std::exception&) {
        // whatever ended it: its counts say what was written
    }
    import->finish();
    (void)co_await report(*import);
}

boost::asio::awaitable<Result<void>> Catalog::report(const CatalogImport& import) {
    std::string json = to_json(import, services_.clock.now(), kFailuresRecorded);
    co_return co_await write(import.tenant, dispatch::import_sku(import.id), std::move(json));
}

boost::asio::awaitable<Reply> Catalog::progress(Request request) {
    const auto snapshot = services_.snapshots.get();
    const auto caller = authenticate(services_, *snapshot, request, "catalog:write");
    if (!caller) {
        co_return http::problem(caller.error(), request);
    }
    const std::string_view id = request.param("id");
    const Instant now = services_.clock.now();
    if (const auto import = imports_.find(caller->tenant, id)) {
        co_return Reply{.status = 200, .body = to_json(*import, now, kAllFailures)};
    }
    auto record = services_.replica.find_import(caller->tenant, id);
    if (!record) {
        co_return http::problem(fail(Errc::not_found, "there is no such import"), request);
    }
    co_return Reply{.status = 200, .body = read_import_record(std::move(*record), now)};
}

boost::asio::awaitable<void> Catalog::carry_out(CatalogImport& import, bool watched) {
    const auto executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer done(executor, boost::asio::steady_timer::time_point::max());
    std::exception_ptr trouble;
    import.workers = std::min(kRowsAtOnce, import.rows.size());
    for (std::size_t i = import.workers; i > 0; --i) {
        boost::asio::co_spawn(done.get_executor(), work(import), [&](const std::exception_ptr& failure) {
            trouble = failure ? failure : trouble;
            if (--import.workers == 0) {
                done.cancel();
            }
        });
    }
    while (import.workers > 0) {
        if (watched) {
            done.expires_after(kReportEvery);
        }
        co_await done.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
        if (watched && import.workers > 0) {
            (void)co_await report(import);  // the next one says the same and more
        }
    }
    if (trouble) {
        std::rethrow_exception(trouble);
    }
}

boost::asio::awaitable<void> Catalog::work(CatalogImport& import) {
    while (import.next < import.rows.size()) {
        const std::size_t place = import.next++;
        const CatalogRow& row = import.rows[place];
        Result<void> written;
        if (row.item) {
            written = co_await write(import.tenant, row.item->sku, order::to_json(*row.item));
        }
        json::Writer out;
        out.begin_object().key("line").number(row.number);
        if (row.item && written) {
            ++import.succeeded;
            import.is_good[place] = true;
            out.key("status").number(200).member("sku", row.item->sku);
        } else {
            ++import.failed;
            write_failure(out, row.item ? written.error() : row.item.error(), import.context);
        }
        out.end_object();
        import.answers[place] = std::move(out).str() + '\n';
    }
}

}  // namespace silkgate::api
