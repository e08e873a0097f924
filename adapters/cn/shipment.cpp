#include "adapters/cn/shipment.hpp"

#include "adapters/cn/receipts.hpp"
#include "adapters/cn/references.hpp"
#include "adapters/cn/shipment_kinds.hpp"
#include "adapters/cn/tables.hpp"
#include "adapters/common/xml/writer.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/rules/rules.hpp"

#include <algorithm>
#include <span>

namespace silkgate::adapters::cn {
namespace {

// ceb-2022-05: new, change, delete.
constexpr std::string_view kAppTypes[] = {"1", "2", "3"};
// Members of the JSON that are no elements of the head.
constexpr std::string_view kOwn[] = {"message", "list", "appType", "telling"};

struct Part {
    std::size_t count = 1;
    std::size_t number = 1;  // from 1
    std::size_t first = 0;   // line, in the whole list
    std::size_t lines = 0;
};

class Shipment {
public:
    Shipment(
        const ShipmentKind& kind,
        json::Value from,
        const config::Connection& connection,
        Instant at,
        const ShipmentDefaults& defaults
    )
        : kind_(kind), from_(from), connection_(connection), at_(at), defaults_(defaults) {
        for (const json::Value line : from["list"]) {
            lines_.push_back(line);
        }
    }

    [[nodiscard]] std::size_t lines() const noexcept { return kind_.list.empty() ? 0 : lines_.size(); }

    // What is wrong, or nothing.
    [[nodiscard]] std::string problems() {
        find_unknown(from_, kind_.fields, "");
        if (std::ranges::find(kAppTypes, app_type()) == std::end(kAppTypes)) {
            wrong_ += " appType";
        }
        for (const ShipmentField& field : kind_.fields) {
            check(field, head_value(field), field.name);
        }
        if (!kind_.list.empty() && !kind_.may_be_empty && lines_.empty()) {
            wrong_ += " list";
        }
        std::size_t number = 0;
        for (const json::Value line : lines_) {
            const std::string at = "list/" + std::to_string(number++) + "/";
            find_unknown(line, kind_.lines, at);
            for (const ShipmentField& field : kind_.lines) {
                check(field, line[field.name].text(), at + std::string(field.name));
            }
        }
        return wrong_;
    }

    [[nodiscard]] std::string write(const Part& part) {
        const std::string guid = uuid("message", part);
        xml::Writer out;
        out.open(
            "ceb:" + std::string(kind_.name) + "Message",
            {"xmlns:ceb",
             "http://www.chinaport.gov.cn/ceb",
             "xmlns:xsi",
             "http://www.w3.org/2001/XMLSchema-instance",
             "guid",
             guid,
             "version",
             "1.0"}
        );
        out.open("ceb:" + std::string(kind_.document));
        if (!kind_.head.empty()) {
            out.open("ceb:" + std::string(kind_.head));
        }
        out.element("ceb:guid", uuid("document", part)).element("ceb:appType", app_type());
        out.element("ceb:appTime", format_compact(at_, kChinaOffset)).element("ceb:appStatus", "2");
        for (const ShipmentField& field : kind_.fields) {
            put(out, field, head_value(field), part, 0);
        }
        if (!kind_.head.empty()) {
            out.close();
        }
        for (std::size_t i = 0; i < part.lines; ++i) {
            out.open("ceb:" + std::string(kind_.list));
            for (const ShipmentField& field : kind_.lines) {
                put(out, field, lines_[part.first + i][field.name].text(), part, i + 1);
            }
            out.close();
        }
        out.close();
        put_sender(out);
        out.close();
        return std::move(out).str();
    }

    // By what the receipts name the part: the business key, and the message's own guid.
    [[nodiscard]] std::vector<std::string> references(const Part& part) const {
        std::string key = reference(kind_.name, {});
        for (const std::string_view name : find_receipt_of(kind_.name)->key) {
            if (!name.empty()) {
                const auto field = std::ranges::find(kind_.fields, name, &ShipmentField::name);
                key += ':';
                key += name == "msgSeqNo" ? std::to_string(part.number) : std::string(head_value(*field));
            }
        }
        return {std::move(key), message_reference(uuid("message", part))};
    }

private:
    void check(const ShipmentField& field, std::string_view value, std::string_view name) {
        const bool is_wrong = value.empty() ? field.required : rules::count_code_points(value) > field.max;
        if (field.from == FieldFrom::given && is_wrong) {
            wrong_.append(" ").append(name);
        }
    }

    void find_unknown(json::Value object, std::span<const ShipmentField> fields, std::string_view at) {
        for (const json::Value member : object) {
            const bool is_own = at.empty() && std::ranges::find(kOwn, member.key()) != std::end(kOwn);
            if (!is_own && std::ranges::find(fields, member.key(), &ShipmentField::name) == fields.end()) {
                wrong_.append(" ").append(at).append(member.key());
            }
        }
    }

    [[nodiscard]] std::string_view app_type() const {
        const std::string_view given = from_["appType"].text();
        return given.empty() ? kAppTypes[0] : given;
    }

    [[nodiscard]] std::string_view registration(std::string_view name) const {
        const std::string key = "CN." + std::string(name);
        for (const std::string& one : {key + "." + std::string(kind_.name), key}) {
            if (const auto found = connection_.registrations.find(one);
                found != connection_.registrations.end()) {
                return found->second;
            }
        }
        return {};
    }

    [[nodiscard]] std::string_view head_value(const ShipmentField& field) const {
        if (!field.fixed.empty()) {
            return field.fixed;
        }
        return text_at(field.name);
    }

    [[nodiscard]] std::string_view text_at(std::string_view name) const {
        if (const std::string_view given = from_[name].text(); !given.empty()) {
            return given;
        }
        const auto found = defaults_.find(name);
        return found == defaults_.end() ? registration(name) : std::string_view(found->second);
    }

    // Of the shipment's own number, so that the same one is sent again and not anew; each telling of it has
    // one of its own.
    [[nodiscard]] std::string uuid(std::string_view what, const Part& part) const {
        std::string name = "cn shipment ";
        name.append(what).append(" ").append(kind_.name).append(" ").append(connection_.id.view());
        for (const char* member : {"copNo", "coElNo", "logisticsNo"}) {
            name.append(" ").append(text_at(member));
        }
        name.append(" ").append(std::to_string(part.number));
        if (const std::string_view telling = from_["telling"].text(); !telling.empty()) {
            name.append(" telling ").append(telling);
        }
        std::string out = crypto::uuid_v5(name);
        std::ranges::transform(out, out.begin(), [](char c) {
            return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        });
        return out;
    }

    static void put(
        xml::Writer& out,
        const ShipmentField& field,
        std::string_view value,
        const Part& part,
        std::size_t line
    ) {
        const std::string number = std::to_string(
            field.from == FieldFrom::part_count    ? part.count
            : field.from == FieldFrom::part_number ? part.number
                                                   : line
        );
        const std::string_view text = field.from == FieldFrom::given ? value : std::string_view(number);
        if (!text.empty()) {
            out.element("ceb:" + std::string(field.name), text);
        }
    }

    void put_sender(xml::Writer& out) const {
        out.open("ceb:BaseTransfer");
        out.element("ceb:copCode", registration("copCode")).element("ceb:copName", registration("copName"));
        out.element("ceb:dxpMode", "DXP").element("ceb:dxpId", registration("dxpId"));
        out.close();
    }

    const ShipmentKind& kind_;
    json::Value from_;
    std::vector<json::Value> lines_;
    const config::Connection& connection_;
    Instant at_;
    const ShipmentDefaults& defaults_;
    std::string wrong_;
};

}  // namespace

Result<std::vector<ShipmentMessage>> write_shipment(
    json::Value shipment,
    const config::Connection& connection,
    Instant at,
    const ShipmentDefaults& defaults
) {
    const ShipmentKind* kind = find_shipment_kind(shipment["message"].text());
    if (kind == nullptr) {
        return fail(Errc::invalid_value, "message is none of CEB215, 507, 509, 513, 607, 701 and 711");
    }
    Shipment writer(*kind, shipment, connection, at, defaults);
    if (const std::string wrong = writer.problems(); !wrong.empty()) {
        return fail(Errc::invalid_value, "missing, too long or not known:" + wrong);
    }
    const std::size_t lines = writer.lines();
    const std::size_t size = kind->is_splittable ? kPartLinesMax : std::max<std::size_t>(lines, 1);
    const std::size_t count = std::max<std::size_t>((lines + size - 1) / size, 1);
    std::vector<ShipmentMessage> out;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t first = i * size;
        const Part part{
            .count = count, .number = i + 1, .first = first, .lines = std::min(size, lines - first)
        };
        out.push_back(
            {.kind = std::string(kind->name),
             .bytes = writer.write(part),
             .references = writer.references(part),
             .first = first,
             .lines = part.lines}
        );
    }
    return out;
}

}  // namespace silkgate::adapters::cn
