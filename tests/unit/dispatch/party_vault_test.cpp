// Personal data in orders.accepted.v1: sealed with the key of the destination, opened with it alone.
#include "gateway/dispatch/party_vault.hpp"

#include "gateway/crypto/digest.hpp"
#include "tests/unit/dispatch/fakes.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace silkgate::dispatch {
namespace {

class PartyVaultTest : public ::testing::Test {
protected:
    PartyVaultTest() { std::filesystem::create_directories(folder_); }
    ~PartyVaultTest() override { std::filesystem::remove_all(folder_); }

    void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }
    void key(const std::string& name, char byte) {
        write(name + ".key", crypto::to_base64(std::string(32, byte)) + "\n");
    }
    [[nodiscard]] Result<PartyVault> load() const { return PartyVault::load(folder_.string()); }

    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("silkgate_vault_test_" + std::to_string(::getpid()));
    Command command_ = testing::make_created("A-1");  // to RU
    std::string open_ = to_json(command_);
};

TEST_F(PartyVaultTest, WhatIsSealedShowsNobodyAndOpensToTheSameBytes) {
    key("ANY.1", 'a');
    const auto vault = load();
    ASSERT_TRUE(vault) << vault.error().detail;
    const std::string sealed = vault->seal(open_, "RU");
    for (const char* personal : {"Ivanova", "Tverskaya", "125009", "\"parties\""}) {
        ASSERT_NE(open_.find(personal), std::string::npos) << personal;
        EXPECT_EQ(sealed.find(personal), std::string::npos) << personal;
    }
    EXPECT_EQ(*vault->open(sealed), open_);
    const auto read = read_command(sealed, *vault);
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(to_json(*read), open_);
    EXPECT_NE(vault->seal(open_, "RU"), sealed) << "each with a data key of its own";
}

TEST_F(PartyVaultTest, TheCountrysOwnKeySealsAndTheNewestOfSeveral) {
    key("ANY.1", 'a');
    key("RU.2025", 'b');
    const std::string before = load()->seal(open_, "RU");
    key("RU.2026", 'c');
    const auto vault = load();
    const std::string after = vault->seal(open_, "RU");
    EXPECT_NE(before.find("\"RU.2025:"), std::string::npos);
    EXPECT_NE(after.find("\"RU.2026:"), std::string::npos);
    EXPECT_NE(vault->seal(open_, "KZ").find("\"ANY.1:"), std::string::npos);
    EXPECT_EQ(*vault->open(before), open_);
    EXPECT_EQ(*vault->open(after), open_);
}

TEST_F(PartyVaultTest, WithoutItsKeyNothingOpens) {
    key("ANY.1", 'a');
    key("RU.1", 'b');
    const std::string sealed = load()->seal(open_, "RU");
    std::filesystem::remove(folder_ / "RU.1.key");
    EXPECT_EQ(load()->open(sealed).error().code, Errc::gone);
    key("RU.1", 'x');
    EXPECT_EQ(load()->open(sealed).error().code, Errc::invalid_value);
    EXPECT_EQ(PartyVault{}.open(sealed).error().code, Errc::gone);
}

TEST_F(PartyVaultTest, SealedPartiesOpenInTheirOwnOrderOnly) {
    key("ANY.1", 'a');
    const auto vault = load();
    std::string moved = vault->seal(open_, "RU");
    const std::string id = command_.order_id.str();
    moved.replace(moved.find(id), id.size(), std::string(id.size(), 'z'));
    EXPECT_EQ(vault->open(moved).error().code, Errc::invalid_value);
}

TEST_F(PartyVaultTest, EveryChangedCharacterIsFound) {
    key("ANY.1", 'a');
    const auto vault = load();
    const std::string sealed = vault->seal(open_, "RU");
    const auto begin = sealed.find("\"sealedParties\":\"") + 17;
    const auto end = sealed.find('"', begin);
    for (auto at = begin; at < end; ++at) {
        std::string changed = sealed;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(vault->open(changed)) << at - begin;
    }
}

TEST_F(PartyVaultTest, TheTextOfAnOrderCanNotPassForItsParties) {
    key("ANY.1", 'a');
    const auto vault = load();
    command_.order.header.number = R"(,"parties":{"lines":[,"sealedParties":"x")";
    command_.order.buyer_note = R"(,"parties":,"lines":[,"sealedParties":"ANY.1:a:b")";
    const std::string json = to_json(command_);
    EXPECT_EQ(*vault->open(json), json);
    EXPECT_EQ(*vault->open(vault->seal(json, "RU")), json);
}

TEST_F(PartyVaultTest, WithoutKeysEverythingStaysAsItIs) {
    EXPECT_FALSE(PartyVault{}.seals());
    EXPECT_EQ(PartyVault{}.seal(open_, "RU"), open_);
    EXPECT_EQ(*PartyVault{}.open(open_), open_);
    EXPECT_FALSE(PartyVault::load("")->seals());
}

TEST_F(PartyVaultTest, AFolderThatWouldLeaveSomeoneInTheClearIsRefused) {
    EXPECT_EQ(load().error().code, Errc::invalid_settings) << "no key at all";
    key("RU.1", 'b');
    EXPECT_EQ(load().error().code, Errc::invalid_settings) << "none for other countries";
    key("ANY.1", 'a');
    EXPECT_TRUE(load());
    for (const char* name : {"RU.key", "RUS.1.key", "ru.1.key", "RU..key", "RU.1.2.key"}) {
        write(name, crypto::to_base64(std::string(32, 'k')));
        EXPECT_EQ(load().error().code, Errc::invalid_settings) << name;
        std::filesystem::remove(folder_ / name);
    }
    for (const std::string& text :
         {std::string{}, std::string("short"), crypto::to_base64(std::string(31, 'k'))}) {
        write("KZ.1.key", text);
        EXPECT_EQ(load().error().code, Errc::invalid_settings) << text;
    }
    EXPECT_EQ(PartyVault::load((folder_ / "absent").string()).error().code, Errc::invalid_settings);
}

}  // namespace
}  // namespace silkgate::dispatch
