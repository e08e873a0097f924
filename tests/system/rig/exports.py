"""Orders out of Uzbekistan, Tajikistan, Pakistan, Iran and India, into China and into the Eurasian Economic Union. All names and
numbers are invented; their check digits are right."""
import copy

from rig import orders
from rig.eaeu import MEMBERS, import_to

PERSON_CN = {
    "name": "测试甲", "nameLatin": "Ceshi Jia", "phone": "+8613800000000", "account": "U0001", "kind": "person",
    "ids": [{"kind": "CN_ID", "number": "110101199001010015", "country": "CN"}],
    "registrations": [{"kind": "CN_quotaUsed", "number": "1200.00"}],
    # The whole in Chinese, as the buyer writes it, for China; the parts in Latin letters, which a CUSDEC needs.
    "address": {"country": "CN", "full": "山东省青岛市测试路1号", "street": "Ceshi Road", "house": "1", "region": "Shandong",
                "city": "Qingdao", "postcode": "266000", "divisionCode": "370202"},
}
# Country of departure → the goods' code in its tariff, the numbers that its customs knows the exporter by, where the exporter is.
EXPORTERS = {
    "UZ": (("TNVED10", "1806329000"), {"UZ_STIR": "301234567"}, "Tashkent", "100000"),
    "TJ": (("TNVED10", "1806329000"), {"TJ_INN": "123456789"}, "Dushanbe", "734000"),
    "PK": (("PCT8", "18063200"), {"PK_NTN": "1234567-8"}, "Lahore", "54000"),
    "IR": (("IRHS8", "18063200"), {"IR_LEGAL_ID": "14007650912"}, "Tehran", "1234567890"),
    "IN": (("IN8", "18063200"), {"IN_GSTIN": "27AAPFU0939F1ZV", "IN_IEC": "AAPFU0939F", "IN_PAN": "AAPFU0939F"}, "Mumbai", "400002"),
    **{country: (("TNVED10", "1806329000"), dict([MEMBERS[country]["tax"]]), MEMBERS[country]["city"], MEMBERS[country]["postcode"])
       for country in MEMBERS},
}


def seller_in(country):
    _, numbers, city, postcode = EXPORTERS[country]
    ids = [{"kind": kind, "number": number, "country": country} for kind, number in numbers.items()]
    return {"name": "Example Export", "phone": "+998900000000", "kind": "organisation", "ids": ids, "registrations": ids,
            "address": {"country": country, "lines": ["5 Mill Road"], "region": "Maharashtra" if country == "IN" else "Example",
                        "city": city, "postcode": postcode}}


def chocolate(country, codes):
    line = orders.line(sku="CHOC-500", quantity="3", price="100.00", amount="300.00")
    line |= {"title": "Chocolate", "specification": "每盒500克|示例牌", "unit": "XBX", "brand": "EXAMPLE",
             "customsNames": [{"language": language, "text": text} for language, text in
                              (("zh", "巧克力"), ("ru", "Шоколад"), ("en", "Chocolate"))]}
    system, code = EXPORTERS[country][0]
    line["customs"] |= {"originCountry": country, "netWeight": "1.500", "grossWeight": "1.800",
                        "quantity1": {"quantity": "1.5", "unit": "KGM"},
                        "codes": [*codes, {"system": system, "code": code, "country": country}]}
    return line


def order_to_china(country, suffix=""):
    """Three boxes of chocolate for 300 CNY, 20 CNY freight, 29.12 CNY tax: 70 % of 13 % of 320."""
    order = orders.direct_ru(
        orders.number(suffix), order__flow={"originCountry": country, "destinationCountry": "CN"}, order__tradeMode=...,
        money__goods="300.00", money__tax="29.12", money__total="349.12",
        lines=[chocolate(country, [{"system": "CN10", "code": "1806320000", "country": "CN"}])],
        parties={"buyer": copy.deepcopy(PERSON_CN), "consignee": copy.deepcopy(PERSON_CN), "seller": seller_in(country)})
    order["consignments"][0] |= {
        "lines": [{"lineId": "1", "quantity": "3"}], "grossWeight": "1.800", "incotermPlace": "Qingdao",
        "logistics": {"number": f"{country}WB{orders.number()}", "mode": "rail" if country == "IR" else "air",
                      "masterDocument": "250-12345675", "transportMeans": "UK-32101", "journeyNumber": "HY503",
                      "arrivalDate": "2026-11-26"}}
    return order


def order_to_member(country, member, suffix=""):
    """A box of chocolate for a person in Russia, Kazakhstan, Belarus or Kyrgyzstan: 240 CNY, 20 CNY freight."""
    order = import_to(member, suffix)
    order["order"]["flow"]["originCountry"] = country
    del order["order"]["tradeMode"]
    order["parties"]["seller"] = seller_in(country)
    for role in ("buyer", "consignee"):
        order["parties"][role] = {**copy.deepcopy(order["parties"][role]), "nameLatin": "Primerova Anna"}
        if EXPORTERS[country][0][0] in ("PCT8", "IRHS8"):  # may go by CUSDEC
            order["parties"][role]["address"] |= {"street": "Primernaya", "lines": ["1 Primernaya"], "city": "Example City"}
    order["lines"] = [chocolate(country, [{"system": "TNVED10", "code": "1806329000", "country": member}])]
    order["lines"][0].update(amount="240.00", unitPrice="80.00")
    order["consignments"][0] |= {"lines": [{"lineId": "1", "quantity": "3"}], "grossWeight": "1.800",
                                 "logistics": {"number": f"SXP-{order['order']['number']}", "mode": "road"}}
    return order
