// The tests of this program need a real Kafka. Without one it says how many tests did not run and ends with
// 77, which ctest shows as skipped.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
    ::testing::InitGoogleTest(&argc, argv);
    if (std::getenv("SILKGATE_KAFKA") == nullptr && !GTEST_FLAG_GET(list_tests)) {
        std::printf(
            "SILKGATE_KAFKA is not set (host:port,… of a real Kafka): %d tests not run\n",
            ::testing::UnitTest::GetInstance()->total_test_count()
        );
        return 77;
    }
    return RUN_ALL_TESTS();
}
