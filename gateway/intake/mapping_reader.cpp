#include "gateway/intake/mapping_reader.hpp"

#include <algorithm>

namespace silkgate::intake {

void MappingReader::mistake(json::Value at, std::string_view what) {
    if (!error_) {
        error_ = fail(Errc::invalid_settings, std::string(what), at.pointer());
    }
}

void MappingReader::Object::finish() {
    for (const json::Value member : value_) {
        if (std::ranges::find(seen_, member.key()) == seen_.end()) {
            reader_.mistake(member, "a mapping has no member of this name here");
        }
    }
    reader_.scope_ = std::move(scope_before_);
}

void MappingReader::note(const Path& path) {
    if (path.root() == Path::Root::order || (path.root() == Path::Root::here && scope_.empty())) {
        known_.push_back(path);
    }
    for (const Path& scope : path.root() == Path::Root::here ? scope_ : std::vector<Path>{}) {
        known_.push_back(path.below(scope));
    }
}

MappingReader& MappingReader::note(std::string_view member) {
    if (const auto path = Path::parse(member)) {
        note(*path);
    }
    return *this;
}

void MappingReader::open_scope(const std::vector<Path>& each) {
    std::vector<Path> inner;
    for (const Path& path : each) {
        if (path.root() == Path::Root::order || scope_.empty()) {
            inner.push_back(path);
        }
        for (const Path& scope : path.root() == Path::Root::here ? scope_ : std::vector<Path>{}) {
            inner.push_back(path.below(scope));
        }
    }
    if (!inner.empty()) {
        scope_ = std::move(inner);
    }
}

std::string MappingReader::plain(json::Value value) {
    if (value && !value.is_string()) {
        mistake(value, "a text is expected");
    }
    return value.is_string() ? std::string(value.text()) : std::string{};
}

Decimal MappingReader::number(json::Value value) {
    const auto decimal = json::to_decimal(value);
    if (!decimal) {
        mistake(value, "a decimal is expected");
        return {};
    }
    return *decimal;
}

// "path" or ["path", "path"].
std::vector<Path> MappingReader::paths(json::Value value) {
    std::vector<Path> paths;
    const auto add = [&](json::Value one) {
        auto path = one.is_string() ? Path::parse(one.text()) : fail(Errc::invalid_value, "a path is a text");
        if (!path) {
            mistake(one, path.error().detail);
            return;
        }
        note(*path);
        paths.push_back(std::move(*path));
    };
    if (value.is_array()) {
        for (const json::Value one : value) {
            add(one);
        }
    } else if (value) {
        add(value);
    }
    return paths;
}

// "path", ["path", …], or {"path": …, "constant": "…"}.
TextField MappingReader::text(json::Value value) {
    TextField field;
    if (!value.is_object()) {
        field.paths = paths(value);
        return field;
    }
    Object object(*this, value);
    object.read("path", field.paths).read("constant", field.constant);
    object.finish();
    return field;
}

AmountField MappingReader::amount(json::Value value) {
    AmountField field;
    if (!value.is_object()) {
        field.first = paths(value);
        return field;
    }
    Object object(*this, value);
    std::string sign;
    object.read("path", field.first)
        .read("plus", field.plus)
        .read("minus", field.minus)
        .read("perUnit", field.per_unit)
        .read("sign", sign);
    if (sign == "absolute" || sign == "turned") {
        field.sign = sign == "absolute" ? Sign::absolute : Sign::turned;
    } else if (!sign.empty()) {
        mistake(value["sign"], "absolute or turned is expected");
    }
    if (const json::Value decimals = object.get("decimals")) {
        const Decimal count = number(decimals);
        if (count.scale() != 0 || count < Decimal{} || count > Decimal(6)) {
            mistake(decimals, "0 to 6 decimals");
        } else {
            field.decimals = static_cast<int>(count.coefficient());
        }
    }
    if (const json::Value constant = object.get("constant")) {
        field.constant = number(constant);
    }
    object.finish();
    return field;
}

TimeField MappingReader::time(json::Value value) {
    TimeField field;
    if (!value.is_object()) {
        field.paths = paths(value);
        return field;
    }
    Object object(*this, value);
    std::string form;
    std::string zone;
    std::string assumed;
    object.read("path", field.paths)
        .read("clock", field.clock)
        .read("form", form)
        .read("zone", zone)
        .read("assumed", assumed);
    const auto known = find_time_form(form.empty() ? "rfc3339" : form);
    if (!known) {
        mistake(value["form"], "no such form of time");
    } else {
        field.form = *known;
    }
    const bool needs_zone =
        field.form == TimeForm::local || field.form == TimeForm::date || field.form == TimeForm::day_first;
    field.zone_of_connection = zone == "connection";
    const std::string& fixed = field.zone_of_connection ? assumed : zone;
    const auto offset = parse_zone(fixed.empty() ? "Z" : fixed);
    if (!assumed.empty() && !field.zone_of_connection) {
        mistake(value, "a zone is assumed where the connection's is meant");
    } else if (needs_zone == zone.empty() || !offset) {
        mistake(value, needs_zone ? "this form needs a zone such as +08:00" : "this form has its zone in it");
    } else {
        field.zone = *offset;
    }
    object.finish();
    return field;
}

WordRule MappingReader::word_rule(json::Value value) {
    WordRule rule;
    Object object(*this, value);
    std::vector<Path> paths_read;
    object.read("path", paths_read).read("onlyThese", rule.only_these);
    if (paths_read.size() == 1) {
        rule.path = std::move(paths_read.front());
    } else {
        mistake(value, "one path is expected");
    }
    for (const json::Value word : object.get("words")) {
        rule.words.emplace_back(word.key(), plain(word));
    }
    object.finish();
    return rule;
}

// {"path": …, "words": {…}}, a list of them, or "constant".
WordField MappingReader::words(json::Value value) {
    WordField field;
    if (value.is_string()) {
        field.constant = value.text();
    } else if (value.is_array()) {
        for (const json::Value rule : value) {
            field.rules.push_back(word_rule(rule));
        }
    } else if (value) {
        field.rules.push_back(word_rule(value));
    }
    return field;
}

}  // namespace silkgate::intake
