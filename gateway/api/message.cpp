#include "gateway/api/message.hpp"

#include <algorithm>

namespace silkgate::api {
namespace {

constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool same_name(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view
find(const std::vector<std::pair<std::string, std::string>>& pairs, std::string_view name) noexcept {
    for (const auto& [key, value] : pairs) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

}  // namespace

std::string_view Request::header(std::string_view name) const noexcept {
    for (const Header& field : headers) {
        if (same_name(field.name, name)) {
            return field.value;
        }
    }
    return {};
}

bool Request::has_header(std::string_view name) const noexcept {
    return std::any_of(headers.begin(), headers.end(), [name](const Header& field) {
        return same_name(field.name, name);
    });
}

std::string_view Request::param(std::string_view name) const noexcept {
    return find(params, name);
}

std::string_view Request::query_value(std::string_view name) const noexcept {
    return find(query, name);
}

}  // namespace silkgate::api
