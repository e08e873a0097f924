// `silkgate normalize` and `silkgate plan`: the server's code on a file.
#include "adapters/common/booking/choose.hpp"
#include "gateway/api/order_json.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/data_files.hpp"
#include "gateway/cli/input.hpp"
#include "gateway/cli/kafka_setup.hpp"
#include "gateway/cli/load_registry.hpp"
#include "gateway/dispatch/ids.hpp"
#include "gateway/dispatch/route_plan.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/intake/enrich.hpp"
#include "gateway/intake/normalize.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/order/order_json.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace silkgate::cli {
namespace {

void print_line(std::FILE* to, std::string text) {
    text += '\n';
    std::fwrite(text.data(), 1, text.size(), to);
}

void print_problem(const Error& error) {
    json::Writer out;
    http::write_problem(out, error, {});
    print_line(stderr, std::move(out).str());
}

// {"order": "1001", "notRead": ["/line_items/0/vendor"]}
void print_unread(const intake::IntakeOrder& incoming) {
    json::Writer out;
    out.begin_object().member("order", incoming.order.header.number).key("notRead").begin_array();
    for (const std::string& path : incoming.dropped) {
        out.string(path);
    }
    out.end_array().end_object();
    print_line(stderr, std::move(out).str());
}

Result<Instant> decisive_time(const std::string& at) {
    return at.empty() ? Result<Instant>(SystemClock().now()) : parse_rfc3339(at);
}

void write_documents(const dispatch::Plan& plan, const std::string& directory) {
    std::error_code ignored;
    std::filesystem::create_directories(directory, ignored);
    for (const dispatch::PlannedLeg& leg : plan.legs) {
        for (const adapters::Document& document : leg.documents) {
            const bool xml = document.content_type.find("xml") != std::string::npos;
            const auto path = std::filesystem::path(directory) /
                              (leg.leg.id + "." + document.kind + (xml ? ".xml" : ".json"));
            std::ofstream(path, std::ios::binary | std::ios::trunc) << document.bytes;
        }
    }
}

}  // namespace

int normalize(const config::Input& input, const NormalizeOptions& options) {
    const auto loaded = config::load(input);
    if (!loaded) {
        return complain(loaded.error());
    }
    const auto connection = connection_for(*loaded->directory, options.connection);
    if (!connection) {
        return complain(connection.error(), 2);
    }
    const auto bytes = read_input(options.file);
    if (!bytes) {
        return complain(bytes.error(), 2);
    }
    const intake::CatalogLookup nothing = [](std::string_view) { return nullptr; };
    const auto result = intake::normalize(
        *bytes,
        options.platform,
        *connection,
        SystemClock().now(),
        options.connection.empty() ? nullptr : &nothing
    );
    for (const intake::IntakeOrder& incoming : result.orders) {
        order::Order order = incoming.order;
        order.message_id =
            dispatch::message_id(dispatch::order_id(connection->tenant, connection->id, order.header.number));
        print_line(stdout, order::to_json(order));
        if (options.unread && !incoming.dropped.empty()) {
            print_unread(incoming);
        }
        if (!incoming.violations.empty()) {
            Error findings = fail(
                Errc::rule_violations,
                "order " + order.header.number + " is read; this is found in it",
                incoming.pointers.to_source("")
            );
            findings.violations = incoming.violations;
            print_problem(findings);
        }
    }
    for (const Error& problem : result.problems) {
        print_problem(problem);
    }
    return static_cast<int>(result.exit);
}

int detect(const std::string& file) {
    const auto bytes = read_input(file);
    if (!bytes) {
        return complain(bytes.error(), 2);
    }
    const auto document = intake::read_payload_bytes(*bytes, nullptr, intake::kFileLimits);
    if (!document) {
        print_problem(document.error());
        return static_cast<int>(intake::NormalizeExit::some_unreadable);
    }
    for (const intake::Detection& found : intake::detect_dialects(document->root())) {
        json::Writer out;
        out.begin_object().member("platform", found.dialect->platform());
        out.key("confidence").number(found.confidence).end_object();
        print_line(stdout, std::move(out).str());
    }
    if (intake::detect(document->root()).dialect == nullptr) {
        print_problem(fail(Errc::not_this_platform, "no platform's order is recognised"));
        return static_cast<int>(intake::NormalizeExit::not_this_platform);
    }
    return 0;
}

int plan(const config::Input& input, const PlanOptions& options) {
    const auto loaded = config::load(input);
    if (!loaded) {
        return complain(loaded.error());
    }
    const auto registry = load_registry(loaded->settings, Remote::ask);
    if (!registry) {
        return complain(registry.error());
    }
    const auto screener = load_screener(loaded->settings);
    if (!screener) {
        return complain(screener.error());
    }
    const auto corridors = load_corridors(loaded->settings);
    if (!corridors) {
        return complain(corridors.error());
    }
    const auto connection = connection_for(*loaded->directory, options.connection);
    const auto bytes = read_input(options.file);
    const auto at = decisive_time(options.at);
    if (!connection || !bytes || !at) {
        return complain(!connection ? connection.error() : (!bytes ? bytes.error() : at.error()), 2);
    }
    const auto document = json::Document::parse(*bytes);
    if (!document) {
        print_problem(document.error());
        return 4;
    }
    order::ReadOrder read = order::read_json(document->root());
    if (has_errors(read.violations)) {
        Error error = fail(Errc::rule_violations, "the order can not be read");
        error.violations = std::move(read.violations);
        print_problem(error);
        return 4;
    }
    order::Order order = std::move(read.order);
    intake::enrich(order, *connection, [](std::string_view) { return nullptr; });
    (void)adapters::booking::fill_mode(order, *connection);
    const auto route = dispatch::plan_route(**corridors, order, *connection, *at);
    (void)dispatch::assign_waybill(order, *connection, 0);
    const adapters::Context context{
        .decided_at = *at,
        .order_id = dispatch::order_id(connection->tenant, connection->id, order.header.number),
        .connection = &*connection,
        .route = route ? std::make_shared<const adapters::RoutePlan>(*route) : nullptr,
    };
    const dispatch::Plan made =
        dispatch::plan_order(**registry, order, {context, screener->get()}, dispatch::Depth::render);
    Violations violations = made.all_violations();
    for (Violation& violation : violations) {
        violation.pointer = violation.canonical_pointer;
    }
    print_line(
        stdout,
        api::to_json(api::DryRun{
            .order = order,
            .plan = made,
            .route = context.route.get(),
            .violations = violations,
            .registry = **registry,
            .context = context,
            .screened_with = *screener ? std::string_view((*screener)->version()) : std::string_view{},
        })
    );
    if (!options.out.empty()) {
        write_documents(made, options.out);
    }
    return made.is_held() || made.legs.empty() ? 3 : 0;
}

}  // namespace silkgate::cli
