#include "gateway/cli/input.hpp"

#include "gateway/json/reader.hpp"
#include "gateway/order/order_json.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

namespace silkgate::cli {

Result<std::string> read_input(const std::string& file) {
    if (file == "-") {
        return std::string{std::istreambuf_iterator<char>(std::cin), {}};
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        return fail(Errc::io_failed, "can not read " + file);
    }
    return std::string{std::istreambuf_iterator<char>(in), {}};
}

int complain(const Error& error, int code) {
    const auto more = std::ranges::count(error.detail, '\n');
    if (more > 0) {
        std::fprintf(stderr, "silkgate: %d problems\n%s\n", static_cast<int>(more) + 1, error.detail.c_str());
    } else {
        const char* at = error.pointer.empty() ? "" : " at ";
        std::fprintf(stderr, "silkgate: %s%s%s\n", error.detail.c_str(), at, error.pointer.c_str());
    }
    return code;
}

Result<config::Connection> connection_for(const config::Directory& directory, const std::string& id) {
    if (id.empty()) {
        return config::Connection{};
    }
    const config::Connection* found = directory.find_connection(id);
    return found != nullptr ? Result<config::Connection>(*found)
                            : fail(Errc::not_found, "the settings have no connection " + id);
}

Result<order::Order> read_order(const std::string& file) {
    const auto bytes = read_input(file);
    const auto document = bytes ? json::Document::parse(*bytes) : Result<json::Document>(bytes.error());
    if (!document) {
        return document.error();
    }
    order::ReadOrder read = order::read_json(document->root());
    if (has_errors(read.violations)) {
        return fail(Errc::rule_violations, "the order can not be read: see `silkgate plan`");
    }
    return std::move(read.order);
}

}  // namespace silkgate::cli
