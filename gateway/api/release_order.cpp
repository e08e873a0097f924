#include "gateway/api/release_order.hpp"

#include "gateway/api/change_steps.hpp"
#include "gateway/api/submission.hpp"
#include "gateway/dispatch/records.hpp"
#include "gateway/dispatch/screen_parties.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/observe/events.hpp"

#include <algorithm>

namespace silkgate::api {
namespace {

constexpr std::size_t kReasonBytesMax = 500;
constexpr std::size_t kEntriesMax = 100;

Error wrong_body() {
    return fail(
        Errc::invalid_parameter,
        R"(the body is {"entries": ["<list>/<entry>", …], "reason": "…"}; the reason has 1 to 500 bytes)"
    );
}

Result<ReleaseRequest> read_wish(const std::string& body, const Snapshot& snapshot) {
    const auto document = json::Document::parse(body, json_limits(snapshot.settings));
    if (!document) {
        return document.error();
    }
    const json::Value root = document->root();
    if (!root.is_object() || !root["entries"].is_array() || !root["reason"].is_string() || root.size() != 2) {
        return wrong_body();
    }
    ReleaseRequest wish{.entries = {}, .reason = std::string(root["reason"].text())};
    for (const json::Value entry : root["entries"]) {
        wish.entries.emplace_back(entry.text());
    }
    if (wish.reason.empty() || wish.reason.size() > kReasonBytesMax || wish.entries.empty() ||
        wish.entries.size() > kEntriesMax) {
        return wrong_body();
    }
    return wish;
}

std::optional<Error> refuse_unheld(const OrderInPath& found) {
    if (found.state.word != dispatch::OrderStateWord::held) {
        return fail(
            Errc::illegal_transition,
            "only a held order can be released; this one is " +
                std::string(dispatch::to_string(found.state.word))
        );
    }
    if (found.connection() == nullptr || !found.snapshot->screener) {
        return fail(
            Errc::illegal_transition,
            found.connection() == nullptr ? "the order's connection is not in the settings"
                                          : "no list of denied parties is set: retry the order"
        );
    }
    return std::nullopt;
}

// The named hits as releases; an entry that holds nothing is an error, since it may be a slip.
Result<std::vector<screening::Release>> releases_of(
    const std::vector<screening::Hit>& hits,
    const ReleaseRequest& wish,
    const std::string& by,
    Instant now
) {
    std::vector<screening::Release> releases;
    for (const std::string& entry : wish.entries) {
        const std::size_t before = releases.size();
        for (const screening::Hit& hit : hits) {
            const bool is_new =
                std::ranges::find(releases, hit.key, &screening::Release::key) == releases.end();
            if (hit.entry == entry && is_new) {
                releases.push_back(
                    {.key = hit.key, .entry = entry, .by = by, .reason = wish.reason, .at = now}
                );
            }
        }
        if (releases.size() == before) {
            return fail(Errc::invalid_parameter, "the order is not held by " + entry, "/entries");
        }
    }
    return releases;
}

std::string answer(const dispatch::Command& command, const PreparedOrder& prepared) {
    json::Writer out;
    out.begin_object().member("id", command.order_id.view()).key("released").begin_array();
    for (const screening::Release& release : command.releases) {
        out.string(release.entry);
    }
    out.end_array().member("state", prepared.plan.is_held() ? "held" : "accepted").end_object();
    return std::move(out).str();
}

}  // namespace

boost::asio::awaitable<Reply> ReleaseOrder::post(Request request) {
    auto found = find_order_in_path(services_, request, "operator");
    if (!found) {
        co_return http::problem(found.error(), request);
    }
    for (const auto check : {&require_if_match, &refuse_stale}) {
        if (auto refusal = check(*found, request)) {
            co_return std::move(*refusal);
        }
    }
    auto wish = read_wish(request.body, *found->snapshot);
    if (!wish) {
        co_return found->refuse(wish.error(), request);
    }
    if (const auto refusal = refuse_unheld(*found)) {
        co_return found->refuse(*refusal, request);
    }
    auto reply = co_await release(*found, request, std::move(*wish));
    if (!reply) {
        co_return found->refuse(reply.error(), request);
    }
    co_return std::move(*reply);
}

boost::asio::awaitable<Result<Reply>>
ReleaseOrder::release(const OrderInPath& found, const Request& request, ReleaseRequest wish) {
    auto base = co_await log_.read_command(found.state.accepted);
    if (!base) {
        co_return base.error();
    }
    PreparedOrder prepared;
    prepared.id = found.state.id;
    prepared.order = base->order;
    prepared.pointers = base->pointers;
    prepared.decided_at = services_.clock.now();
    prepared.released = found.state.releases;
    const auto hits = dispatch::open_hits(
        prepared.order,
        {adapters::Context{.order_id = prepared.id}, found.snapshot->screener.get(), &prepared.released}
    );
    auto releases = releases_of(hits, wish, found.by, prepared.decided_at);
    if (!releases) {
        co_return releases.error();
    }
    prepared.released.insert(prepared.released.end(), releases->begin(), releases->end());
    prepare(prepared, *found.snapshot, *found.connection(), services_.replica, dispatch::Depth::check);
    const ChangeCall call = call_by_hand(found, request);
    dispatch::Command command =
        begin_command(std::move(*base), dispatch::CommandKind::released, call, prepared.decided_at);
    command.releases = std::move(*releases);
    command.order = prepared.order;
    command.route = prepared.route;
    command.pointers = prepared.pointers;
    auto record = dispatch::command_record(command, services_.source, services_.vault);
    const auto position = co_await services_.producer.send(std::move(record), call.deadline);
    if (!position) {
        co_return position.error();
    }
    for (const screening::Release& release : command.releases) {
        services_.log.emit(observe::events::HitReleased{
            .order = command.order_id.view(),
            .request = request.request_id,
            .entry = release.entry,
            .by = release.by,
        });
    }
    Changed released{.body = answer(command, prepared), .version = found.state.version + 1};
    co_return accepted(found, std::move(released));
}

}  // namespace silkgate::api
