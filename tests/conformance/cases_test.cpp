// The golden cases of every adapter, and what must hold for any order: same input, same bytes, in any thread.
#include "adapters/duty_unknown.hpp"
#include "gateway/core/money.hpp"
#include "gateway/json/reader.hpp"
#include "tests/conformance/suite.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <thread>
#include <tuple>

namespace silkgate::conformance {
namespace {

namespace fs = std::filesystem;

class CaseTest : public testing::TestWithParam<CaseName> {
protected:
    const adapters::CountryAdapter& adapter_ = adapter_of(GetParam().country);
    const Case input_ = load_case(GetParam());
};

using Found = std::tuple<std::string, std::string, std::string>;  // rule, code, pointer

std::multiset<Found> parse_violations(const std::string& text) {
    std::multiset<Found> found;
    const auto document = json::Document::parse(text);
    EXPECT_TRUE(document.has_value()) << text;
    if (document) {
        for (const json::Value row : document->root()) {
            found.emplace(row["rule"].text(), row["code"].text(), row["pointer"].text());
        }
    }
    return found;
}

// Names of the expected files that stand beside the order.
std::set<std::string> files_beside(const CaseName& name) {
    static const std::set<std::string> kInputs = {"order", "connection", "context"};
    std::set<std::string> files;
    for (const auto& entry : fs::directory_iterator(name.path.parent_path())) {
        const std::string file = entry.path().filename().string();
        const std::string rest =
            file.starts_with(name.what + ".") ? file.substr(name.what.size() + 1) : std::string{};
        const auto dots = std::ranges::count(rest, '.');
        if (dots == 1 && !kInputs.contains(rest.substr(0, rest.find('.')))) {
            files.insert(file);
        }
    }
    return files;
}

void update(const CaseName& name, const std::map<std::string, std::string>& files) {
    for (const std::string& stale : files_beside(name)) {
        fs::remove(name.path.parent_path() / stale);
    }
    for (const auto& [file, bytes] : files) {
        write_file(name.path.parent_path() / file, bytes);
    }
}

TEST_P(CaseTest, GivesTheExpectedFiles) {
    const Verdict result = run_case(adapter_, input_);
    EXPECT_EQ(result.failures, "");
    const auto files = expected_files(GetParam(), result);
    ASSERT_FALSE(files.empty()) << "the case gives neither document nor violation";
    if (is_update()) {
        update(GetParam(), files);
    }
    std::set<std::string> names;
    for (const auto& [file, bytes] : files) {
        names.insert(file);
    }
    EXPECT_EQ(files_beside(GetParam()), names) << "SILKGATE_UPDATE=1 writes what is missing";
    for (const auto& [file, bytes] : files) {
        const fs::path path = GetParam().path.parent_path() / file;
        if (!fs::exists(path)) {
            continue;
        }
        if (file.ends_with(".violations.json")) {
            EXPECT_EQ(parse_violations(read_file(path)), parse_violations(bytes)) << file;
        } else {
            EXPECT_EQ(read_file(path), bytes) << file;
        }
    }
}

// A leg that is out is changed without being planned again, so its check must refuse what has no message.
TEST_P(CaseTest, AnActionThatTheInfoDoesNotNameIsRefusedAtTheLeg) {
    using adapters::Action;
    constexpr std::pair<Action, const char*> kActions[] = {
        {Action::amend, "amend"}, {Action::cancel, "cancel"}, {Action::return_, "return"}
    };
    const auto& named = adapter_.info().actions;
    for (const LegRun& leg : run_case(adapter_, input_).legs) {
        for (const auto& [action, word] : kActions) {
            if (leg.leg.kind == adapters::LegKind::booking || std::ranges::find(named, word) != named.end()) {
                continue;
            }
            adapters::Context context = input_.context;
            context.connection = &input_.connection;
            context.action = action;
            context.authority_reference = "26/00001/000001";
            Violations found;
            adapter_.check(input_.order, leg.leg, context, found);
            EXPECT_TRUE(has_errors(found)) << leg.leg.id << " takes " << word;
        }
    }
}

// Each amount says on what, at which rate and by which rule, and the rule by which of the adapter's sources.
// An import that owes nothing says so: its quote is empty only beside a warning that the duty is not
// computed.
TEST_P(CaseTest, EveryAmountOfAQuoteHasBasisRateRuleAndSource) {
    const adapters::AdapterInfo& info = adapter_.info();
    const auto rules = adapter_.rules();
    adapters::Context context = input_.context;
    context.connection = &input_.connection;
    for (const LegRun& run : run_case(adapter_, input_).legs) {
        if (run.leg.kind == adapters::LegKind::booking) {
            continue;
        }
        const auto quote = adapter_.quote(input_.order, run.leg, context);
        ASSERT_TRUE(quote.has_value()) << run.leg.id;
        for (const adapters::QuoteLine& line : *quote) {
            EXPECT_FALSE(line.kind.empty() || line.rate.empty() || line.basis_currency.empty()) << run.leg.id;
            EXPECT_TRUE(Currency::parse(line.currency).has_value()) << line.currency;
            EXPECT_FALSE(line.basis.is_negative() || line.amount.is_negative()) << line.kind;
            ASSERT_NE(line.rule, nullptr) << line.kind;
            EXPECT_NE(std::ranges::find(rules, line.rule), rules.end()) << line.rule->id << " is not listed";
            const std::string_view source = line.rule->basis.substr(0, line.rule->basis.find('#'));
            EXPECT_TRUE(
                std::ranges::any_of(info.sources, [&](const auto& known) { return known.id == source; })
            ) << line.rule->id
              << " cites " << source;
        }
        Violations found;
        adapter_.check(input_.order, run.leg, context, found);
        const bool is_unknown = std::ranges::any_of(found, [](const Violation& violation) {
            return adapters::leaves_duty_unknown(*violation.rule);
        });
        if (run.leg.kind == adapters::LegKind::import_declaration &&
            context.action == adapters::Action::submit) {
            EXPECT_TRUE(!quote->empty() || is_unknown) << run.leg.id << " owes nothing and does not say so";
        }
    }
}

TEST_P(CaseTest, LegsAndDocumentsAreThoseOfTheInfo) {
    const adapters::AdapterInfo& info = adapter_.info();
    const Verdict result = run_case(adapter_, input_);
    std::set<std::string> leg_ids;
    for (const LegRun& leg : result.legs) {
        EXPECT_TRUE(leg_ids.insert(leg.leg.id).second) << leg.leg.id;
        EXPECT_EQ(leg.leg.country, info.country) << leg.leg.id;
        const auto regime = std::ranges::find_if(info.regimes, [&](const adapters::Regime& known) {
            return known.code == leg.leg.regime && known.kind == leg.leg.kind;
        });
        ASSERT_NE(regime, info.regimes.end()) << leg.leg.id << " has the unknown regime " << leg.leg.regime;
        ASSERT_FALSE(leg.documents.empty()) << leg.leg.id;
        EXPECT_EQ(std::ranges::count_if(leg.documents, &adapters::Document::decides_leg), 1) << leg.leg.id;
        for (const adapters::Document& document : leg.documents) {
            // A submission makes the regime's documents; a change or a cancellation may make others.
            std::vector<std::string_view> allowed = regime->documents;
            if (input_.context.action != adapters::Action::submit) {
                allowed.insert(allowed.end(), regime->follow_ups.begin(), regime->follow_ups.end());
            }
            EXPECT_NE(std::ranges::find(allowed, document.kind), allowed.end()) << document.kind;
            EXPECT_FALSE(document.content_type.empty()) << document.kind;
            EXPECT_FALSE(document.filer.empty()) << document.kind;
            EXPECT_FALSE(document.data_schema.empty()) << document.kind;
        }
    }
}

TEST_P(CaseTest, EveryDocumentHasItsOwnReferences) {
    const Verdict result = run_case(adapter_, input_);
    std::set<std::string> seen;
    for (const LegRun& leg : result.legs) {
        for (const adapters::Document& document : leg.documents) {
            ASSERT_FALSE(document.references.empty()) << document.kind;
            const std::set<std::string> own(document.references.begin(), document.references.end());
            EXPECT_EQ(own.size(), document.references.size()) << document.kind << " repeats a reference";
            for (const std::string& reference : own) {
                EXPECT_TRUE(seen.insert(reference).second) << reference << " names two documents";
            }
        }
    }
}

TEST_P(CaseTest, ViolationsAreRegisteredAndPlaced) {
    const auto rules = adapter_.rules();
    for (const Violation& violation : run_case(adapter_, input_).violations) {
        ASSERT_NE(violation.rule, nullptr);
        EXPECT_NE(std::ranges::find(rules, violation.rule), rules.end())
            << violation.rule->id << " is not in rules()";
        EXPECT_TRUE(violation.canonical_pointer.empty() || violation.canonical_pointer.front() == '/')
            << violation.canonical_pointer;
    }
}

TEST_P(CaseTest, TwiceAndInAnotherThreadGivesTheSameBytes) {
    const std::string first = to_text(run_case(adapter_, input_));
    EXPECT_EQ(to_text(run_case(adapter_, input_)), first);
    std::string other;
    std::thread([&] { other = to_text(run_case(adapter_, input_)); }).join();
    EXPECT_EQ(other, first);
}

TEST_P(CaseTest, EightThreadsAtOnceGiveTheSameBytes) {
    constexpr std::size_t kThreads = 8;
    const std::string first = to_text(run_case(adapter_, input_));
    std::vector<std::string> texts(kThreads);
    std::vector<std::thread> threads;
    for (std::string& text : texts) {
        threads.emplace_back([&] {
            for (int i = 0; i < 5; ++i) {
                text = to_text(run_case(adapter_, input_));
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    for (const std::string& text : texts) {
        EXPECT_EQ(text, first);
    }
}

std::multiset<std::string> codes_of(const Verdict& result) {
    std::multiset<std::string> codes;
    for (const Violation& violation : result.violations) {
        codes.insert(std::string(violation.rule->id) + " " + violation.leg);
    }
    return codes;
}

TEST_P(CaseTest, OrderOfLinesDoesNotChangeTheVerdict) {
    const auto expected = codes_of(run_case(adapter_, input_));
    Case permuted = input_;
    std::ranges::reverse(permuted.order.lines);
    EXPECT_EQ(codes_of(run_case(adapter_, permuted)), expected) << "lines reversed";
    std::ranges::rotate(
        permuted.order.lines, permuted.order.lines.begin() + (permuted.order.lines.empty() ? 0 : 1)
    );
    EXPECT_EQ(codes_of(run_case(adapter_, permuted)), expected) << "lines rotated";
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(CaseTest);
INSTANTIATE_TEST_SUITE_P(Every, CaseTest, testing::ValuesIn(order_cases()), [](const auto& param) {
    return test_name(param.param.country, param.param.what);
});

}  // namespace
}  // namespace silkgate::conformance
