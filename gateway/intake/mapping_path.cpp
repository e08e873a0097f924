#include "gateway/intake/mapping_path.hpp"

#include <charconv>
#include <ranges>

namespace silkgate::intake {
namespace {

// "[]", "[0]" or "[name=text]", without its brackets.
Result<Path::Step> parse_bracket(std::string_view inside) {
    if (inside.empty()) {
        return Path::Step{.kind = Path::StepKind::each_element, .name = {}, .equals = {}, .join = {}};
    }
    if (const auto equals = inside.find('='); equals != std::string_view::npos && equals > 0) {
        Path::Step step{
            .kind = Path::StepKind::matching,
            .name = std::string(inside.substr(0, equals)),
            .equals = std::string(inside.substr(equals + 1)),
            .join = {}
        };
        if (step.equals.starts_with('^')) {
            for (const auto name : std::views::split(std::string_view(step.equals).substr(1), '.')) {
                step.join.emplace_back(name.begin(), name.end());
            }
        }
        return step;
    }
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(inside.data(), inside.data() + inside.size(), index);
    if (error != std::errc{} || end != inside.data() + inside.size()) {
        return fail(Errc::invalid_value, "brackets hold nothing, a number, or name=text");
    }
    return Path::Step{.kind = Path::StepKind::element, .name = {}, .equals = {}, .join = {}, .index = index};
}

}  // namespace

Result<Path> Path::parse(std::string_view text) {
    Path path;
    path.text_ = text;
    if (text.starts_with("$") || text.starts_with("^")) {
        path.root_ = text.front() == '$' ? Root::document : Root::order;
        text.remove_prefix(1);
        if (text.starts_with('.')) {
            text.remove_prefix(1);
        }
    }
    while (!text.empty()) {
        if (text.front() == '[') {
            const auto close = text.find(']');
            if (close == std::string_view::npos) {
                return fail(Errc::invalid_value, "a bracket is not closed in " + path.text_);
            }
            auto step = parse_bracket(text.substr(1, close - 1));
            if (!step) {
                return step.error();
            }
            path.steps_.push_back(std::move(*step));
            text.remove_prefix(close + 1);
        } else {
            const std::string_view name = text.substr(0, text.find_first_of(".["));
            if (name.empty()) {
                return fail(Errc::invalid_value, "a member without a name in " + path.text_);
            }
            path.steps_.push_back(
                {.kind = name == "*" ? StepKind::each_member : StepKind::member,
                 .name = std::string(name),
                 .equals = {},
                 .join = {}}
            );
            text.remove_prefix(name.size());
        }
        if (text.starts_with('.')) {
            text.remove_prefix(1);
            if (text.empty()) {
                return fail(Errc::invalid_value, "a member without a name in " + path.text_);
            }
        }
    }
    for (const Step& step : path.steps_) {
        if (step.kind != StepKind::member && step.kind != StepKind::element) {
            break;
        }
        path.pointer_ += '/';
        path.pointer_ +=
            step.kind == StepKind::member ? json::escape_pointer(step.name) : std::to_string(step.index);
    }
    return path;
}

Path Path::below(const Path& scope) const {
    Path whole = scope;
    whole.steps_.insert(whole.steps_.end(), steps_.begin(), steps_.end());
    return whole;
}

}  // namespace silkgate::intake
