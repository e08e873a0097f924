#include "adapters/ru/simulate.hpp"

#include "adapters/common/eaeu/r043.hpp"
#include "adapters/common/xml/reader.hpp"
#include "adapters/common/xml/writer.hpp"
#include "adapters/ru/russia.hpp"
#include "adapters/ru/write_declaration.hpp"
#include "adapters/ru/write_goods_declaration.hpp"
#include "gateway/crypto/digest.hpp"

namespace silkgate::adapters::ru {
namespace {

constexpr std::string_view kCommon = "urn:customs.ru:CommonAggregateTypes:5.22.0";
constexpr std::string_view kMark =
    "urn:customs.ru:Information:CustomsDocuments:ExpressCargoDeclarationCustomMark:5.22.0";
constexpr std::string_view kNotice =
    "urn:customs.ru:Information:ExchangeDocuments:NotifGTDRegistration:5.22.0";
constexpr std::string_view kDemand =
    "urn:customs.ru:Information:CustomsDocuments:ExpressCargoReqCorrect:5.23.0";

// What the replies take from the declaration, and the number that the simulated customs gives it.
struct Filing {
    std::string document;
    std::string office;
    std::string broker;
    std::vector<const xml::Element*> shipments;
    bool is_personal = false;  // ПТДЭГ
    bool is_dutiable = false;
    std::string date;    // Moscow's
    std::string time;    // with offset
    std::string serial;  // 7 digits, the same for the same declaration
};

std::string reply_id(const Filing& filing, std::string_view what) {
    return crypto::uuid_v5("ru/simulated/" + filing.document + "/" + std::string(what));
}

// Seven digits from the document's id, so that the same declaration gets the same number.
std::string serial_of(std::string_view document) {
    const crypto::Sha256 digest = crypto::sha256(document);
    std::string out;
    for (std::size_t i = 0; i < 7; ++i) {
        out += static_cast<char>('0' + digest[i] % 10);
    }
    return out;
}

void write_number(xml::Writer& out, std::string_view name, const Filing& filing) {
    out.open(name)
        .element("cat_ru:CustomsCode", filing.office)
        .element("cat_ru:RegistrationDate", filing.date)
        .element("cat_ru:GTDNumber", filing.serial)
        .close();
}

SimulatedReply finish(xml::Writer&& out) {
    out.close();
    return {.content_type = "application/xml; charset=utf-8", .bytes = std::move(out).str()};
}

SimulatedReply make_registration(const Filing& filing) {
    xml::Writer out;
    out.open(
           "n:NotifGTDRegistration",
           {"DocumentModeID", "1004051E", "xmlns:n", kNotice, "xmlns:cat_ru", kCommon}
    )
        .element("cat_ru:DocumentID", reply_id(filing, "registration"))
        .element("cat_ru:RefDocumentID", filing.document)
        .element("n:RegistrationDate", filing.date)
        .element("n:RegistrationTime", filing.time)
        .element("n:DocSign", "2");
    out.open("n:Customs").element("cat_ru:Code", filing.office).close();
    write_number(out, "n:GTDID", filing);
    return finish(std::move(out));
}

SimulatedReply make_mark(const Filing& filing, std::string_view code, std::string_view reason) {
    xml::Writer out;
    out.open(
           "m:ExpressCargoDeclarationCustomMark",
           {"DocumentModeID", "1006347E", "xmlns:m", kMark, "xmlns:cat_ru", kCommon}
    )
        .element("cat_ru:DocumentID", reply_id(filing, "mark/" + std::string(code)))
        .element("cat_ru:RefDocumentID", filing.document);
    write_number(out, "m:ApplicationRegNumber", filing);
    for (const xml::Element* shipment : filing.shipments) {
        out.open("m:Consignment")
            .element("m:DecisionCode", code)
            .element("m:DecisionDate", filing.date + "T" + filing.time)
            .element_if("m:Reason", reason);
        out.open("m:IndividualWayBill")
            .element_if("cat_ru:PrDocumentNumber", shipment->text_at("HouseWaybillDetails/PrDocumentNumber"))
            .element("m:WayBillID", shipment->text_at("WayBillID"))
            .element("m:ObjectOrdinal", shipment->text_at("ObjectOrdinal"))
            .close();
        out.close();
    }
    return finish(std::move(out));
}

SimulatedReply make_demand(const Filing& filing) {
    xml::Writer out;
    out.open(
           "d:ExpressCargoReqCorrect",
           {"DocumentModeID", "1006348E", "xmlns:d", kDemand, "xmlns:cat_ru", kCommon}
    )
        .element("cat_ru:DocumentID", reply_id(filing, "demand"))
        .element("cat_ru:RefDocumentID", filing.document)
        .element("d:CorrectDocType", filing.is_personal ? "2" : "1")
        .element("d:DocKind", "1");
    out.open("d:Customs").element("cat_ru:Code", filing.office).close();
    out.element("d:DecisionDateTime", filing.date + "T" + filing.time).element("d:BrokerName", filing.broker);
    write_number(out, "d:ApplicationRegNumber", filing);
    out.element("d:Reason", "Проверка: уточнить описание товара");
    for (const xml::Element* shipment : filing.shipments) {
        out.open("d:Consignment").element("d:OrderNumber", "1");
        out.open("d:IndividualWayBill")
            .element("d:WayBillID", shipment->text_at("WayBillID"))
            .element("d:ObjectOrdinal", shipment->text_at("ObjectOrdinal"))
            .close();
        out.open("d:ChangeDetails").element("d:GRNumber", "7").close();
        out.close();
    }
    return finish(std::move(out));
}

Result<Filing> read_filing(const xml::Element& root, Instant now) {
    const xml::Element* shipment = root.child("GoodsShipment");
    if ((root.name != kDocumentKind && root.name != kWithdrawalKind) || shipment == nullptr) {
        return fail(Errc::invalid_value, "not an express declaration or a withdrawal with goods");
    }
    const std::string local = format_local(now, kMoscow);
    Filing filing{
        .document = std::string(root.text_at("DocumentID")),
        .office = std::string(shipment->text_at("GoodsLocationDetails/CustomsOfficeCode")),
        .broker = std::string(root.text_at("BrokerName")),
        .shipments = {},
        .is_personal = root.text_at("ExpressRegistryKindCode") == "ПТДЭГ",
        .is_dutiable = false,
        .date = local.substr(0, 10),
        .time = local.substr(11, 8) + "+03:00",
        .serial = serial_of(root.text_at("DocumentID")),
    };
    for (const xml::Element& child : shipment->children) {
        if (child.name == "HouseShipment") {
            filing.shipments.push_back(&child);
            filing.is_dutiable = filing.is_dutiable || child.child("WayBillPaymentAmountDetails") != nullptr;
        }
    }
    if (filing.office.empty() && !filing.shipments.empty()) {  // a withdrawal names the office by the number
        filing.office = filing.shipments.front()->text_at("PrevApplicationRegNum/CustomsCode");
    }
    if (filing.document.empty() || filing.office.empty() || filing.shipments.empty()) {
        return fail(Errc::invalid_value, "the declaration has no id, no customs office or no waybill");
    }
    return filing;
}

// Decision 40: the waybill may be withdrawn.
std::vector<SimulatedReply> answer_withdrawal(const Filing& filing, Outcome outcome) {
    std::vector<SimulatedReply> replies;
    switch (outcome) {
        case Outcome::accepted:
            replies.push_back(make_mark(filing, "40", {}));
            break;
        case Outcome::rejected:
            replies.push_back(make_mark(filing, "90", "Проверка: отказ в отзыве"));
            break;
        case Outcome::query:
            replies.push_back(make_demand(filing));
            break;
    }
    return replies;
}

// ДТ: registered by the album's notice; the decision is a neutral reply, as the album's is not public.
Result<std::vector<SimulatedReply>>
answer_goods_declaration(const xml::Element& root, Outcome outcome, Instant now) {
    const std::string_view office =
        root.text_at("ESADout_CUGoodsShipment/ESADout_CUGoodsLocation/CustomsOffice");
    const std::string local = format_local(now, kMoscow);
    const Filing filing{
        .document = std::string(root.text_at("DocumentID")),
        .office = std::string(office),
        .broker = {},
        .shipments = {},
        .date = local.substr(0, 10),
        .time = local.substr(11, 8) + "+03:00",
        .serial = serial_of(root.text_at("DocumentID")),
    };
    if (root.name != kGoodsDeclaration || filing.document.empty() || filing.office.empty()) {
        return fail(Errc::invalid_value, "not an ESADout_CU with id and customs office");
    }
    const std::string number = filing.office + "/" + filing.date.substr(8, 2) + filing.date.substr(5, 2) +
                               filing.date.substr(2, 2) + "/" + filing.serial;
    const auto decision = [&](std::string_view status, std::string_view reason) {
        return eaeu::simulate_neutral(filing.document, status, now + std::chrono::minutes(1), number, reason);
    };
    std::vector<SimulatedReply> replies;
    replies.push_back(make_registration(filing));
    switch (outcome) {
        case Outcome::accepted:
            replies.push_back(decision("released", {}));
            break;
        case Outcome::rejected:
            replies.push_back(decision("rejected", "release-refused"));
            break;
        case Outcome::query:
            replies.push_back(decision("query", "description-unclear"));
            break;
    }
    return replies;
}

}  // namespace

Result<std::vector<SimulatedReply>>
simulate_customs(std::string_view kind, std::string_view bytes, Outcome outcome, Instant now) {
    if (kind != kDocumentKind && kind != kWithdrawalKind && kind != kGoodsDeclaration) {
        return fail(
            Errc::invalid_value, "Russian customs is simulated for declarations and withdrawals only"
        );
    }
    const auto root = xml::read(bytes);
    if (!root) {
        return root.error();
    }
    if (kind == kGoodsDeclaration) {
        return answer_goods_declaration(*root, outcome, now);
    }
    const auto filing = read_filing(*root, now);
    if (!filing) {
        return filing.error();
    }
    if (kind == kWithdrawalKind) {
        return answer_withdrawal(*filing, outcome);
    }
    std::vector<SimulatedReply> replies;
    replies.push_back(make_registration(*filing));
    switch (outcome) {
        case Outcome::accepted:
            if (filing->is_dutiable) {
                replies.push_back(make_mark(*filing, "31", {}));
                replies.push_back(make_mark(*filing, "32", {}));
            } else {
                replies.push_back(make_mark(*filing, "10", {}));
            }
            break;
        case Outcome::rejected:
            replies.push_back(make_mark(*filing, "90", "Проверка: отказ в выпуске"));
            break;
        case Outcome::query:
            replies.push_back(make_demand(*filing));
            break;
    }
    return replies;
}

}  // namespace silkgate::adapters::ru
