"""Orders out of and into the members of the Eurasian Economic Union."""
from rig import orders

# Country → its currency and a value well within the express declaration, the seller's tax number, the buyer's number, where they
# are. All numbers are invented; their check digits are right.
MEMBERS = {
    "RU": {"currency": "RUB", "value": "1200.00", "tax": ("RU_INN", "7830002293"), "city": "Примерск", "postcode": "140000"},
    "KZ": {"currency": "KZT", "value": "6000.00", "tax": ("KZ_BIN", "240140000011"), "city": "Алматы", "postcode": "050000",
           "person": ("KZ_IIN", "900101300007")},
    "BY": {"currency": "BYN", "value": "60.00", "tax": ("BY_UNP", "200988541"), "city": "Минск", "postcode": "220000",
           "person": ("BY_PERSONAL_NUMBER", "0000000A000PB2")},
    "KG": {"currency": "KGS", "value": "1500.00", "tax": ("KG_INN", "01234567890123"), "city": "Бишкек", "postcode": "720000",
           "person": ("KG_PIN", "20101199000001")},
}
BUYER_UZ = {"name": "Каримова Нилуфар Рустамовна", "nameLatin": "Karimova Nilufar", "phone": "+998901234567", "kind": "person",
            "ids": [{"kind": "UZ_PINFL", "number": "41506901234568", "country": "UZ"}],
            "address": {"country": "UZ", "lines": ["ул. Примерная, д. 7"], "city": "Ташкент", "postcode": "100000"}}


def address(country):
    member = MEMBERS[country]
    return {"country": country, "lines": ["ул. Примерная, 1"], "region": "Примерная область", "city": member["city"],
            "street": "ул. Примерная", "house": "1", "postcode": member["postcode"]}


def export_of(country, suffix=""):
    """A kettle sold to a person in Uzbekistan."""
    member = MEMBERS[country]
    order = orders.direct_ru(orders.number(suffix), order__flow={"originCountry": country, "destinationCountry": "UZ"},
                             order__tradeMode=...)
    kind, number = member["tax"]
    order["parties"] = {"buyer": BUYER_UZ, "consignee": BUYER_UZ, "seller": {
        "name": "ООО Пример Торг", "kind": "organisation", "address": address(country),
        "registrations": [{"kind": kind, "number": number, "country": country}]}}
    order["money"].update(currency=member["currency"], goods=member["value"], freight="0.00", total=member["value"])
    [line] = order["lines"]
    line.update(amount=member["value"], unitPrice=str(float(member["value"]) / 2))
    line["customs"]["codes"] = [{"system": "TNVED10", "code": "8516797000", "country": country}]
    order["consignments"][0]["logistics"] = {"number": f"SXP-{order['order']['number']}", "mode": "road"}
    return order


def import_of_an_organisation(country, value=None, suffix=""):
    """A kettle from China that an organisation buys, delivered; `value` in the national currency."""
    member = MEMBERS[country]
    kind, number = member["tax"]
    party = {"name": "ООО Пример Торг", "kind": "organisation", "phone": "+77010000001", "address": address(country),
             "registrations": [{"kind": kind, "number": number, "country": country}]}
    order = orders.direct_ru(orders.number(suffix), order__flow__destinationCountry=country, order__tradeMode=...)
    order["parties"] = {"buyer": party, "consignee": party}
    value = value or member["value"]
    order["money"].update(currency=member["currency"], goods=value, freight="0.00", total=value)
    [line] = order["lines"]
    line.update(amount=value, unitPrice=f"{float(value) / 2:.2f}")
    line["customs"]["codes"] = [{"system": "TNVED10", "code": "8516797000", "country": country}]
    return order


def import_to(country, suffix=""):
    """A kettle from China for a person's own use."""
    order = orders.direct_ru(orders.number(suffix), order__flow__destinationCountry=country)
    if country != "RU":
        kind, number = MEMBERS[country]["person"]
        person = {"name": "Примерова Анна", "nameParts": {"family": "Примерова", "given": "Анна", "script": "Cyrl"},
                  "phone": "+77010000000", "kind": "person", "ids": [{"kind": kind, "number": number, "country": country}],
                  "address": address(country)}
        order["parties"] = {"buyer": person, "consignee": person}
    return order
