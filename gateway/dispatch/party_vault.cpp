#include "gateway/dispatch/party_vault.hpp"

#include "gateway/core/check.hpp"
#include "gateway/crypto/aead.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

namespace silkgate::dispatch {
namespace {

constexpr std::string_view kAnyCountry = "ANY";
constexpr std::string_view kExtension = ".key";

// What stands before the parties in an order's JSON. Quotes inside a text are escaped there, so neither can
// be part of one.
constexpr std::string_view kOpenBegin = ",\"parties\":";
constexpr std::string_view kSealedBegin = ",\"sealedParties\":\"";
constexpr std::string_view kSealedEnd = "\"";

struct Span {
    std::size_t begin = 0;  // of the surrounding text
    std::size_t inner = 0;
    std::size_t end = 0;  // of the inner text
};

std::optional<Span> find_span(std::string_view json, std::string_view before, std::string_view after) {
    const auto begin = json.find(before);
    const auto inner = begin + before.size();
    const auto end = begin == std::string_view::npos ? begin : json.find(after, inner);
    return end == std::string_view::npos ? std::nullopt
                                         : std::optional(Span{.begin = begin, .inner = inner, .end = end});
}

std::string_view order_id_in(std::string_view command_json) {
    const auto span = find_span(command_json, "\"orderId\":\"", "\"");
    return span ? command_json.substr(span->inner, span->end - span->inner) : std::string_view{};
}

// Just behind the object that begins at `at`, in JSON that is known to be well-formed.
std::size_t object_end(std::string_view json, std::size_t at) {
    int depth = 0;
    bool in_text = false;
    for (; at < json.size(); ++at) {
        const char c = json[at];
        if (in_text) {
            at += c == '\\' ? 1 : 0;
            in_text = c != '"';
        } else if (c == '"') {
            in_text = true;
        } else if (c == '{') {
            ++depth;
        } else if (c == '}' && --depth == 0) {
            return at + 1;
        }
    }
    return std::string_view::npos;
}

std::optional<Span> find_open(std::string_view json) {
    const auto begin = json.find(kOpenBegin);
    const auto inner = begin + kOpenBegin.size();
    const auto end = begin == std::string_view::npos ? begin : object_end(json, inner);
    return end == std::string_view::npos ? std::nullopt
                                         : std::optional(Span{.begin = begin, .inner = inner, .end = end});
}

// "UZ.2026-11" of "UZ.2026-11.key"; nothing where the name is not of this form.
std::optional<std::string> key_name(const std::filesystem::path& path) {
    std::string stem = path.stem().string();
    const auto dot = stem.find('.');
    const std::string country = stem.substr(0, dot);
    const bool named =
        dot != std::string::npos && dot + 1 < stem.size() && stem.find('.', dot + 1) == std::string::npos;
    const bool of_country =
        country == kAnyCountry ||
        (country.size() == 2 && std::ranges::all_of(country, [](char c) { return c >= 'A' && c <= 'Z'; }));
    return named && of_country ? std::optional(std::move(stem)) : std::nullopt;
}

Result<std::string> read_key(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) {
        text.pop_back();
    }
    auto key = crypto::from_base64(text);
    if (!file || !key || key->size() != crypto::kAeadKeyBytes) {
        return fail(Errc::invalid_settings, path.string() + " is not 32 bytes in base64");
    }
    return key;
}

}  // namespace

Result<PartyVault> PartyVault::load(const std::string& folder) {
    PartyVault vault;
    if (folder.empty()) {
        return vault;
    }
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
        if (entry.path().extension() != kExtension) {
            continue;
        }
        auto name = key_name(entry.path());
        if (!name) {
            return fail(
                Errc::invalid_settings,
                entry.path().string() + " is not named <COUNTRY>.<id>.key, the country as two capitals or ANY"
            );
        }
        auto key = read_key(entry.path());
        if (!key) {
            return key.error();
        }
        vault.keys_.emplace(std::move(*name), std::move(*key));
    }
    if (failure) {
        return fail(Errc::invalid_settings, "can not read " + folder + ": " + failure.message());
    }
    if (vault.sealing_key(kAnyCountry) == vault.keys_.end()) {
        return fail(
            Errc::invalid_settings,
            folder + " has no ANY.<id>.key: orders of countries without a key of their own would stand open"
        );
    }
    return vault;
}

PartyVault::Keys::const_iterator PartyVault::sealing_key(std::string_view country) const {
    const std::string prefix = std::string(country) + '.';
    const auto behind = keys_.lower_bound(std::string(country) + '/');  // '/' follows '.'
    if (behind != keys_.begin() && std::prev(behind)->first.starts_with(prefix)) {
        return std::prev(behind);
    }
    return country == kAnyCountry ? keys_.end() : sealing_key(kAnyCountry);
}

std::string PartyVault::seal(std::string command_json, std::string_view country) const {
    const auto span = seals() ? find_open(command_json) : std::nullopt;
    if (!span) {
        return command_json;
    }
    const auto wrapping = sealing_key(country);
    SILKGATE_CHECK(wrapping != keys_.end(), "load() wants a key for any country");
    const std::string data_key = crypto::random_bytes(crypto::kAeadKeyBytes);
    const std::string_view json = command_json;
    const std::string_view order_id = order_id_in(json);
    const std::string wrapped = crypto::aead_seal(wrapping->second, order_id, data_key);
    const std::string sealed =
        crypto::aead_seal(data_key, order_id, json.substr(span->inner, span->end - span->inner));
    std::string out;
    out.reserve(json.size() + json.size() / 2);
    out.append(json.substr(0, span->begin)).append(kSealedBegin);
    out.append(wrapping->first).append(":").append(crypto::to_base64(wrapped));
    out.append(":").append(crypto::to_base64(sealed)).append(kSealedEnd).append(json.substr(span->end));
    return out;
}

Result<std::string> PartyVault::open(std::string command_json) const {
    const auto span = find_span(command_json, kSealedBegin, kSealedEnd);
    if (!span) {
        return command_json;
    }
    const std::string_view json = command_json;
    const std::string_view text = json.substr(span->inner, span->end - span->inner);
    const auto first = text.find(':');
    const auto second = text.find(':', first == std::string_view::npos ? first : first + 1);
    if (second == std::string_view::npos) {
        return fail(Errc::invalid_value, "sealed parties are not key:wrapped:sealed");
    }
    const auto key = keys_.find(text.substr(0, first));
    if (key == keys_.end()) {
        return fail(
            Errc::gone,
            "the parties are sealed with key " + std::string(text.substr(0, first)) + ", which is not here"
        );
    }
    const std::string_view order_id = order_id_in(json);
    const auto wrapped = crypto::from_base64(text.substr(first + 1, second - first - 1));
    const auto sealed = crypto::from_base64(text.substr(second + 1));
    auto data_key = wrapped ? crypto::aead_open(key->second, order_id, *wrapped) : wrapped;
    auto parties = data_key && sealed
                       ? crypto::aead_open(*data_key, order_id, *sealed)
                       : Result<std::string>(fail(Errc::invalid_value, "sealed parties are not readable"));
    if (!parties) {
        return parties.error();
    }
    std::string out(json.substr(0, span->begin));
    out.append(kOpenBegin).append(*parties).append(json.substr(span->end + kSealedEnd.size()));
    return out;
}

}  // namespace silkgate::dispatch
