// The cases of rules_test.cpp: for each rule an order that breaks it alone and, for a limit, the last value
// allowed.
#pragma once

#include "adapters/cn/test_support.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::cn::test {

struct Subject {
    order::Order order = complete_order();
    config::Connection connection = complete_connection();
    Leg leg = export_leg();
    Action action = Action::submit;
    std::string authority_reference;

    order::Line& line() { return order.lines[0]; }
    std::string& setting(const std::string& key) { return connection.registrations["CN." + key]; }
    void forget(const std::string& key) { connection.registrations.erase("CN." + key); }
    order::Consignment& consignment() { return order.consignments[0]; }
};

using Change = std::function<void(Subject&)>;

struct Case {
    std::string_view rule;
    std::string_view pointer;
    Change breaks;
    Change allowed = nullptr;  // the other side of a limit
};

inline std::string times(std::string_view text, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) {
        out += text;
    }
    return out;
}

inline Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

inline Change set(const std::string& key, const std::string& value) {
    return [=](Subject& s) { s.setting(key) = value; };
}

inline Change forget(const std::string& key) {
    return [=](Subject& s) { s.forget(key); };
}

// Rows CN-02xx, CN-03xx, CN-04xx, CN-05xx and CN-06xx.
void add_party_cases(std::vector<Case>& out);
void add_setting_cases(std::vector<Case>& out);
void add_order_cases(std::vector<Case>& out);
void add_line_cases(std::vector<Case>& out);
void add_cancellation_cases(std::vector<Case>& out);

}  // namespace silkgate::adapters::cn::test
