// Dialects that are a mapping: those of mappings/ and the one a shop brings itself. Private to
// gateway/intake.
#pragma once

#include "gateway/intake/intake.hpp"
#include "gateway/intake/mapping.hpp"

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace silkgate::intake {

// Member names of a mapping's paths as a tree, to tell which members of a payload it does not read.
struct KnownMembers {
    std::map<std::string, std::unique_ptr<KnownMembers>, std::less<>> members;
    std::unique_ptr<KnownMembers> elements;    // of an array, or of an object in place of one
    std::unique_ptr<KnownMembers> any_member;  // "*"

    void add(const Path& path);
    // Paths below `base` that are not known, without values.
    void list_dropped(json::Value value, std::string base, std::vector<std::string>& dropped) const;

private:
    [[nodiscard]] const KnownMembers* find(std::string_view member) const;
};

// Reads documents by one mapping. Immutable; any thread may use it.
class MappedReader {
public:
    explicit MappedReader(Mapping mapping);

    [[nodiscard]] const Mapping& mapping() const { return mapping_; }
    [[nodiscard]] int confidence(json::Value root) const;
    [[nodiscard]] Result<std::vector<IntakeOrder>> read(json::Value root, const IntakeContext& context) const;
    [[nodiscard]] WebhookVerdict verify(const api::Request& request, std::string_view secret) const;
    [[nodiscard]] std::string_view event_id(const api::Request& request) const;

private:
    struct Found {
        json::Value value;
        std::string root;
    };
    [[nodiscard]] Places at_place(json::Value root, json::Value order) const;
    [[nodiscard]] std::vector<Found> find_orders(json::Value root) const;
    [[nodiscard]] bool has_empty_list(json::Value root) const;
    [[nodiscard]] bool has_all(const std::vector<Path>& paths, json::Value root, json::Value order) const;
    [[nodiscard]] Error no_order(json::Value root, std::string_view at) const;

    Mapping mapping_;
    KnownMembers known_;
};

// A mapping that the program carries: name of the file and its text.
struct MappingFile {
    std::string_view name;
    std::string_view text;
};
[[nodiscard]] std::span<const MappingFile> mapping_files() noexcept;

}  // namespace silkgate::intake
