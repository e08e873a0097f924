// GET /v1/adapters, /v1/adapters/{cc}, /v1/errors/{code} and /v1/openapi.yaml: what this gateway speaks.
#pragma once

#include "gateway/api/message.hpp"
#include "gateway/api/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace silkgate::api {

class GetAdapters {
public:
    explicit GetAdapters(Services& services) : services_(services) {}

    boost::asio::awaitable<Reply> list(Request request);
    boost::asio::awaitable<Reply> one(Request request);
    boost::asio::awaitable<Reply> error_code(Request request);
    boost::asio::awaitable<Reply> openapi(Request request);

private:
    Services& services_;
};

// One adapter as JSON: capabilities, regimes with documents, sources; with its rules where asked.
enum class Detail { summary, full };
[[nodiscard]] std::string
to_json(const adapters::CountryAdapter& adapter, std::string_view rule_set, Detail detail);

}  // namespace silkgate::api
