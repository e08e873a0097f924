// What the postal customs forms CN 22 and CN 23 share. Private to this folder.
#pragma once

#include "gateway/papers/order_papers.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace silkgate::papers {

// Category of the item by the order's nature of transaction.
struct Category {
    std::string_view word;
    Text text;
};
inline constexpr std::array<Category, 5> kCategories{{
    {"sale", {.en = "Sale of goods", .zh = "商品", .ru = "Продажа товара"}},
    {"gift", {.en = "Gift", .zh = "礼品", .ru = "Подарок"}},
    {"sample", {.en = "Commercial sample", .zh = "商品样本", .ru = "Коммерческий образец"}},
    {"documents", {.en = "Documents", .zh = "文件", .ru = "Документы"}},
    {"return", {.en = "Returned goods", .zh = "退回物品", .ru = "Возврат товара"}},
}};

// "240.00 CNY"; empty where the amount is not known.
[[nodiscard]] std::string money(const std::optional<Decimal>& amount, const order::Order& order);
// Of all contents; nullopt where one has no value.
[[nodiscard]] std::optional<Decimal> total_value(const Shipment& shipment);

}  // namespace silkgate::papers
