// Papers of one consignment of an order: label, CN 22, CN 23, commercial invoice, packing list. What the
// order does not say is left blank, never guessed. Pure.
#pragma once

#include "adapters/common/transport/s10_view.hpp"
#include "gateway/order/order.hpp"
#include "gateway/papers/language.hpp"
#include "gateway/papers/sheet.hpp"

#include <string>
#include <vector>

namespace silkgate::papers {

struct Shipment {
    const order::Order* order = nullptr;  // outlives the shipment
    adapters::transport::S10View view;    // of the consignment: its lines, weights and values
    std::string waybill;                  // empty: none yet
    Instant created;
};

// `consignment` counts from 0. `assigned` is the waybill that the gateway gave the order, where the
// consignment has none of its own.
[[nodiscard]] Shipment
view_shipment(const order::Order& order, std::size_t consignment, std::string_view assigned, Instant created);

// 100 × 150 mm. Errc::not_found where there is no number to print.
[[nodiscard]] Result<std::string> draw_label(const Shipment& shipment, Language language);
// UPU customs declaration CN 22, A7, with as many pages as the contents need.
[[nodiscard]] Result<std::string> draw_cn22(const Shipment& shipment, Language language);
// UPU customs declaration CN 23, A5 landscape, with as many pages as the contents need.
[[nodiscard]] Result<std::string> draw_cn23(const Shipment& shipment, Language language);
[[nodiscard]] Sheet commercial_invoice(const Shipment& shipment);
[[nodiscard]] Sheet packing_list(const Shipment& shipment);

// "Ivanova Olga" and, where it differs, the name in its own script; then the address, country last.
[[nodiscard]] std::vector<std::string> address_lines(const order::Party& party);
// The goods in every language that the order has: "Electric kettle / 电热水壶 / Чайник".
[[nodiscard]] std::string description_of(const order::Line& line);

}  // namespace silkgate::papers
