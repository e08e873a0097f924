// An order to Russian Post (PUT /1.0/user/backlog of otpravka-api), as the JSON array of one. Masses are
// whole grams, lengths whole centimetres, all money whole kopecks, countries ISO 3166 numbers (643 is
// Russia). Fields are those of the public client RussianPost. Pure; thread-safe.
#pragma once

#include "gateway/core/decimal.hpp"
#include "gateway/core/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::express {

using Whole = std::optional<std::int64_t>;

struct PostDimension {
    Whole length;
    Whole width;
    Whole height;

    bool operator==(const PostDimension&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_integer("length", self.length);
        visit.need_integer("width", self.width);
        visit.need_integer("height", self.height);
    }
};

struct PostCustomsEntry {
    Whole amount;   // pieces
    Whole country;  // of origin
    std::string description;
    std::string tnved;
    std::string trademark;
    Whole value;   // of the line
    Whole weight;  // of the line

    bool operator==(const PostCustomsEntry&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_integer("amount", self.amount);
        visit.need_integer("country-code", self.country);
        visit.need("description", self.description);
        visit.text("tnved-code", self.tnved);
        visit.text("trademark", self.trademark);
        visit.integer("value", self.value);
        visit.need_integer("weight", self.weight);
    }
};

struct PostCustoms {
    std::string currency;      // of the values
    std::string entries_type;  // SALE_OF_GOODS, GIFT, …
    std::string customs_code;
    std::string ioss;
    std::string invoice;
    std::string licence;
    std::string certificate;
    std::optional<bool> with_invoice;
    std::optional<bool> with_licence;
    std::optional<bool> with_certificate;
    std::vector<PostCustomsEntry> entries;

    bool operator==(const PostCustoms&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("currency", self.currency);
        visit.need("entries-type", self.entries_type);
        visit.text("customs-code", self.customs_code);
        visit.text("ioss-code", self.ioss);
        visit.text("invoice-number", self.invoice);
        visit.text("license-number", self.licence);
        visit.text("certificate-number", self.certificate);
        visit.flag("with-invoice", self.with_invoice);
        visit.flag("with-license", self.with_licence);
        visit.flag("with-certificate", self.with_certificate);
        visit.need_many("customs-entries", self.entries);
    }
};

struct PostGoods {  // fiscal data of a line
    std::string description;
    Whole quantity;
    std::string code;
    Whole country;
    std::string number;
    std::string supplier_inn;
    std::string supplier_name;
    Whole value;
    Whole vat_rate;  // percent; -1: none
    std::string declaration;
    Whole weight;

    bool operator==(const PostGoods&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("description", self.description);
        visit.need_integer("quantity", self.quantity);
        visit.text("code", self.code);
        visit.integer("country-code", self.country);
        visit.text("item-number", self.number);
        visit.text("supplier-inn", self.supplier_inn);
        visit.text("supplier-name", self.supplier_name);
        visit.integer("value", self.value);
        visit.integer("vat-rate", self.vat_rate);
        visit.text("customs-declaration-number", self.declaration);
        visit.integer("weight", self.weight);
    }
};

struct PostOrder {
    std::string number;
    std::string address_type;  // DEFAULT, PO_BOX, DEMAND, UNIT
    std::string mail_type;     // SMALL_PACKET, POSTAL_PARCEL, …
    std::string mail_category;
    Whole country;  // where it goes
    Whole mass;
    std::string given_name;
    std::string surname;
    std::string middle_name;
    std::string recipient_name;
    std::string place;
    std::string region;
    std::string street;
    std::string house;
    std::string room;
    Whole postcode;                // within Russia: six digits
    std::string foreign_postcode;  // elsewhere
    Whole phone;                   // digits only
    Whole insured;                 // declared value
    Whole payment;                 // cash on delivery
    Whole compulsory_payment;
    std::string transport_type;  // abroad: SURFACE, AVIA, …
    std::optional<PostDimension> dimension;
    std::string dimension_type;  // S, M, L, XL, OVERSIZED
    std::optional<bool> fragile;
    std::optional<bool> no_return;
    std::optional<PostCustoms> customs;
    std::vector<PostGoods> goods;

    bool operator==(const PostOrder&) const = default;

    template <class Visitor, class Self>
    static void address(Visitor& visit, Self& self) {
        visit.need("given-name", self.given_name);
        visit.need("surname", self.surname);
        visit.text("middle-name", self.middle_name);
        visit.need("recipient-name", self.recipient_name);
        visit.need("place-to", self.place);
        visit.need("region-to", self.region);
        visit.need("street-to", self.street);
        visit.need("house-to", self.house);
        visit.text("room-to", self.room);
        visit.integer("index-to", self.postcode);
        visit.text("str-index-to", self.foreign_postcode);
        visit.integer("tel-address", self.phone);
    }

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("order-num", self.number);
        visit.need("address-type-to", self.address_type);
        visit.need("mail-type", self.mail_type);
        visit.need("mail-category", self.mail_category);
        visit.need_integer("mail-direct", self.country);
        visit.need_integer("mass", self.mass);
        address(visit, self);
        visit.integer("insr-value", self.insured);
        visit.integer("payment", self.payment);
        visit.integer("compulsory-payment", self.compulsory_payment);
        visit.text("transport-type", self.transport_type);
        visit.maybe("dimension", self.dimension);
        visit.text("dimension-type", self.dimension_type);
        visit.need_flag("fragile", self.fragile);
        visit.flag("no-return", self.no_return);
        visit.maybe("customs-declaration", self.customs);
        visit.many("goods/items", self.goods);
    }
};

// Errc::invalid_value says what is missing, or which condition the order breaks. Reading takes the array of
// one.
[[nodiscard]] Result<std::string> write_russian_post(const PostOrder& order);
[[nodiscard]] Result<PostOrder> read_russian_post(std::string_view bytes);

}  // namespace silkgate::adapters::express
