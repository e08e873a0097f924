// The members of a platform's object that a dialect knows, picked in one pass; the others are counted as
// dropped.
#pragma once

#include "gateway/json/reader.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::intake {

// A member's name as a template argument.
template <std::size_t N>
struct MemberName {
    // NOLINTNEXTLINE(google-explicit-constructor): so that Members<"id"> reads as it does
    consteval MemberName(const char (&text)[N]) {
        for (std::size_t i = 0; i < N; ++i) {
            chars[i] = text[i];
        }
    }

    [[nodiscard]] constexpr std::string_view view() const { return {chars, N - 1}; }

    char chars[N]{};
};

// Where dropped members are noted: paths without values, e.g. "/line_items/0/vendor".
struct Dropped {
    std::vector<std::string>* paths = nullptr;
    std::string_view base;
};

// Members<"id", "name"> m(object, dropped); m.get<"id">() is a Value, perhaps of nothing.
template <MemberName... names>
class Members {
public:
    Members(json::Value object, const Dropped& dropped) {
        for (const json::Value member : object) {
            const std::size_t index = find(member.key());
            if (index != kCount) {
                values_[index] = member;
            } else if (dropped.paths != nullptr) {
                std::string path(dropped.base);
                path += '/';
                path += member.key();
                dropped.paths->push_back(std::move(path));
            }
        }
    }

    template <MemberName name>
    [[nodiscard]] json::Value get() const {
        constexpr std::size_t kIndex = find(name.view());
        static_assert(kIndex != kCount, "not among the members of this object");
        return values_[kIndex];
    }

private:
    static constexpr std::size_t kCount = sizeof...(names);
    static constexpr std::array<std::string_view, kCount> kNames = {names.view()...};
    // Open addressing, at most a quarter full.
    static constexpr std::size_t kSlots = [] {
        std::size_t slots = 4;
        while (slots < kCount * 4) {
            slots *= 2;
        }
        return slots;
    }();

    static constexpr std::size_t hash(std::string_view name) {
        if (name.empty()) {
            return 0;
        }
        const auto at = [&](std::size_t i) {
            return static_cast<std::size_t>(static_cast<unsigned char>(name[i]));
        };
        return (name.size() * 31 + at(0) * 7 + at(name.size() / 2) * 61 + at(name.size() - 1) * 13) % kSlots;
    }

    static constexpr std::array<std::uint8_t, kSlots> kTable = [] {
        std::array<std::uint8_t, kSlots> table{};
        for (std::size_t i = 0; i < kCount; ++i) {
            std::size_t slot = hash(kNames[i]);
            while (table[slot] != 0) {
                slot = (slot + 1) % kSlots;
            }
            table[slot] = static_cast<std::uint8_t>(i + 1);
        }
        return table;
    }();

    static constexpr std::size_t find(std::string_view name) {
        for (std::size_t slot = hash(name); kTable[slot] != 0; slot = (slot + 1) % kSlots) {
            if (kNames[kTable[slot] - 1U] == name) {
                return kTable[slot] - 1U;
            }
        }
        return kCount;
    }

    std::array<json::Value, kCount> values_{};
};

}  // namespace silkgate::intake
