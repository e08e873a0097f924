#include "gateway/config/settings.hpp"

#include "gateway/config/settings_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace silkgate::config {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// A directory of its own for each test, removed afterwards.
class SettingsFile : public testing::Test {
protected:
    void SetUp() override {
        dir_ = std::filesystem::path(testing::TempDir()) /
               ("silkgate_settings_" + std::to_string(getpid()) + "_" +
                testing::UnitTest::GetInstance()->current_test_info()->name());
        std::filesystem::create_directories(dir_);
    }
    void TearDown() override { std::filesystem::remove_all(dir_); }

    std::string write(const std::string& name, const std::string& text) {
        std::ofstream(dir_ / name) << text;
        return (dir_ / name).string();
    }
    Result<Loaded> load_text(const std::string& text) {
        input_.file = write("silkgate.toml", text);
        return load(input_);
    }
    std::string problems_of(const std::string& text) {
        const auto loaded = load_text(text);
        return loaded ? "no problem" : loaded.error().detail;
    }

    std::filesystem::path dir_;
    Input input_;
};

TEST_F(SettingsFile, DefaultsAloneAreValid) {
    const auto loaded = load({});
    ASSERT_TRUE(loaded) << loaded.error().detail;
    const Settings& s = loaded->settings;
    EXPECT_EQ(s.http.port, 8443);
    EXPECT_EQ(s.http.body_bytes_max, 1 << 20);
    EXPECT_EQ(s.http.bulk_bytes_max, 32 << 20);
    EXPECT_EQ(s.http.idle_ms, std::chrono::seconds{75});
    EXPECT_EQ(s.json.depth_max, 32);
    EXPECT_EQ(s.json.members_max, 10'000);
    EXPECT_EQ(s.json.string_bytes_max, 65'536);
    EXPECT_EQ(s.orders.lines_max, 999);
    EXPECT_EQ(s.top.roles, (std::vector<std::string>{"ingest", "route", "state", "notify"}));
    EXPECT_TRUE(s.has_role("notify"));
    EXPECT_TRUE(s.embedded_kafka());
    EXPECT_TRUE(loaded->directory->tenants().empty());
}

// Every row's default is inside its own bounds: nobody can ship a table that refuses itself.
TEST(SettingsTable, EveryDefaultPassesItsOwnCheckAndHasAText) {
    Settings defaults;
    for (const Section& section : sections()) {
        EXPECT_FALSE(section.text.empty());
        for (const Row& row : section.rows) {
            EXPECT_EQ(check_value(row, defaults), std::nullopt) << row.name();
            EXPECT_GT(row.text.size(), 5U) << row.name();
            EXPECT_EQ(find_row(row.name()), &row) << "two rows are called " << row.name();
        }
    }
}

TEST_F(SettingsFile, EveryIntegerIsRefusedBeyondEachBoundAndTakenAtIt) {
    for (const Section& section : sections()) {
        for (const Row& row : section.rows) {
            if (row.kind != Kind::integer && row.kind != Kind::bytes && row.kind != Kind::ms) {
                continue;
            }
            Settings settings;
            EXPECT_FALSE(assign_text(row, std::to_string(row.min), settings)) << row.name();
            EXPECT_FALSE(assign_text(row, std::to_string(row.max), settings)) << row.name();
            EXPECT_TRUE(assign_text(row, std::to_string(row.max + 1), settings)) << row.name();
            EXPECT_TRUE(assign_text(row, std::to_string(row.min - 1), settings)) << row.name();
        }
    }
}

TEST_F(SettingsFile, FileThenEnvironmentThenFlags) {
    input_.environment = {{"SILKGATE_HTTP__PORT", "2"}, {"SILKGATE_JSON__DEPTH_MAX", "20"}};
    input_.overrides = {{"http.port", "3"}};
    const auto loaded = load_text("[http]\nport = 1\nheader_fields_max = 10\n[json]\ndepth_max = 10\n");
    ASSERT_TRUE(loaded) << loaded.error().detail;
    EXPECT_EQ(loaded->settings.http.port, 3);
    EXPECT_EQ(loaded->settings.json.depth_max, 20);
    EXPECT_EQ(loaded->settings.http.header_fields_max, 10);
}

TEST_F(SettingsFile, EveryKindIsReadFromFileAndEnvironment) {
    input_.environment = {
        {"SILKGATE_ROLES", "ingest, state"},
        {"SILKGATE_KAFKA__ALLOW_WEAK", "true"},
        {"SILKGATE_HTTP__BULK_BYTES_MAX", "8MiB"},
        {"SILKGATE_ROUTE__BATCH_MS", "50"}
    };
    const auto loaded = load_text(
        "drain_ms = 1000\n[http]\nbody_bytes_max = \"2MiB\"\n[log]\nlevel = \"warn\"\n"
        "[kafka]\nbrokers = \"a:9092,b:9092\"\n[kafka.properties]\n\"client.rack\" = \"r1\"\n"
        "security.protocol = \"SSL\"\n\"socket.keepalive.enable\" = true\n"
    );
    ASSERT_TRUE(loaded) << loaded.error().detail;
    const Settings& s = loaded->settings;
    EXPECT_EQ(s.top.drain_ms, std::chrono::milliseconds{1'000});
    EXPECT_EQ(s.http.body_bytes_max, 2 << 20);
    EXPECT_EQ(s.http.bulk_bytes_max, 8 << 20);
    EXPECT_EQ(s.log.level, "warn");
    EXPECT_EQ(s.top.roles, (std::vector<std::string>{"ingest", "state"}));
    EXPECT_TRUE(s.kafka.allow_weak);
    EXPECT_EQ(s.route.batch_ms, std::chrono::milliseconds{50});
    EXPECT_EQ(
        s.kafka.properties,
        (kinds::table{
            {"client.rack", "r1"}, {"security.protocol", "SSL"}, {"socket.keepalive.enable", "true"}
        })
    );
}

TEST_F(SettingsFile, TableFromTheEnvironment) {
    input_.environment = {{"SILKGATE_KAFKA__PROPERTIES", "client.rack=r1;ssl.ca.location=/a=b"}};
    const auto loaded = load(input_);
    ASSERT_TRUE(loaded) << loaded.error().detail;
    EXPECT_EQ(
        loaded->settings.kafka.properties, (kinds::table{{"client.rack", "r1"}, {"ssl.ca.location", "/a=b"}})
    );
}

TEST_F(SettingsFile, AllProblemsAreReportedAtOnceWithTheirPlace) {
    input_.environment = {{"SILKGATE_HTTP__PROT", "1"}, {"SILKGATE_LOG__LEVEL", "loud"}};
    input_.overrides = {{"htp.port", "1"}, {"http.port", "x"}};
    const std::string problems = problems_of(
        "[http]\nprot = 1\nport = \"8443\"\nio_threads = 9999\n[jsno]\ndepth_max = 1\n"
        "[orders]\nlines_max = 0\n[kafka]\ncompression = \"zip\"\nallow_weak = 1\n[[tenants]]\nid = \"T 1\"\n"
    );
    EXPECT_THAT(problems, HasSubstr("silkgate.toml:2:1: http.prot: unknown key; did you mean http.port?"));
    EXPECT_THAT(problems, HasSubstr("silkgate.toml:3:8: http.port: must be a whole number"));
    EXPECT_THAT(problems, HasSubstr("http.io_threads: 9999 is not between 0 and 256"));
    EXPECT_THAT(problems, HasSubstr("jsno: unknown section; did you mean json?"));
    EXPECT_THAT(problems, HasSubstr("orders.lines_max: 0 is not between 1 and 9999"));
    EXPECT_THAT(problems, HasSubstr("kafka.compression: \"zip\" is not one of none gzip snappy lz4 zstd"));
    EXPECT_THAT(problems, HasSubstr("kafka.allow_weak: must be true or false"));
    EXPECT_THAT(
        problems,
        HasSubstr("environment: SILKGATE_HTTP__PROT: unknown setting; did you mean SILKGATE_HTTP__PORT?")
    );
    EXPECT_THAT(
        problems, HasSubstr("environment: SILKGATE_LOG__LEVEL: \"loud\" is not one of debug info warn error")
    );
    EXPECT_THAT(problems, HasSubstr("flag: htp.port: unknown setting; did you mean http.port?"));
    EXPECT_THAT(problems, HasSubstr("flag: http.port: must be a whole number"));
    EXPECT_THAT(problems, HasSubstr("tenants[0].id: must be 1 to 40"));
    EXPECT_EQ(std::ranges::count(problems, '\n'), 11);
}

TEST_F(SettingsFile, KeyInTheWrongSectionIsFound) {
    EXPECT_THAT(problems_of("idle_ms = 1\n"), HasSubstr("idle_ms: unknown key; did you mean http.idle_ms?"));
}

TEST_F(SettingsFile, NothingIsSuggestedForAWordThatIsNearToNone) {
    EXPECT_THAT(problems_of("quartz_resonance = 1\n"), Not(HasSubstr("did you mean")));
}

TEST_F(SettingsFile, FileThatIsMissingOrNoTomlIsAProblemWithItsLine) {
    input_.file = (dir_ / "none.toml").string();
    const auto missing = load(input_);
    ASSERT_FALSE(missing);
    EXPECT_THAT(missing.error().detail, HasSubstr("none.toml: can not be read: No such file"));
    EXPECT_THAT(problems_of("[http]\nport = = 1\n"), HasSubstr("silkgate.toml:2:"));
    EXPECT_THAT(problems_of("a = 1\na = 2\n"), HasSubstr("silkgate.toml:2:"));
}

TEST_F(SettingsFile, VariablesOfOneLevelThatAreNoSettingAreLeftAlone) {
    input_.environment = {{"SILKGATE_SERVICE_HOST", "10.0.0.1"}, {"SILKGATE_REFERENCE", "x"}};
    EXPECT_TRUE(load(input_));
}

TEST_F(SettingsFile, SettingsThatContradictEachOther) {
    EXPECT_THAT(problems_of("[kafka]\nreplication = 1\n"), HasSubstr("kafka.min_insync: must not be above"));
    EXPECT_THAT(problems_of("[kafka]\nproduce_ms = 10000\n"), HasSubstr("kafka.produce_ms: must be below"));
    EXPECT_THAT(
        problems_of("[state]\nkeep_days = 99\n"), HasSubstr("state.keep_days: must be 0, or at least")
    );
    EXPECT_THAT(
        problems_of("[state]\nkeep_days = 200\n[orders]\nidempotency_days = 201\n"),
        HasSubstr("state.keep_days")
    );
    EXPECT_THAT(problems_of("[state]\nkeep_days = 0\n"), Not(HasSubstr("state.keep_days")));
    EXPECT_THAT(problems_of("[kafka]\nbrokers = \"a\"\n"), HasSubstr("kafka.brokers: must be host:port"));
    EXPECT_THAT(problems_of("[kafka]\nbrokers = \"a:0\"\n"), HasSubstr("kafka.brokers"));
    EXPECT_THAT(
        problems_of("[kafka]\nproperties = { acks = \"1\" }\n"),
        HasSubstr("kafka.properties.acks: is set by the gateway itself")
    );
    EXPECT_THAT(problems_of("[http]\nport = 9464\n"), HasSubstr("operations.port: must differ"));
    EXPECT_THAT(
        problems_of("[http]\nbody_bytes_max = \"64MiB\"\n"),
        HasSubstr("http.bulk_bytes_max: must not be below")
    );
    EXPECT_THAT(
        problems_of("[http]\nin_flight_bytes_max = \"1MiB\"\n"), HasSubstr("http.in_flight_bytes_max")
    );
    EXPECT_THAT(
        problems_of("[http]\ntls_self_signed = false\n"), HasSubstr("http.tls_certificate_file: is missing")
    );
    EXPECT_THAT(
        problems_of("[http]\ntls_key_file = \"k\"\n"), HasSubstr("certificate and key belong together")
    );
    EXPECT_THAT(problems_of("roles = []\n"), HasSubstr("roles: must name at least one"));
    EXPECT_THAT(problems_of("roles = [\"ingest\", \"ingest\"]\n"), HasSubstr("\"ingest\" is named twice"));
    EXPECT_THAT(problems_of("[instance]\ngroup = \"a b\"\n"), HasSubstr("instance.group"));
}

TEST_F(SettingsFile, CertificateFilesMustBeThere) {
    const std::string text = "[http]\ntls_certificate_file = \"" + (dir_ / "c.pem").string() +
                             "\"\ntls_key_file = \"" + (dir_ / "k.pem").string() + "\"\n";
    EXPECT_THAT(
        problems_of(text), AllOf(HasSubstr("c.pem can not be read"), HasSubstr("k.pem can not be read"))
    );
    write("c.pem", "x");
    write("k.pem", "x");
    EXPECT_TRUE(load_text(text));
}

TEST_F(SettingsFile, SecretsComeFromFilesAndAreNeverPrinted) {
    write("password", "s3cr3t-of-file\n");
    write("rack", "rack-of-file\n");
    const auto loaded = load_text(
        "[kafka]\nproperties = { \"ssl.key.password\" = \"s3cr3t-inline\", \"client.id\" = \"seen\" }\n"
        "property_files = { \"sasl.password\" = \"password\", \"client.rack\" = \"rack\" }\n"
    );
    ASSERT_TRUE(loaded) << loaded.error().detail;
    EXPECT_EQ(loaded->settings.kafka.properties.at("sasl.password"), "s3cr3t-of-file");
    const std::string printed = effective(loaded->settings);
    EXPECT_THAT(printed, Not(HasSubstr("s3cr3t")));
    EXPECT_THAT(printed, Not(HasSubstr("rack-of-file")));
    EXPECT_THAT(
        printed,
        AllOf(
            HasSubstr("\"seen\""),
            HasSubstr("\"ssl.key.password\" = \"***\""),
            HasSubstr("\"sasl.password\" = \"***\"")
        )
    );
}

TEST_F(SettingsFile, CredentialsDirectoryIsWhereRelativeSecretsLive) {
    std::filesystem::create_directories(dir_ / "credentials");
    write("credentials/password", "from-systemd");
    input_.environment["CREDENTIALS_DIRECTORY"] = (dir_ / "credentials").string();
    const auto loaded = load_text("[kafka]\nproperty_files = { \"sasl.password\" = \"password\" }\n");
    ASSERT_TRUE(loaded) << loaded.error().detail;
    EXPECT_EQ(loaded->settings.kafka.properties.at("sasl.password"), "from-systemd");
}

TEST_F(SettingsFile, SecretFileThatIsMissingOrEmptyIsAProblem) {
    write("empty", "\n");
    EXPECT_THAT(
        problems_of("[kafka]\nproperty_files = { a = \"none\", b = \"empty\" }\n"),
        AllOf(HasSubstr("kafka.property_files.a: the file "), HasSubstr("is empty"))
    );
}

// What `config --effective` prints can be fed back and gives the same settings.
TEST_F(SettingsFile, EffectiveSettingsReadBackAsThemselves) {
    const auto first = load_text(
        "roles = [\"ingest\"]\n[instance]\nid = \"a\"\n[kafka]\nproperties = { x = \"q\\\"\\\\\\u0001\" }\n"
    );
    ASSERT_TRUE(first) << first.error().detail;
    const std::string printed = effective(first->settings);
    const auto second = load_text(printed);
    ASSERT_TRUE(second) << second.error().detail << printed;
    EXPECT_EQ(effective(second->settings), printed);
    EXPECT_TRUE(restart_differences(first->settings, second->settings).empty());
}

TEST_F(SettingsFile, ExampleFileIsValidAndWithEverythingUncommentedTooAndBothAreTheDefaults) {
    const auto as_it_is = load_text(example_toml());
    ASSERT_TRUE(as_it_is) << as_it_is.error().detail;
    std::string uncommented;
    std::istringstream lines(example_toml());
    for (std::string line; std::getline(lines, line);) {
        const bool setting = line.size() > 1 && line[0] == '#' && line[1] != ' ';
        uncommented += (setting ? line.substr(1) : line) + "\n";
    }
    const auto all = load_text(uncommented);
    ASSERT_TRUE(all) << all.error().detail;
    EXPECT_EQ(effective(all->settings), effective(Settings{}));
    for (const std::string& name : row_names()) {
        EXPECT_THAT(uncommented, HasSubstr("\n" + name.substr(name.find('.') + 1) + " = ")) << name;
    }
}

TEST_F(SettingsFile, ExampleTenantsAreValidOnceUncommented) {
    const std::string example = example_toml();
    std::string tenants;
    std::istringstream lines(example.substr(example.find("# [[tenants]]")));
    for (std::string line; std::getline(lines, line);) {
        tenants += line.size() > 2 ? line.substr(2) + "\n" : "\n";
    }
    const auto placeholder = tenants.find("…64 hexadecimal digits…");
    ASSERT_NE(placeholder, std::string::npos);
    tenants.replace(placeholder, std::string("…64 hexadecimal digits…").size(), std::string(64, 'a'));
    write("shop-1-webhook", "hush");
    const auto loaded = load_text(tenants);
    ASSERT_TRUE(loaded) << loaded.error().detail << tenants;
    EXPECT_EQ(loaded->directory->connections().at(0).registration("CN.agentCode"), "3702980001");
}

TEST_F(SettingsFile, ReloadTakesLiveDifferencesAndRefusesOthersAsAWhole) {
    const auto first = load_text("[http]\nport = 1\nidle_ms = 1000\n");
    ASSERT_TRUE(first);
    write("silkgate.toml", "[http]\nport = 1\nidle_ms = 2000\n[[tenants]]\nid = \"t\"\n");
    const auto live = reload(first->settings, input_);
    ASSERT_TRUE(live) << live.error().detail;
    EXPECT_EQ(live->settings.http.idle_ms, std::chrono::seconds{2});
    EXPECT_EQ(live->directory->tenants().size(), 1U);
    write("silkgate.toml", "[http]\nport = 2\nidle_ms = 3000\n[state]\ndir = \"d\"\n");
    const auto refused = reload(first->settings, input_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(
        refused.error().detail,
        "http.port: has changed and needs a restart\nstate.dir: has changed and needs a restart"
    );
    write("silkgate.toml", "[http]\nprot = 1\n");
    EXPECT_FALSE(reload(first->settings, input_));
}

TEST(SettingsText, BytesAreReadExactly) {
    EXPECT_EQ(parse_bytes("0"), 0);
    EXPECT_EQ(parse_bytes("1KiB"), 1'024);
    EXPECT_EQ(parse_bytes("3GiB"), 3LL << 30);
    for (const char* bad :
         {"", "KiB", "-1", "1KB", "1 KiB", "1.5MiB", "9999999TiB", "0x10", "99999999999999999999"}) {
        EXPECT_EQ(parse_bytes(bad), std::nullopt) << bad;
    }
}

TEST(SettingsText, PropertiesOfTheKafkaLibraryThatHoldSecretsAreMasked) {
    for (const char* name :
         {"sasl.password",
          "ssl.key.password",
          "ssl.keystore.password",
          "ssl.key.pem",
          "sasl.oauthbearer.client.secret",
          "sasl.oauthbearer.config"}) {
        EXPECT_TRUE(is_secret_property(name)) << name;
    }
    EXPECT_FALSE(is_secret_property("ssl.ca.location"));
}

TEST(SettingsReference, NamesEverySettingWithItsVariable) {
    const std::string page = reference_markdown();
    for (const std::string& name : row_names()) {
        EXPECT_THAT(page, HasSubstr("| `" + name + "` | `" + find_row(name)->environment() + "` |"));
    }
    EXPECT_THAT(page, HasSubstr("SILKGATE_KAFKA__QUEUE_BYTES_MAX"));
    EXPECT_THAT(page, HasSubstr("SILKGATE_DRAIN_MS"));
}

}  // namespace
}  // namespace silkgate::config
