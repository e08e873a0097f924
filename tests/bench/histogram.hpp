// Log-linear histogram of microseconds: 64 buckets for each power of two, so a value is off by at most 1.6 %.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace silkgate::bench {

class Histogram {
public:
    Histogram() : counts_(kBuckets, 0) {}

    void record(std::int64_t microseconds) noexcept {
        const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(microseconds, 0));
        ++counts_[std::min(index_of(value), kBuckets - 1)];
        ++total_;
        max_ = std::max(max_, value);
    }

    [[nodiscard]] std::uint64_t count() const noexcept { return total_; }
    [[nodiscard]] std::uint64_t max() const noexcept { return max_; }

    // Upper edge of the bucket that holds the `quantile` (0 to 1), at most the maximum; 0 when empty.
    [[nodiscard]] std::uint64_t at(double quantile) const noexcept {
        const auto wanted = static_cast<std::uint64_t>(quantile * static_cast<double>(total_) + 0.5);
        std::uint64_t seen = 0;
        for (std::size_t i = 0; i < kBuckets; ++i) {
            seen += counts_[i];
            if (counts_[i] != 0 && seen >= std::max<std::uint64_t>(wanted, 1)) {
                return std::min(upper_edge(i), max_);
            }
        }
        return max_;
    }

private:
    static constexpr unsigned kBits = 6;  // 64 buckets a power of two
    static constexpr std::size_t kBuckets = (40 - kBits + 1) * (1U << kBits);

    static std::size_t index_of(std::uint64_t value) noexcept {
        if (value < (1U << kBits)) {
            return value;
        }
        const auto shift = static_cast<unsigned>(std::bit_width(value)) - kBits - 1;
        return (static_cast<std::size_t>(shift + 1) << kBits) + ((value >> shift) - (1U << kBits));
    }

    static std::uint64_t upper_edge(std::size_t index) noexcept {
        if (index < (1U << kBits)) {
            return index;
        }
        const auto shift = (index >> kBits) - 1;
        const auto base = (index & ((1U << kBits) - 1)) + (1U << kBits);
        return ((base + 1) << shift) - 1;
    }

    std::vector<std::uint64_t> counts_;
    std::uint64_t total_ = 0;
    std::uint64_t max_ = 0;
};

}  // namespace silkgate::bench
