// The command line: CLI11 is visible here only.
#include "gateway/cli/commands.hpp"
#include "gateway/cli/gateway.hpp"
#include "gateway/cli/input.hpp"
#include "gateway/cli/simulate.hpp"
#include "gateway/cli/version.hpp"
#include "gateway/config/problems.hpp"
#include "gateway/intake/intake.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <thread>

namespace {

using namespace silkgate;

std::atomic<bool> stop_requested{false};

// Signals are taken by sigwait in the main thread: blocked everywhere, so no handler runs anywhere.
sigset_t block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        sigaddset(&signals, signal);
    }
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

int serve(const config::Input& input) {
    const sigset_t signals = block_signals();
    auto loaded = config::load(input);
    if (!loaded) {
        return cli::complain(loaded.error());
    }
    auto gateway = cli::Gateway::start(std::move(*loaded), input);
    if (!gateway) {
        return cli::complain(gateway.error());
    }
    int signal = 0;
    while (sigwait(&signals, &signal) == 0) {
        if (signal != SIGHUP) {
            return (*gateway)->drain() ? 0 : 1;
        }
        (*gateway)->reload();
    }
    return 1;
}

int simulate(const config::Input& input, bool embedded) {
    const sigset_t signals = block_signals();
    auto loaded = config::load(input);
    if (!loaded) {
        return cli::complain(loaded.error());
    }
    std::thread waiter([signals] {
        int signal = 0;
        sigwait(&signals, &signal);
        stop_requested = true;
    });
    const int code = cli::simulate(
        *loaded, embedded ? cli::SimulatorBroker::embedded : cli::SimulatorBroker::real, stop_requested
    );
    if (!stop_requested) {
        pthread_kill(waiter.native_handle(), SIGTERM);
    }
    waiter.join();
    return code;
}

// The options every command with settings has.
void add_settings(CLI::App* command, config::Input& input) {
    command->add_option("--config,-c", input.file, "settings file (TOML)");
    command
        ->add_option_function<std::vector<std::string>>(
            "--set",
            [&input](const std::vector<std::string>& pairs) {
                for (const std::string& pair : pairs) {
                    const auto equals = pair.find('=');
                    if (equals == std::string::npos) {
                        throw CLI::ValidationError("--set", "wants section.key=value");
                    }
                    input.overrides.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
                }
            },
            "section.key=value, over the file and the environment"
        )
        ->allow_extra_args(false);
}

// What the commands' options are read into; `code` is what the chosen command returned.
struct Options {
    config::Input input;
    bool effective = false;
    cli::NormalizeOptions normalize;
    cli::PlanOptions plan;
    cli::SealOptions seal;
    cli::PaymentDataOptions payment_data;
    cli::ShipmentOptions shipment;
    cli::ConsolidationOptions consolidation;
    cli::TransitOptions transit;
    cli::EmissionsOptions emissions;
    bool embedded = false;
    std::string country;
    std::string directory = "docs/reference";
    bool check_only = false;
    cli::RatesOptions rates;
    cli::MergeOptions merge;
    std::vector<std::string> scopes;
    std::string secret;
    int code = 0;
};

void add_running_commands(CLI::App& app, Options& options) {
    auto* serve_command = app.add_subcommand("serve", "run the gateway");
    add_settings(serve_command, options.input);
    serve_command->callback([&] { options.code = serve(options.input); });

    auto* simulate_command =
        app.add_subcommand("simulate", "answer documents as authorities and carriers would");
    add_settings(simulate_command, options.input);
    simulate_command->add_flag(
        "--embedded", options.embedded, "the broker is another process's embedded one"
    );
    simulate_command->callback([&] { options.code = simulate(options.input, options.embedded); });
}

void add_settings_commands(CLI::App& app, Options& options) {
    auto* check = app.add_subcommand("check-config", "check a settings file; every problem is printed");
    add_settings(check, options.input);
    check->callback([&] { options.code = cli::check_config(options.input); });

    auto* config = app.add_subcommand("config", "print an example file, or the settings in force");
    add_settings(config, options.input);
    config->add_flag("--effective", options.effective, "what would be in force; secrets are masked");
    config->callback([&] { options.code = cli::print_config(options.input, options.effective); });

    auto* topics = app.add_subcommand("topics", "create or check the topics");
    topics->require_subcommand(1);
    auto* apply = topics->add_subcommand("apply", "create what is missing, mend settings");
    add_settings(apply, options.input);
    apply->callback([&] { options.code = cli::topics(options.input, cli::TopicsAction::apply); });
    auto* compare = topics->add_subcommand("check", "compare without changing anything");
    add_settings(compare, options.input);
    compare->callback([&] { options.code = cli::topics(options.input, cli::TopicsAction::check); });

    auto* keys = app.add_subcommand("keys", "API keys");
    keys->require_subcommand(1);
    auto* make = keys->add_subcommand("new", "make a key; its secret is printed once");
    make->add_option("scopes", options.scopes, "orders:write, orders:read, catalog:write, …")->required();
    make->callback([&] { options.code = cli::keys_new(options.scopes); });
    auto* hash = keys->add_subcommand("hash", "hash of a key or secret, for the settings file");
    hash->add_option("key", options.secret, "sgk_<id>_<secret>, or a secret")->required();
    hash->callback([&] { options.code = cli::keys_hash(options.secret); });
}

void add_order_commands(CLI::App& app, Options& options) {
    auto* normalize = app.add_subcommand("normalize", "platform orders to common orders (NDJSON)");
    add_settings(normalize, options.input);
    normalize->add_option("--platform", options.normalize.platform, "dialect, or auto");
    normalize->add_option("--connection", options.normalize.connection, "connection of the settings file");
    normalize->add_flag(
        "--unread",
        options.normalize.unread,
        "say on standard error which members of the payload are not read"
    );
    normalize->add_option("file", options.normalize.file, "file, or - for standard input");
    normalize->footer(
        "Common orders are printed one a line; what is found in them goes to standard error, one problem a "
        "line.\n"
        "Exit: 0 all orders were read; 2 usage; 3 some were not (the others are printed); 4 not that "
        "platform's format."
    );
    normalize->callback([&] { options.code = cli::normalize(options.input, options.normalize); });

    auto* detect = app.add_subcommand("detect", "which platform an order is of, and how surely");
    detect->add_option("file", options.normalize.file, "file, or - for standard input");
    detect->footer(
        "One JSON object a line for each platform whose orders look so, the surest first; confidence is 1 to "
        "100,\nand `normalize --platform auto` takes the first from 50 up.\n"
        "Exit: 0 one is taken; 2 usage; 3 neither JSON nor XML; 4 none is."
    );
    detect->callback([&] { options.code = cli::detect(options.normalize.file); });

    auto* plan = app.add_subcommand("plan", "a common order to legs, documents, duties and violations");
    add_settings(plan, options.input);
    plan->add_option("--connection", options.plan.connection, "connection of the settings file");
    plan->add_option("--out", options.plan.out, "directory to write the documents to");
    plan->add_option("--at", options.plan.at, "decisive time (RFC 3339); now by default");
    plan->add_option("file", options.plan.file, "file, or - for standard input");
    plan->footer(
        "The plan is one JSON object on standard output.\n"
        "Exit: 0 nothing holds the order; 2 usage; 3 something does, as the plan says; 4 not a common order."
    );
    plan->callback([&] { options.code = cli::plan(options.input, options.plan); });
}

// The certificate and where its key is: a file or a signature server.
void add_signer(CLI::App* command, cli::SealOptions& seal) {
    command->add_option("--certificate", seal.certificate, "the sender's certificate (PEM)")->required();
    auto* key = command->add_option("--key", seal.key, "its key (PEM)");
    auto* url = command->add_option(
        "--signer", seal.signer_url, "or a signature server that holds it: http://host:port/path"
    );
    key->excludes(url);
    auto* where = command->add_option_group("key");
    where->add_options(key, url);
    where->require_option(1);
}

void add_signing_commands(CLI::App& app, Options& options) {
    auto* seal = app.add_subcommand("seal", "sign a Chinese declaration and put it into its envelope");
    add_signer(seal, options.seal);
    seal->add_flag("--bare", options.seal.bare, "signed only, without DxpMsg");
    seal->add_option("file", options.seal.file, "file, or - for standard input");
    seal->footer("RSA keys sign with SHA-1, SM2 keys with SM3.\nExit: 0 sealed; 1 not; 2 usage.");
    seal->callback([&] { options.code = cli::seal(options.seal); });

    auto* payment = app.add_subcommand(
        "payment-data", "the signed payment data of an order, as China's customs asks for it"
    );
    add_settings(payment, options.input);
    add_signer(payment, options.seal);
    payment->add_option("--connection", options.payment_data.connection, "connection of the settings file");
    payment->add_option("--query", options.payment_data.query, "openReq of customs (JSON)")->required();
    payment->add_option("file", options.seal.file, "a common order, or - for standard input");
    payment->footer("Prints the value of the form field payExInfoStr.\nExit: 0 made; 1 not; 2 usage.");
    payment->callback([&] {
        options.code = cli::payment_data(options.input, options.payment_data, options.seal);
    });

    auto* shipment = app.add_subcommand(
        "shipment", "messages to Chinese customs about a shipment: CEB215, 507, 509, 513, 607, …"
    );
    add_settings(shipment, options.input);
    shipment->add_option("--connection", options.shipment.connection, "connection of the settings file");
    shipment->add_option("--out", options.shipment.out, "directory to write the messages to")->required();
    shipment->add_option("file", options.shipment.file, "JSON, or - for standard input");
    shipment->footer("Exit: 0 written; 1 not; 2 usage; 3 something is missing, as standard error says.");
    shipment->callback([&] { options.code = cli::shipment(options.input, options.shipment); });

    auto* verify = app.add_subcommand("verify", "check the signature of a Chinese declaration");
    verify->add_option("file", options.seal.file, "file, or - for standard input");
    verify->footer("Exit: 0 the signature holds; 1 no such file; 2 usage; 3 it does not hold.");
    verify->callback([&] { options.code = cli::verify(options.seal.file); });
}

void add_logistics_commands(CLI::App& app, Options& options) {
    const auto formats = CLI::IsMember({"json", "csv", "pdf"});
    auto* consolidation = app.add_subcommand("consolidation", "manifest of a consolidation, weighed anew");
    consolidation->add_option("--unit", options.consolidation.unit, "of one unit only, by its ref");
    consolidation->add_option("--format", options.consolidation.format, "json, csv or pdf")->check(formats);
    consolidation->add_option(
        "file", options.consolidation.file, "its record (JSON), or - for standard input"
    );
    consolidation->footer(
        "The record is a value of logistics.consolidations.v1, or what GET /v1/consolidations/{number} "
        "answers.\n"
        "Exit: 0 it is in order; 2 usage; 3 it is not, as standard error says; 4 no consolidation."
    );
    consolidation->callback([&] { options.code = cli::show_consolidation(options.consolidation); });

    auto* transit =
        app.add_subcommand("transit", "transit declaration (R.048) of the Eurasian Economic Union");
    transit->add_option("--journey", options.transit.journey, "what the carrier knows (JSON)")->required();
    transit->add_option("files", options.transit.files, "common orders, one consignment each")->required();
    transit->footer("Exit: 0 made; 2 usage; 3 something is missing, as standard error says.");
    transit->callback([&] { options.code = cli::transit(options.transit); });

    auto* emissions =
        app.add_subcommand("emissions", "what a tenant's orders of a month emit, by their plans");
    emissions->add_option("--tenant", options.emissions.tenant, "whose orders")->required();
    emissions->add_option("--month", options.emissions.month, "YYYY-MM, of acceptance")->required();
    emissions->add_option("--format", options.emissions.format, "json, csv or pdf")->check(formats);
    emissions->add_option(
        "file", options.emissions.file, "values of orders.state.v1, one a line; - is standard input"
    );
    emissions->footer("kcat -b … -C -e -t orders.state.v1 | silkgate emissions --tenant acme --month 2026-11"
    );
    emissions->callback([&] { options.code = cli::emissions(options.emissions); });
}

void add_information_commands(CLI::App& app, Options& options) {
    auto* adapters = app.add_subcommand("adapters", "the country adapters of this build as JSON");
    add_settings(adapters, options.input);
    adapters->add_option("--cc", options.country, "one country, with its rules");
    adapters->callback([&] { options.code = cli::adapters(options.input, options.country); });

    auto* rates = app.add_subcommand("rates", "a national bank's feed as rows for an adapter's rates.csv");
    rates->add_option("bank", options.rates.bank, "CBR, NBK, NBRB or NBKR")->required();
    rates->add_option("file", options.rates.file, "the feed as the bank sent it; - is standard input");
    rates->add_option(
        "--source", options.rates.source, "id of the rows' source; else cbr-daily and its like"
    );
    rates->callback([&] { options.code = cli::rates(options.rates); });

    auto* merge = app.add_subcommand(
        "merge", "express declarations of the Eurasian Economic Union put together, up to 500 waybills in one"
    );
    merge->add_option("files", options.merge.files, "declarations as they stand on Kafka")->required();
    merge->add_option("--out", options.merge.out, "directory for what is to be filed")->required();
    merge->callback([&] { options.code = cli::merge(options.merge); });

    auto* reference = app.add_subcommand("reference", "write the reference pages");
    reference->add_option("directory", options.directory, "where to");
    reference->add_flag("--check", options.check_only, "write nothing; fail when a page is stale");
    reference->callback([&] {
        options.code = cli::reference(
            options.directory, options.check_only ? cli::ReferenceAction::check : cli::ReferenceAction::write
        );
    });

    app.add_subcommand("version", "print the version")->callback([] {
        std::printf("%s\n", cli::version_json().c_str());
    });
}

// CLI11 says of an unknown command only that one is required.
int complain_usage(const CLI::App& app, const CLI::ParseError& error, std::string_view word) {
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        names.push_back(command->get_name());
    }
    if (std::ranges::find(names, word) != names.end()) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    const std::string guess = config::suggestion(word, names);
    std::fprintf(stderr, "silkgate: no such command: %s%s\n", std::string(word).c_str(), guess.c_str());
    std::fprintf(stderr, "Run with --help for the list.\n");
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Silkgate: cross-border e-commerce order and customs gateway"};
    app.require_subcommand(1);
    app.set_help_all_flag("--help-all", "help of every command");
    app.footer(
        "Settings come from --config, over it from SILKGATE_SECTION__KEY, over both from --set.\n"
        "Exit codes: 0 done; 1 failed, with a sentence on standard error; 2 wrong usage.\n"
        "normalize: 3 some orders can not be read, 4 not this platform's format. plan: 3 something holds the "
        "order,\n"
        "4 not an order. adapters/<cc>, docs/ and `silkgate config` say the rest."
    );
    Options options;
    options.input.environment = config::process_environment();
    for (const intake::Dialect* dialect : intake::dialects()) {
        options.input.platforms.emplace_back(dialect->platform());
    }
    options.input.platforms.emplace_back(intake::kOwnPlatform);
    options.input.platforms.emplace_back(intake::kAnyPlatform);
    add_running_commands(app, options);
    add_settings_commands(app, options);
    add_order_commands(app, options);
    add_signing_commands(app, options);
    add_logistics_commands(app, options);
    add_information_commands(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (const std::string_view word = argc > 1 ? argv[1] : ""; !word.empty() && !word.starts_with('-')) {
            return complain_usage(app, error, word);
        }
        return app.exit(error) == 0 ? 0 : 2;
    }
    return options.code;
}
