// Lists of denied parties as publishers make them: no crash, a mistake is named with the file, and every
// entry can be screened for.
#include "gateway/screening/lists.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using silkgate::fuzz::require;
    namespace screening = silkgate::screening;
    const std::string_view bytes = silkgate::fuzz::as_text(data, size);
    const auto list = screening::read_list("list.txt", bytes);
    const auto again = screening::read_list("list.txt", bytes);
    require(list.has_value() == again.has_value(), "a list reads the same way twice");
    if (!list) {
        require(
            list.error().code == silkgate::Errc::invalid_settings, "what is not read is a mistake of the file"
        );
        require(
            list.error().detail.find("list.txt") != std::string::npos, "what is not read says where it stood"
        );
        return 0;
    }
    require(!list->entries.empty(), "a list without an entry is a mistake");
    require(list->entries.size() == again->entries.size(), "a list has as many entries when read twice");
    for (const screening::Entry& entry : list->entries) {
        require(!entry.id.empty() && !entry.names.empty(), "an entry has its id and a name");
    }
    return 0;
}
