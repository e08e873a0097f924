#include "gateway/api/papers.hpp"

#include "gateway/api/authenticate.hpp"
#include "gateway/api/consolidations.hpp"
#include "gateway/dispatch/archive.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/http/router.hpp"
#include "gateway/papers/consolidation_sheets.hpp"
#include "gateway/papers/order_papers.hpp"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <charconv>
#include <initializer_list>
#include <map>

namespace silkgate::api {
namespace {

namespace asio = boost::asio;
namespace consolidation = adapters::consolidation;

constexpr std::string_view kPdf = "application/pdf";
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kCsv = "text/csv";

papers::Language language_of(const Request& request) {
    switch (http::pick_language(request.header("Accept-Language"))) {
        case http::Language::zh:
            return papers::Language::zh;
        case http::Language::ru:
            return papers::Language::ru;
        case http::Language::en:
            break;
    }
    return papers::Language::en;
}

// What the caller names, else the first of ours that it takes; empty: none.
std::string_view pick_type(const Request& request, std::initializer_list<std::string_view> ours) {
    const std::string_view accept = request.header("Accept");
    for (const std::string_view type : ours) {
        if (accept.starts_with(type)) {
            return type;
        }
    }
    for (const std::string_view type : ours) {
        http::Route route;
        route.offers = {std::string(type)};
        if (http::check_accept(route, request)) {
            return type;
        }
    }
    return {};
}

Error no_such_paper(std::string_view kinds) {
    return fail(Errc::not_found, "there are " + std::string(kinds));
}

// From 0; the first where the caller does not say.
Result<std::size_t> consignment_of(const Request& request, const order::Order& order) {
    const std::string_view text = request.query_value("consignment");
    std::size_t number = text.empty() ? 1 : 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    const std::size_t count = std::max<std::size_t>(order.consignments.size(), 1);
    return number >= 1 && number <= count ? Result<std::size_t>(number - 1)
                                          : fail(
                                                Errc::invalid_parameter,
                                                "consignment: a number from 1 to " + std::to_string(count),
                                                "consignment"
                                            );
}

}  // namespace

asio::awaitable<void> Papers::run(std::function<void()> work) {
    const auto home = co_await asio::this_coro::executor;
    co_await asio::post(pool_.get_executor(), asio::bind_executor(pool_.get_executor(), asio::use_awaitable));
    work();
    co_await asio::post(home, asio::bind_executor(home, asio::use_awaitable));
}

asio::awaitable<Result<std::string>> Papers::draw(std::function<Result<std::string>()> work) {
    Result<std::string> drawn = fail(Errc::internal, {});
    std::function<void()> task = [&] { drawn = work(); };
    co_await run(std::move(task));
    co_return drawn;
}

asio::awaitable<Reply> Papers::answer(const Request& request, papers::Sheet sheet, Instant created) {
    const std::string_view type = pick_type(request, {kJson, kCsv, kPdf});
    if (type.empty()) {
        co_return http::problem(fail(Errc::not_acceptable, "JSON, CSV or PDF"), request);
    }
    Reply reply = co_await send(request, std::move(sheet), type, created);
    co_return reply;
}

asio::awaitable<Reply>
Papers::send(const Request& request, papers::Sheet sheet, std::string_view type, Instant created) {
    if (type == kJson) {
        co_return Reply{.status = 200, .body = papers::to_json(sheet)};
    }
    if (type == kCsv) {
        co_return Reply{
            .status = 200,
            .content_type = "text/csv; charset=utf-8",
            .headers = {},
            .body = papers::to_csv(sheet)
        };
    }
    const papers::Language language = language_of(request);
    std::function<Result<std::string>()> work = [&] { return papers::to_pdf(sheet, language, created); };
    auto pdf = co_await draw(std::move(work));
    if (!pdf) {
        co_return http::problem(pdf.error(), request);
    }
    co_return Reply{.status = 200, .content_type = std::string(kPdf), .headers = {}, .body = std::move(*pdf)};
}

asio::awaitable<Reply> Papers::of_order(Request request) {
    const auto snapshot = services_.snapshots.get();
    const auto caller = authenticate(services_, *snapshot, request, "orders:read");
    if (!caller) {
        co_return http::problem(caller.error(), request);
    }
    const OrderId id(std::string(request.param("id")));
    const auto state = services_.replica.find_state(id);
    if (const auto archived = services_.replica.find_archived(id);
        archived && archived->tenant == caller->tenant) {
        co_return http::problem(dispatch::archived_error(*archived), request);
    }
    if (!state || state->tenant != caller->tenant) {
        co_return http::problem(fail(Errc::not_found, "there is no such order"), request);
    }
    const std::string_view kind = request.param("kind");
    const bool is_form = kind == "label" || kind == "cn22" || kind == "cn23";
    if (!is_form && kind != "invoice" && kind != "packing-list") {
        co_return http::problem(no_such_paper("label, cn22, cn23, invoice and packing-list"), request);
    }
    const std::string_view type =
        is_form ? pick_type(request, {kPdf}) : pick_type(request, {kPdf, kJson, kCsv});
    if (type.empty()) {
        co_return http::problem(fail(Errc::not_acceptable, "this paper is application/pdf"), request);
    }
    const auto command = co_await log_.read_command(state->accepted);
    if (!command) {
        co_return http::problem(command.error(), request);
    }
    const auto consignment = consignment_of(request, command->order);
    if (!consignment) {
        co_return http::problem(consignment.error(), request);
    }
    const auto shipment =
        papers::view_shipment(command->order, *consignment, state->waybill, state->accepted_at);
    if (!is_form) {
        papers::Sheet sheet =
            kind == "invoice" ? papers::commercial_invoice(shipment) : papers::packing_list(shipment);
        Reply reply = co_await send(request, std::move(sheet), type, shipment.created);
        co_return reply;
    }
    const papers::Language language = language_of(request);
    std::function<Result<std::string>()> work = [&] {
        return kind == "label"  ? papers::draw_label(shipment, language)
               : kind == "cn22" ? papers::draw_cn22(shipment, language)
                                : papers::draw_cn23(shipment, language);
    };
    auto pdf = co_await draw(std::move(work));
    if (!pdf) {
        co_return http::problem(pdf.error(), request);
    }
    co_return Reply{.status = 200, .content_type = std::string(kPdf), .headers = {}, .body = std::move(*pdf)};
}

asio::awaitable<Reply> Papers::of_consolidation(Request request) {
    const auto place = find_consolidation(services_, request, "orders:read");
    if (!place) {
        co_return http::problem(place.error(), request);
    }
    if (!place->value) {
        co_return http::problem(fail(Errc::not_found, "there is no such consolidation"), request);
    }
    const consolidation::Consolidation& value = *place->value;
    const std::string unit(request.query_value("unit"));
    const std::string_view kind = request.param("kind");
    if (kind != "manifest" && kind != "house-list" && kind != "packing-list") {
        co_return http::problem(no_such_paper("manifest, house-list and packing-list"), request);
    }
    if (!unit.empty() && value.find_unit(unit) == consolidation::kNone) {
        co_return http::problem(fail(Errc::not_found, "the consolidation has no such unit"), request);
    }
    std::map<std::string, order::Order, std::less<>> orders;
    for (const consolidation::Parcel& parcel : value.parcels) {
        if (kind == "manifest" || !papers::stands_in(value, parcel.unit, unit)) {
            continue;
        }
        const auto state = services_.replica.find_state(OrderId(parcel.order));
        if (!state) {
            co_return http::problem(fail(Errc::gone, "the order " + parcel.order + " is not there"), request);
        }
        auto command = co_await log_.read_command(state->accepted);
        if (!command) {
            co_return http::problem(command.error(), request);
        }
        orders.emplace(parcel.order, std::move(command->order));
    }
    const papers::FindOrder find = [&orders](const std::string& id) -> const order::Order& {
        return orders.find(id)->second;
    };
    const auto loads = consolidation::weigh(value);
    if (!loads) {
        co_return http::problem(loads.error(), request);
    }
    papers::Sheet sheet = kind == "manifest"     ? papers::manifest(value, *loads, unit)
                          : kind == "house-list" ? papers::house_list(value, unit, find)
                                                 : papers::packing_list(value, unit, find);
    Reply reply = co_await answer(request, std::move(sheet), value.updated_at);
    co_return reply;
}

}  // namespace silkgate::api
