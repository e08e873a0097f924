"""Orders to the countries whose authorities have no public message: from the posted bytes to `cleared`, each in its format."""
import re

import pytest
from lxml import etree
from rig import orders

from conftest import needs_reference

DEC = "urn:wco:datamodel:WCO:DEC-DMS:2"

# Country → the recipient as its authority wants to know them, and a code of its tariff. All numbers are invented.
RECIPIENTS = {
    "UZ": {"name": "Каримова Нилуфар Рустамовна", "phone": "+998901234567", "city": "Ташкент", "postcode": "100000",
           "ids": [{"kind": "UZ_PINFL", "number": "41506901234568", "country": "UZ"}],
           "code": {"system": "TNVED10", "code": "8516797000", "country": "UZ"}, "regime": "PARCEL"},
}


def order_to(country, suffix=""):
    recipient = RECIPIENTS[country]
    order = orders.direct_ru(orders.number(suffix), order__flow__destinationCountry=country)
    party = {"name": recipient["name"], "phone": recipient["phone"], "kind": "person", "ids": recipient["ids"],
             "address": {"country": country, "lines": ["ул. Примерная, д. 7"], "city": recipient["city"],
                         "postcode": recipient["postcode"]}}
    order["parties"] = {"buyer": party, "consignee": party}
    order["lines"][0]["customs"]["codes"][1] = recipient["code"]
    return order


def declaration_of(installed, identifier, country):
    [record] = installed.records(identifier, [f"customs.{country.lower()}.declarations.v1"])
    return record


@pytest.mark.parametrize("country", RECIPIENTS)
def test_an_order_is_cleared(acme, installed, submitted, settled, country):
    posted = order_to(country)
    accepted = submitted(posted)
    assert {leg["id"] for leg in accepted["legs"]} == {"export-cn", f"import-{country.lower()}", "booking-1"}
    state = settled(acme, accepted["id"], "cleared")
    [leg] = [leg for leg in state["legs"] if leg["id"] == f"import-{country.lower()}"]
    assert leg["state"] == "released"
    assert [document["authorityReference"] for document in leg["documents"]] != [""]
    record = declaration_of(installed, accepted["id"], country)
    assert record.headers["sg_regime"] == RECIPIENTS[country]["regime"]
    document = etree.fromstring(record.value)
    found = {name: document.findtext(f".//{{{DEC}}}{name}") for name in ("InvoiceAmount", "GoodsItemQuantity")}
    assert found == {"InvoiceAmount": "240.00", "GoodsItemQuantity": "1"}
    assert posted["order"]["number"] in record.value.decode()
    assert RECIPIENTS[country]["code"]["code"] in record.value.decode()


@pytest.mark.parametrize("country", RECIPIENTS)
def test_a_rejection_says_where(acme, submitted, settled, country):
    accepted = submitted(order_to(country, "-REJECT"))
    state = settled(acme, accepted["id"], "rejected")
    [leg] = [leg for leg in state["legs"] if leg["id"] == f"import-{country.lower()}"]
    [reason] = [reason for document in leg["documents"] for reason in document["reasons"]]
    assert reason["code"] and re.search(r"68A\[1\]/145", reason["text"]), reason


@needs_reference
@pytest.mark.parametrize("country", RECIPIENTS)
def test_the_declaration_is_valid(acme, installed, submitted, settled, country):
    accepted = submitted(order_to(country))
    settled(acme, accepted["id"], "cleared")
    schema = etree.XMLSchema(etree.parse(f"{orders.REFERENCE}/intl/wco/xsd/declaration/submit_all.xsd"))
    document = etree.fromstring(declaration_of(installed, accepted["id"], country).value)
    assert schema.validate(document), schema.error_log
