// Validation against the published schemas, by xmllint.
#pragma once

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <unistd.h>

namespace silkgate::adapters::consignment {

// Schemas of the reference data in one folder, since the album's transport schemas import one of its base
// files, which stands elsewhere.
class Schemas {
public:
    Schemas()
        : folder_(std::filesystem::temp_directory_path() / ("silkgate-notes-" + std::to_string(::getpid()))) {
        const char* root = std::getenv("SILKGATE_REFERENCE");
        if (root == nullptr || *root == '\0') {
            return;
        }
        std::filesystem::create_directories(folder_);
        for (const auto& file :
             std::filesystem::directory_iterator(std::filesystem::path(root) / "logistics/rail-road-ru")) {
            std::filesystem::copy(file.path(), folder_, std::filesystem::copy_options::overwrite_existing);
        }
        std::filesystem::copy(
            std::filesystem::path(root) / "eaeu/fts-album-5.27.0/CategoriesCust.xsd",
            folder_,
            std::filesystem::copy_options::overwrite_existing
        );
        for (const auto& file :
             std::filesystem::directory_iterator(std::filesystem::path(root) / "logistics/road-ecmr")) {
            std::filesystem::copy(file.path(), folder_, std::filesystem::copy_options::overwrite_existing);
        }
        there_ = true;
    }
    ~Schemas() { std::filesystem::remove_all(folder_); }
    Schemas(const Schemas&) = delete;
    Schemas& operator=(const Schemas&) = delete;

    [[nodiscard]] bool there() const { return there_; }
    // What xmllint says, or empty.
    [[nodiscard]] std::string errors(std::string_view bytes, std::string_view schema) const {
        const std::filesystem::path file = folder_ / "document.xml";
        std::ofstream(file, std::ios::binary) << bytes;
        const std::string command = "xmllint --noout --nonet --schema '" + (folder_ / schema).string() +
                                    "' '" + file.string() + "' 2>&1";
        std::string output;
        FILE* pipe = ::popen(command.c_str(), "r");
        std::array<char, 4096> buffer{};
        for (std::size_t size = 0; (size = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
            output.append(buffer.data(), size);
        }
        return ::pclose(pipe) == 0 ? std::string{} : output;
    }

private:
    std::filesystem::path folder_;
    bool there_ = false;
};

}  // namespace silkgate::adapters::consignment
