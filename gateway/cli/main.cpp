// The command line: CLI11 is visible here only.
#include <csignal>
#include <cstdio>
#include <thread>

#include <CLI/CLI.hpp>

#include "gateway/cli/commands.hpp"
#include "gateway/cli/gateway.hpp"
#include "gateway/cli/simulate.hpp"
#include "gateway/cli/version.hpp"

namespace {

using namespace silkgate;

std::atomic<bool> stop_requested{false};

int complain(const Error& error) {
    std::fprintf(stderr, "silkgate: %s\n", error.detail.c_str());
    return 1;
}

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
        return complain(loaded.error());
    }
    auto gateway = cli::Gateway::start(std::move(*loaded), input);
    if (!gateway) {
        return complain(gateway.error());
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
        return complain(loaded.error());
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

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Silkgate: cross-border e-commerce order and customs gateway"};
    app.require_subcommand(1);
    app.set_help_all_flag("--help-all", "help of every command");
    config::Input input;
    input.environment = config::process_environment();
    int code = 0;

    auto* serve_command = app.add_subcommand("serve", "run the gateway");
    add_settings(serve_command, input);
    serve_command->callback([&] { code = serve(input); });

    auto* check_command = app.add_subcommand("check-config", "check a settings file; every problem is printed");
    add_settings(check_command, input);
    check_command->callback([&] { code = cli::check_config(input); });

    bool effective = false;
    auto* config_command = app.add_subcommand("config", "print an example file, or the settings in force");
    add_settings(config_command, input);
    config_command->add_flag("--effective", effective, "what would be in force; secrets are masked");
    config_command->callback([&] { code = cli::print_config(input, effective); });

    auto* topics_command = app.add_subcommand("topics", "create or check the topics");
    topics_command->require_subcommand(1);
    auto* apply_command = topics_command->add_subcommand("apply", "create what is missing, mend settings");
    add_settings(apply_command, input);
    apply_command->callback([&] { code = cli::topics(input, cli::TopicsAction::apply); });
    auto* topics_check_command = topics_command->add_subcommand("check", "compare without changing anything");
    add_settings(topics_check_command, input);
    topics_check_command->callback([&] { code = cli::topics(input, cli::TopicsAction::check); });

    cli::NormalizeOptions normalize_options;
    auto* normalize_command = app.add_subcommand("normalize", "platform orders to common orders (NDJSON)");
    add_settings(normalize_command, input);
    normalize_command->add_option("--platform", normalize_options.platform, "dialect, or auto");
    normalize_command->add_option("--connection", normalize_options.connection, "connection of the settings file");
    normalize_command->add_option("file", normalize_options.file, "file, or - for standard input");
    normalize_command->callback([&] { code = cli::normalize(input, normalize_options); });

    cli::PlanOptions plan_options;
    auto* plan_command = app.add_subcommand("plan", "a common order to legs, documents, duties and violations");
    add_settings(plan_command, input);
    plan_command->add_option("--connection", plan_options.connection, "connection of the settings file");
    plan_command->add_option("--out", plan_options.out, "directory to write the documents to");
    plan_command->add_option("--at", plan_options.at, "decisive time (RFC 3339); now by default");
    plan_command->add_option("file", plan_options.file, "file, or - for standard input");
    plan_command->callback([&] { code = cli::plan(input, plan_options); });

    bool embedded = false;
    auto* simulate_command = app.add_subcommand("simulate", "answer documents as authorities and carriers would");
    add_settings(simulate_command, input);
    simulate_command->add_flag("--embedded", embedded, "the broker is another process's embedded one");
    simulate_command->callback([&] { code = simulate(input, embedded); });

    std::string country;
    auto* adapters_command = app.add_subcommand("adapters", "the country adapters of this build as JSON");
    add_settings(adapters_command, input);
    adapters_command->add_option("--cc", country, "one country, with its rules");
    adapters_command->callback([&] { code = cli::adapters(input, country); });

    std::string directory = "docs/reference";
    bool check_only = false;
    auto* reference_command = app.add_subcommand("reference", "write the reference pages");
    reference_command->add_option("directory", directory, "where to");
    reference_command->add_flag("--check", check_only, "write nothing; fail when a page is stale");
    reference_command->callback([&] {
        code = cli::reference(directory, check_only ? cli::ReferenceAction::check : cli::ReferenceAction::write);
    });

    auto* keys_command = app.add_subcommand("keys", "API keys");
    keys_command->require_subcommand(1);
    std::vector<std::string> scopes;
    auto* new_command = keys_command->add_subcommand("new", "make a key; its secret is printed once");
    new_command->add_option("scopes", scopes, "orders:write, orders:read, catalog:write, …")->required();
    new_command->callback([&] { code = cli::keys_new(scopes); });
    std::string secret;
    auto* hash_command = keys_command->add_subcommand("hash", "hash of a key or secret, for the settings file");
    hash_command->add_option("key", secret, "sgk_<id>_<secret>, or a secret")->required();
    hash_command->callback([&] { code = cli::keys_hash(secret); });

    app.add_subcommand("version", "print the version")->callback([] {
        std::printf("%s\n", cli::version_json().c_str());
    });

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int shown = app.exit(error);
        return shown == 0 ? 0 : 2;
    }
    return code;
}
