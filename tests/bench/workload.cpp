#include "tests/bench/workload.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <stdexcept>

namespace silkgate::bench {
namespace {

using namespace std::chrono_literals;

constexpr auto kFailoverAfter = 200ms;  // a queued item may then go to another gateway than its own
constexpr std::size_t kNumberDigits = 9;

// The outcome of this attempt is not known or it may be repeated: http-api, section 3.
bool worth_repeating(int status) {
    constexpr std::array<int, 7> kRepeat = {0, 408, 409, 429, 500, 503, 504};
    return std::find(kRepeat.begin(), kRepeat.end(), status) != kRepeat.end();
}

SteadyClock::duration seconds(double value) {
    return std::chrono::duration_cast<SteadyClock::duration>(std::chrono::duration<double>(value));
}

double seconds_of(SteadyClock::duration value) {
    return std::chrono::duration<double>(value).count();
}

std::string host_header(std::string_view url) {
    constexpr std::string_view kScheme = "https://";
    return std::string(url.starts_with(kScheme) ? url.substr(kScheme.size()) : url);
}

}  // namespace

RequestTemplate::RequestTemplate(const Options& options, std::string_view body, std::string_view host)
    : prefix_(options.prefix), suffix_(options.suffix) {
    const auto number_size = prefix_.size() + kNumberDigits + suffix_.size();
    std::size_t from = 0;
    for (auto at = body.find(options.placeholder); at != std::string_view::npos;
         at = body.find(options.placeholder, from)) {
        pieces_.emplace_back(body.substr(from, at - from));
        from = at + options.placeholder.size();
    }
    if (pieces_.empty()) {
        throw std::runtime_error("the body template does not contain the placeholder");
    }
    const auto occurrences = pieces_.size();
    pieces_.emplace_back(body.substr(from));
    body_bytes_ = body.size() - occurrences * options.placeholder.size() + occurrences * number_size;
    head_ = "POST " + options.path + " HTTP/1.1\r\nHost: " + host_header(host) +
            "\r\nContent-Type: application/json\r\n";
    if (!options.token.empty()) {
        head_ += "Authorization: Bearer " + options.token + "\r\n";
    }
    for (const auto& line : options.headers) {
        head_ += line + "\r\n";
    }
    head_ += "Content-Length: " + std::to_string(body_bytes_) + "\r\n\r\n";
}

std::string RequestTemplate::number(std::uint64_t index) const {
    auto digits = std::to_string(index);
    digits.insert(0, kNumberDigits - std::min(kNumberDigits, digits.size()), '0');
    return prefix_ + digits + suffix_;
}

std::string RequestTemplate::request(std::uint64_t index) const {
    const auto text = number(index);
    std::string out;
    out.reserve(head_.size() + body_bytes_);
    out += head_;
    for (std::size_t i = 0; i + 1 < pieces_.size(); ++i) {
        out += pieces_[i];
        out += text;
    }
    out += pieces_.back();
    return out;
}

Workload::Workload(const Options& options, const RequestTemplate& request, SteadyClock::time_point start)
    : options_(options),
      request_(request),
      start_(start),
      measured_from_(start + seconds(options.warmup_seconds)),
      next_arrival_(start),
      random_(options.seed),
      next_index_(options.first),
      queues_(options.urls.size()),
      last_measured_(start),
      journal_(nullptr, &std::fclose) {
    if (!options.journal_file.empty()) {
        journal_.reset(std::fopen(options.journal_file.c_str(), "w"));
        if (!journal_) {
            throw std::runtime_error("can not write " + options.journal_file);
        }
    }
}

bool Workload::arrivals_over(SteadyClock::time_point now) const {
    return now >= start_ + seconds(options_.seconds) ||
           (options_.orders != 0 && next_index_ - options_.first >= options_.orders);
}

std::size_t Workload::add(std::uint64_t index, SteadyClock::time_point intended, std::size_t target) {
    std::size_t at = items_.size();
    if (free_.empty()) {
        items_.emplace_back();
    } else {
        at = free_.back();
        free_.pop_back();
    }
    items_[at] = Item{.index = index, .intended = intended, .target = target, .attempts = 0};
    ++outstanding_;
    return at;
}

void Workload::arrive(SteadyClock::time_point intended) {
    const auto index = next_index_++;
    const auto target = turn_++ % queues_.size();
    queues_[target].push_back(add(index, intended, target));
    if (std::uniform_real_distribution<>(0, 1)(random_) < options_.duplicates) {
        const auto other = (target + 1) % queues_.size();
        queues_[other].push_back(add(index, intended, other));
    }
}

void Workload::advance(SteadyClock::time_point now) {
    if (options_.rate > 0) {
        std::exponential_distribution<> gap(options_.rate);
        while (next_arrival_ <= now && !arrivals_over(next_arrival_)) {
            arrive(next_arrival_);
            next_arrival_ += seconds(gap(random_));
        }
    }
    while (!repeats_.empty() && repeats_.top().at <= now) {
        const auto at = repeats_.top().item;
        repeats_.pop();
        queues_[items_[at].target].push_back(at);
    }
    std::size_t waiting = 0;
    for (const auto& queue : queues_) {
        waiting += queue.size();
    }
    backlog_max_ = std::max(backlog_max_, waiting);
}

std::optional<std::size_t> Workload::next(std::size_t target, SteadyClock::time_point now) {
    if (queues_[target].empty() && options_.rate <= 0 && !arrivals_over(now)) {
        turn_ = target;
        arrive(now);
    }
    for (std::size_t step = 0; step < queues_.size(); ++step) {
        auto& queue = queues_[(target + step) % queues_.size()];
        if (!queue.empty() && (step == 0 || items_[queue.front()].intended + kFailoverAfter < now)) {
            const auto at = queue.front();
            queue.pop_front();
            items_[at].target = target;
            return at;
        }
    }
    return std::nullopt;
}

SteadyClock::time_point Workload::wake_at(SteadyClock::time_point now) const {
    auto at = now + 100ms;
    if (options_.rate > 0 && !arrivals_over(next_arrival_)) {
        at = std::min(at, next_arrival_);
    }
    if (!repeats_.empty()) {
        at = std::min(at, repeats_.top().at);
    }
    return at;
}

void Workload::answered(std::size_t at, const Answer& answer, SteadyClock::time_point now) {
    auto& item = items_[at];
    ++item.attempts;
    journal(item, answer);
    ++statuses_[answer.status];
    replayed_ += answer.replayed ? 1 : 0;
    if (options_.retry && worth_repeating(answer.status)) {
        item.target = (item.target + 1) % queues_.size();
        repeats_.push({.at = now + std::min<SteadyClock::duration>(20ms * item.attempts, 1s), .item = at});
        return;
    }
    if (answer.status == 202 && item.intended >= measured_from_) {
        latency_.record(std::chrono::duration_cast<std::chrono::microseconds>(now - item.intended).count());
        ++measured_;
        last_measured_ = now;
    }
    settle(at);
}

void Workload::settle(std::size_t at) {
    free_.push_back(at);
    --outstanding_;
}

void Workload::journal(const Item& item, const Answer& answer) {
    if (!journal_) {
        return;
    }
    const auto t = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch()
    );
    const auto line = R"({"kind":"request","number":")" + request_.number(item.index) + R"(","status":)" +
                      std::to_string(answer.status) + R"(,"id":")" + answer.id + R"(","t":)" +
                      std::to_string(t.count()) + R"(,"replayed":)" + (answer.replayed ? "true" : "false") +
                      "}\n";
    std::fwrite(line.data(), 1, line.size(), journal_.get());
}

void Workload::close(SteadyClock::time_point now) {
    std::vector<bool> settled(items_.size(), false);
    for (const auto at : free_) {
        settled[at] = true;
    }
    for (std::size_t at = 0; at < items_.size(); ++at) {
        if (!settled[at]) {
            journal(items_[at], {});
            ++statuses_[0];
        }
    }
    advance(now);
    journal_.reset();
}

std::string Workload::report(SteadyClock::time_point now) const {
    const auto measured_seconds = seconds_of(std::max(last_measured_, measured_from_ + 1ms) - measured_from_);
    std::string out =
        R"({"seconds":)" + std::to_string(seconds_of(now - start_)) + R"(,"orders":)" +
        std::to_string(next_index_ - options_.first) + R"(,"outstanding":)" + std::to_string(outstanding_) +
        R"(,"body_bytes":)" + std::to_string(request_.body_bytes()) + R"(,"accepted_per_second":)" +
        std::to_string(static_cast<double>(measured_) / measured_seconds) + R"(,"replayed":)" +
        std::to_string(replayed_) + R"(,"backlog_max":)" + std::to_string(backlog_max_) + R"(,"statuses":{)";
    const auto* comma = "";
    for (const auto& [status, count] : statuses_) {
        out += comma;
        out += '"' + std::to_string(status) + "\":" + std::to_string(count);
        comma = ",";
    }
    out += R"(},"latency_us":{"count":)" + std::to_string(latency_.count());
    for (const auto& [name, quantile] :
         {std::pair{"p50", 0.5}, std::pair{"p90", 0.9}, std::pair{"p99", 0.99}, std::pair{"p999", 0.999}}) {
        out += std::string(",\"") + name + "\":" + std::to_string(latency_.at(quantile));
    }
    return out + R"(,"max":)" + std::to_string(latency_.max()) + "}}";
}

}  // namespace silkgate::bench
