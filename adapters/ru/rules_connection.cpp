// What the connection must say: the broker who files, the customs office, who pays.
#include "adapters/ru/rule_rows.hpp"

namespace silkgate::adapters::ru {
namespace {

using View = DeclarationView;
using rules::FieldValue;
using rules::Kind;
using rules::text_or_absent;

bool is_flag(std::string_view text) {
    return text == "0" || text == "1";
}

template <const char* const& kKey>
FieldValue registration(const View& view) {
    return text_or_absent(view.connection->registration(kKey));
}

constexpr const char* kBrokerName = "RU.brokerName";
constexpr const char* kBrokerCertificate = "RU.brokerCertificate";
constexpr const char* kCustomsOffice = "RU.customsOffice";
constexpr const char* kConsigneePays = "RU.consigneePays";
constexpr const char* kShopUrl = "RU.shopUrl";
constexpr const char* kLocationCode = "RU.locationCode";
constexpr const char* kWarehouse = "RU.warehouseCertificate";

constexpr rules::Row<View> kConnection[] = {
    present<View>(
        {.id = "RU-0501", .code = "broker-name-missing", .remedy = Remedy::connection,
         .basis = "fts-5.27.0#BrokerName; practice#filed by a customs representative",
         .text = {.en = "The customs representative's name is missing: set RU.brokerName on the connection.",
                  .zh = "缺少报关代理名称：请在连接中设置 RU.brokerName。",
                  .ru = "Нет названия таможенного представителя: задайте RU.brokerName в подключении."}},
        "/order/flow/destinationCountry", "BrokerName", registration<kBrokerName>
    ),
    formatted<View>(
        {.id = "RU-0502", .code = "broker-name-too-long", .remedy = Remedy::connection,
         .basis = "fts-5.27.0#BrokerName: at most 150 characters",
         .text = {.en = "RU.brokerName is longer than 150 characters.", .zh = "RU.brokerName 超过150个字符。",
                  .ru = "RU.brokerName длиннее 150 знаков."}},
        "/order/flow/destinationCountry", "BrokerName", {.kind = Kind::text, .min = 1, .max = 150}, registration<kBrokerName>
    ),
    present<View>(
        {.id = "RU-0503", .code = "broker-certificate-missing", .remedy = Remedy::connection,
         .basis = "fts-5.27.0#BrokerRegistryDocDetails/RUDECLcat:RegistrationNumberId (mandatory in the block)",
         .text = {.en = "The representative's register number is missing: set RU.brokerCertificate on the connection.",
                  .zh = "缺少报关代理登记号：请在连接中设置 RU.brokerCertificate。",
                  .ru = "Нет номера в реестре представителей: задайте RU.brokerCertificate в подключении."}},
        "/order/flow/destinationCountry", "RegistrationNumberId", registration<kBrokerCertificate>
    ),
    formatted<View>(
        {.id = "RU-0504", .code = "broker-certificate-too-long", .remedy = Remedy::connection,
         .basis = "fts-5.27.0#RUDECLcat:RegistrationNumberId: at most 25 characters",
         .text = {.en = "RU.brokerCertificate is longer than 25 characters.", .zh = "RU.brokerCertificate 超过25个字符。",
                  .ru = "RU.brokerCertificate длиннее 25 знаков."}},
        "/order/flow/destinationCountry", "RegistrationNumberId", {.kind = Kind::text, .min = 1, .max = 25},
        registration<kBrokerCertificate>
    ),
    present<View>(
        {.id = "RU-0505", .code = "customs-office-missing", .remedy = Remedy::connection,
         .basis = "fts-5.27.0#GoodsShipment/GoodsLocationDetails/CustomsOfficeCode",
         .text = {.en = "The customs office is missing: set RU.customsOffice on the connection.",
                  .zh = "缺少海关机关代码：请在连接中设置 RU.customsOffice。",
                  .ru = "Нет кода таможенного органа: задайте RU.customsOffice в подключении."}},
        "/order/flow/destinationCountry", "CustomsOfficeCode", registration<kCustomsOffice>
    ),
    formatted<View>(
        {.id = "RU-0506", .code = "customs-office-malformed", .remedy = Remedy::connection,
         .basis = "fts-5.27.0#CustomsOfficeCode: 5 or 8 digits",
         .text = {.en = "RU.customsOffice is not 5 or 8 digits.", .zh = "RU.customsOffice 不是5位或8位数字。",
                  .ru = "RU.customsOffice — не 5 и не 8 цифр."}},
        "/order/flow/destinationCountry", "CustomsOfficeCode", {.kind = Kind::custom, .accepts = is_office_code},
        registration<kCustomsOffice>
    ),
    formatted<View>(
        {.id = "RU-0507", .code = "payer-malformed", .remedy = Remedy::connection,
         .basis = "fts-5.27.0#HouseShipment/IndPersonPay: 1 the consignee pays, 0 the customs representative",
         .text = {.en = "RU.consigneePays is neither 0 nor 1.", .zh = "RU.consigneePays 只能是0或1。",
                  .ru = "RU.consigneePays — не 0 и не 1."}},
        "/order/flow/destinationCountry", "IndPersonPay", {.kind = Kind::custom, .accepts = is_flag},
        registration<kConsigneePays>
    ),
    formatted<View>(
        {.id = "RU-0508", .code = "shop-link-too-long", .remedy = Remedy::connection,
         .basis = "fts-5.27.0#HouseShipment/URLShop: at most 500 characters",
         .text = {.en = "RU.shopUrl is longer than 500 characters.", .zh = "RU.shopUrl 超过500个字符。",
                  .ru = "RU.shopUrl длиннее 500 знаков."}},
        "/order/flow/destinationCountry", "URLShop", {.kind = Kind::text, .min = 1, .max = 500}, registration<kShopUrl>
    ),
    formatted<View>(
        {.id = "RU-0509", .code = "location-code-malformed", .remedy = Remedy::connection,
         .basis = "fts-5.27.0#GoodsShipment/GoodsLocationDetails/GoodsLocationPlaceCode: 2 characters",
         .text = {.en = "RU.locationCode is not 2 characters.", .zh = "RU.locationCode 不是2个字符。",
                  .ru = "RU.locationCode — не 2 знака."}},
        "/order/flow/destinationCountry", "GoodsLocationPlaceCode", {.kind = Kind::text, .min = 2, .max = 2},
        registration<kLocationCode>
    ),
    formatted<View>(
        {.id = "RU-0510", .code = "warehouse-certificate-too-long", .remedy = Remedy::connection,
         .basis = "fts-5.27.0#GoodsLocationDetails/RegisterDocumentIdDetails/catESAD_cu:DocId: at most 50 characters",
         .text = {.en = "RU.warehouseCertificate is longer than 50 characters.", .zh = "RU.warehouseCertificate 超过50个字符。",
                  .ru = "RU.warehouseCertificate длиннее 50 знаков."}},
        "/order/flow/destinationCountry", "DocId", {.kind = Kind::text, .min = 1, .max = 50}, registration<kWarehouse>
    ),
};

}  // namespace

std::span<const rules::Row<DeclarationView>> connection_rows() noexcept {
    return kConnection;
}

}  // namespace silkgate::adapters::ru
