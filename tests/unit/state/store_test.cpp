// The local store: atomic writes, ranges, growth, what is found damaged, readers beside a writer.
#include "gateway/state/store.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <thread>
#include <unistd.h>

namespace silkgate::state {
namespace {

namespace fs = std::filesystem;

class StoreTest : public ::testing::Test {
protected:
    StoreTest() {
        std::string pattern = (fs::temp_directory_path() / "silkgate-store-XXXXXX").string();
        EXPECT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    ~StoreTest() override { fs::remove_all(folder_); }

    std::unique_ptr<Store> open(std::size_t map_bytes = 1U << 20U, std::size_t map_bytes_max = 1U << 30U) {
        auto store = Store::open({.folder = folder_, .map_bytes = map_bytes, .map_bytes_max = map_bytes_max});
        EXPECT_TRUE(store) << store.error().detail;
        return store ? std::move(*store) : nullptr;
    }

    fs::path data() const { return folder_ / "data.mdb"; }

    fs::path folder_;
};

std::vector<std::string>
keys(const Store& store, Map map, std::string_view prefix, std::string_view from = {}) {
    std::vector<std::string> result;
    store.snapshot().range(map, prefix, from, [&](std::string_view key, std::string_view) {
        result.emplace_back(key);
        return true;
    });
    return result;
}

std::vector<std::string>
keys_backwards(const Store& store, Map map, std::string_view prefix, std::string_view from = {}) {
    std::vector<std::string> result;
    store.snapshot().range_backwards(map, prefix, from, [&](std::string_view key, std::string_view) {
        result.emplace_back(key);
        return true;
    });
    return result;
}

TEST_F(StoreTest, FreshThenExistingWithOffsets) {
    {
        auto store = open();
        EXPECT_EQ(store->opened(), Opened::fresh);
        WriteBatch batch;
        batch.put(Map::orders, "ord_1", "state");
        batch.stamp("orders.state.v1", 3, 42);
        batch.stamp("orders.state.v1", 11, 7);
        ASSERT_TRUE(store->write(batch));
    }
    auto store = open();
    EXPECT_EQ(store->opened(), Opened::existing);
    EXPECT_EQ(store->get(Map::orders, "ord_1"), "state");
    EXPECT_EQ(store->get(Map::index, "ord_1"), std::nullopt);
    EXPECT_EQ(store->offset("orders.state.v1", 3), 42);
    EXPECT_EQ(store->offset("orders.state.v1", 4), std::nullopt);
    EXPECT_EQ(
        store->offsets(),
        (std::vector<StampedOffset>{
            {.topic = "orders.state.v1", .partition = 3, .next = 42},
            {.topic = "orders.state.v1", .partition = 11, .next = 7},
        })
    );
}

TEST_F(StoreTest, BatchIsAppliedInOrderAndErasingTheAbsentIsNoError) {
    auto store = open();
    WriteBatch batch;
    batch.put(Map::orders, "a", "1");
    batch.put(Map::orders, "a", "2");
    batch.put(Map::orders, "b", "1");
    batch.erase(Map::orders, "b");
    batch.erase(Map::orders, "c");
    EXPECT_EQ(batch.size(), 5U);
    ASSERT_TRUE(store->write(batch));
    EXPECT_EQ(store->get(Map::orders, "a"), "2");
    EXPECT_EQ(store->get(Map::orders, "b"), std::nullopt);
    EXPECT_EQ(store->snapshot().count(Map::orders), 1U);
}

TEST_F(StoreTest, BadKeyWritesNothing) {
    auto store = open();
    for (const auto& bad : {std::string{}, std::string(kKeyBytesMax + 1, 'k')}) {
        WriteBatch batch;
        batch.put(Map::orders, "good", "1");
        batch.put(Map::orders, bad, "1");
        const auto written = store->write(batch);
        ASSERT_FALSE(written);
        EXPECT_EQ(written.error().code, Errc::invalid_value);
        EXPECT_EQ(store->get(Map::orders, "good"), std::nullopt);
    }
    WriteBatch batch;
    batch.put(Map::orders, std::string(kKeyBytesMax, 'k'), "");
    EXPECT_TRUE(store->write(batch));
    EXPECT_EQ(store->get(Map::orders, std::string(kKeyBytesMax, 'k')), "");
}

// A process that is killed in the middle of a write leaves the state before it.
TEST_F(StoreTest, KilledWriterLeavesWholeBatchesOnly) {
    {
        open();
    }
    const pid_t child = ::fork();
    if (child == 0) {
        auto store = Store::open({.folder = folder_});
        for (std::int64_t round = 1;; ++round) {
            WriteBatch batch;
            for (int i = 0; i < 50; ++i) {
                batch.put(Map::orders, "k" + std::to_string(i), std::to_string(round));
            }
            batch.stamp("t", 0, round);
            if (!store || !(*store)->write(batch)) {
                ::_exit(1);
            }
        }
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{300});
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    auto store = open();
    EXPECT_EQ(store->opened(), Opened::existing);
    const auto round = store->offset("t", 0);
    ASSERT_TRUE(round);
    EXPECT_GT(*round, 10);
    for (int i = 0; i < 50; ++i) {
        EXPECT_EQ(store->get(Map::orders, "k" + std::to_string(i)), std::to_string(*round));
    }
}

TEST_F(StoreTest, RangesByPrefixBothWays) {
    auto store = open();
    WriteBatch batch;
    const auto event = [](std::string order, std::uint64_t sequence) {
        order.push_back('\0');
        append_big_endian(order, sequence);
        return order;
    };
    for (const std::uint64_t sequence : {1U, 2U, 255U, 256U, 70000U}) {
        batch.put(Map::events, event("ord_b", sequence), std::to_string(sequence));
    }
    batch.put(Map::events, event("ord_a", 9), "a");
    batch.put(Map::events, event("ord_c", 9), "c");
    batch.put(Map::index, std::string("\xFF\xFF", 2), "last");
    ASSERT_TRUE(store->write(batch));

    const std::string prefix("ord_b\0", 6);
    std::vector<std::uint64_t> sequences;
    for (const auto& key : keys(*store, Map::events, prefix)) {
        sequences.push_back(trailing_big_endian(key));
    }
    EXPECT_EQ(sequences, (std::vector<std::uint64_t>{1, 2, 255, 256, 70000}));
    EXPECT_EQ(keys(*store, Map::events, prefix, event("ord_b", 200)).size(), 3U);
    EXPECT_EQ(keys(*store, Map::events, prefix, event("ord_b", 255)).size(), 3U);
    EXPECT_EQ(keys(*store, Map::events, {}).size(), 7U);
    EXPECT_TRUE(keys(*store, Map::events, "ord_d").empty());
    EXPECT_TRUE(keys(*store, Map::orders, {}).empty());

    const auto back = keys_backwards(*store, Map::events, prefix);
    ASSERT_EQ(back.size(), 5U);
    EXPECT_EQ(trailing_big_endian(back.front()), 70000U);
    EXPECT_EQ(keys_backwards(*store, Map::events, prefix, event("ord_b", 255)).size(), 3U);
    EXPECT_EQ(keys_backwards(*store, Map::events, prefix, event("ord_b", 254)).size(), 2U);
    EXPECT_EQ(keys_backwards(*store, Map::events, {}).size(), 7U);
    EXPECT_TRUE(keys_backwards(*store, Map::events, "ord_0").empty());
    EXPECT_EQ(keys_backwards(*store, Map::index, std::string("\xFF", 1)).size(), 1U);
    EXPECT_TRUE(keys_backwards(*store, Map::orders, {}).empty());

    std::size_t seen = 0;
    store->snapshot().range(Map::events, {}, {}, [&](auto, auto) { return ++seen < 2; });
    EXPECT_EQ(seen, 2U);
}

TEST_F(StoreTest, SnapshotDoesNotSeeLaterWrites) {
    auto store = open();
    WriteBatch batch;
    batch.put(Map::orders, "a", "1");
    ASSERT_TRUE(store->write(batch));
    {
        const Snapshot before = store->snapshot();
        batch.clear();
        batch.put(Map::orders, "a", "2");
        // A thread that holds a snapshot must not write itself.
        std::jthread{[&] { EXPECT_TRUE(store->write(batch)); }}.join();
        EXPECT_EQ(before.get(Map::orders, "a"), "1");
    }
    EXPECT_EQ(store->get(Map::orders, "a"), "2");
}

TEST_F(StoreTest, MapGrowsByItselfAndKeepsEverything) {
    auto store = open(64U << 10U);
    for (int round = 0; round < 20; ++round) {
        WriteBatch batch;
        for (int i = 0; i < 100; ++i) {
            batch.put(Map::orders, std::to_string(round) + "-" + std::to_string(i), std::string(1000, 'v'));
        }
        batch.stamp("t", 0, round);
        const auto written = store->write(batch);
        ASSERT_TRUE(written) << written.error().detail;
    }
    EXPECT_EQ(store->snapshot().count(Map::orders), 2000U);
    EXPECT_GT(store->used_bytes(), 2'000'000U);
    store.reset();
    store = open(64U << 10U);  // smaller than the file
    EXPECT_EQ(store->opened(), Opened::existing);
    EXPECT_EQ(store->snapshot().count(Map::orders), 2000U);
    EXPECT_EQ(store->offset("t", 0), 19);
}

TEST_F(StoreTest, FullStoreIsAnErrorAndWritesNothing) {
    auto store = open(128U << 10U, 256U << 10U);
    WriteBatch batch;
    batch.put(Map::orders, "small", "1");
    batch.put(Map::orders, "big", std::string(1U << 20U, 'x'));
    const auto written = store->write(batch);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, Errc::storage_failed);
    EXPECT_EQ(store->get(Map::orders, "small"), std::nullopt);
    batch.clear();
    batch.put(Map::orders, "small", "1");
    EXPECT_TRUE(store->write(batch));
}

TEST_F(StoreTest, DamagedOrForeignFilesAreRebuilt) {
    const auto fill = [&] {
        fs::remove_all(folder_);
        auto store = open();
        WriteBatch batch;
        for (int i = 0; i < 200; ++i) {
            batch.put(Map::orders, std::to_string(i), std::string(500, 'v'));
        }
        ASSERT_TRUE(store->write(batch));
    };
    const auto expect_rebuilt = [&](const char* what) {
        auto store = open();
        ASSERT_NE(store, nullptr) << what;
        EXPECT_EQ(store->opened(), Opened::rebuilt) << what;
        EXPECT_FALSE(store->reason().empty()) << what;
        EXPECT_TRUE(store->offsets().empty()) << what;
        EXPECT_EQ(store->snapshot().count(Map::orders), 0U) << what;
        WriteBatch batch;
        batch.put(Map::orders, "a", "1");
        EXPECT_TRUE(store->write(batch)) << what;
    };
    fill();
    std::ofstream{data()} << std::string(20000, 'x');
    expect_rebuilt("foreign bytes");
    fill();
    fs::resize_file(data(), 0);
    std::ofstream{data()} << "short";
    expect_rebuilt("shorter than a page");
    fill();
    fs::resize_file(data(), fs::file_size(data()) / 2);
    expect_rebuilt("cut in half");
    fill();
    {  // both meta pages zeroed
        std::fstream file{data(), std::ios::in | std::ios::out | std::ios::binary};
        file << std::string(8192, '\0');
    }
    expect_rebuilt("no meta pages");
}

TEST_F(StoreTest, SecondOwnerIsRefused) {
    auto store = open();
    const auto second = Store::open({.folder = folder_});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, Errc::storage_failed);
    store.reset();
    EXPECT_TRUE(Store::open({.folder = folder_}));
}

TEST_F(StoreTest, ClearEmptiesEverything) {
    auto store = open();
    WriteBatch batch;
    batch.put(Map::orders, "a", "1");
    batch.put(Map::index, "a", "1");
    batch.stamp("t", 0, 5);
    ASSERT_TRUE(store->write(batch));
    ASSERT_TRUE(store->clear());
    EXPECT_TRUE(store->offsets().empty());
    EXPECT_EQ(store->get(Map::orders, "a"), std::nullopt);
    EXPECT_EQ(store->get(Map::index, "a"), std::nullopt);
    ASSERT_TRUE(store->write(batch));
    EXPECT_EQ(store->get(Map::orders, "a"), "1");
}

// After a restart the map is as large as the file: there is no room to spare.
TEST_F(StoreTest, AFullMapIsEmptiedToo) {
    constexpr int kRecords = 20'000;
    auto store = open(64U << 10U);
    for (int round = 0; round < 20; ++round) {
        WriteBatch batch;
        for (int i = 0; i < kRecords / 20; ++i) {
            batch.put(Map::orders, std::to_string(round) + "-" + std::to_string(i), std::string(3000, 'v'));
        }
        ASSERT_TRUE(store->write(batch));
    }
    store.reset();
    store = open(64U << 10U);
    const auto cleared = store->clear();
    ASSERT_TRUE(cleared) << cleared.error().detail;
    EXPECT_EQ(store->snapshot().count(Map::orders), 0U);
}

// Each batch sets all keys to one number; a reader must never see two numbers, also while the map grows.
TEST_F(StoreTest, ReadersBesideAGrowingWriterSeeWholeBatches) {
    auto store = open(64U << 10U);
    std::atomic<bool> done = false;
    std::atomic<std::uint64_t> reads = 0;
    std::vector<std::thread> readers;
    for (int reader = 0; reader < 4; ++reader) {
        readers.emplace_back([&] {
            while (!done) {
                const Snapshot view = store->snapshot();
                std::optional<std::string> first;
                view.range(Map::orders, "k", {}, [&](std::string_view, std::string_view value) {
                    first = first.value_or(std::string{value});
                    EXPECT_EQ(value, *first);
                    return true;
                });
                ++reads;
            }
        });
    }
    while (reads < 4) {  // on a busy machine the writer could be done before a reader has begun
        std::this_thread::yield();
    }
    for (int round = 0; round < 200; ++round) {
        WriteBatch batch;
        for (int i = 0; i < 20; ++i) {
            batch.put(Map::orders, "k" + std::to_string(i), std::to_string(round));
        }
        batch.put(Map::events, "fill" + std::to_string(round), std::string(5000, 'f'));
        ASSERT_TRUE(store->write(batch));
    }
    done = true;
    for (auto& reader : readers) {
        reader.join();
    }
    EXPECT_GT(reads, 4U);
    EXPECT_GT(store->used_bytes(), 1'000'000U);
}

TEST(BigEndian, OrderIsThatOfNumbers) {
    std::string small;
    std::string large;
    append_big_endian(small, std::uint64_t{255});
    append_big_endian(large, std::uint64_t{256});
    EXPECT_LT(small, large);
    EXPECT_EQ(trailing_big_endian("prefix" + large), 256U);
    EXPECT_EQ(trailing_big_endian("short"), 0U);
    std::string word;
    append_big_endian(word, std::uint32_t{0x01020304});
    EXPECT_EQ(word, std::string("\x01\x02\x03\x04", 4));
}

}  // namespace
}  // namespace silkgate::state
