"""Orders to the countries whose authorities have no public message: from the posted bytes to `cleared`, each in its format."""
import pytest
from lxml import etree
from rig import orders
from rig.wait import wait_for

from conftest import OUTPUTS, needs_reference

# Country → the recipient as its authority wants to know them, a code of its tariff, and what is made (rig/settings.py chooses the
# format). All numbers are invented.
COUNTRIES = {
    "UZ": {"name": "Каримова Нилуфар Рустамовна", "phone": "+998901234567", "city": "Ташкент", "street": "ул. Примерная, д. 7",
           "id": ("UZ_PINFL", "41506901234568"), "code": ("TNVED10", "8516797000"), "regime": "PARCEL", "kind": "DEC"},
    "PK": {"name": "Ayesha Example", "phone": "+923001234567", "city": "Karachi", "street": "7' Example Road + 2",
           "id": ("PK_CNIC", "4210112345671"), "code": ("PCT8", "85167900"), "regime": "IM-CUSDEC96B", "kind": "CUSDEC"},
    "TJ": {"name": "Раҳимова Зарина", "phone": "+992901234567", "city": "Душанбе", "street": "ул. Примерная, д. 7",
           "id": ("TJ_INN", "123456789"), "code": ("TNVED10", "8516797000"), "regime": "PARCEL-SAD", "kind": "SAD"},
    "IR": {"name": "مریم نمونه", "phone": "+989121234567", "city": "تهران", "street": "خیابان نمونه، پلاک ۷",
           "id": ("IR_NATIONAL_ID", "0084575948"), "code": ("IRHS8", "85167900"), "regime": "PARCEL", "kind": "DEC"},
}
# How the simulated authority's refusal points at the code of the first item.
REFUSALS = {"DEC": ("SIM00001", "68A[1]/145"), "CUSDEC": ("SIM00001", "CST:1"), "SAD": ("SIM00001", "Simulated")}


def order_to(country, suffix=""):
    wanted = COUNTRIES[country]
    order = orders.direct_ru(orders.number(suffix), order__flow__destinationCountry=country)
    kind, number = wanted["id"]
    party = {"name": wanted["name"], "phone": wanted["phone"], "kind": "person",
             "ids": [{"kind": kind, "number": number, "country": country}],
             "address": {"country": country, "lines": [wanted["street"]], "city": wanted["city"], "postcode": "1001110000" if country == "IR" else "100000"}}
    order["parties"] = {"buyer": party, "consignee": party}
    line = order["lines"][0]
    line["customsNames"].append({"language": "en", "text": "Electric kettle"})
    system, code = wanted["code"]
    line["customs"]["codes"][1] = {"system": system, "code": code, "country": country}
    return order


def import_leg(state, country):
    [leg] = [leg for leg in state["legs"] if leg["id"] == f"import-{country.lower()}"]
    return leg


def declaration_of(installed, identifier, country):
    [record] = installed.records(identifier, [f"customs.{country.lower()}.declarations.v1"])
    return record


@pytest.mark.parametrize("country", COUNTRIES)
def test_an_order_is_cleared(acme, installed, submitted, settled, country):
    wanted, posted = COUNTRIES[country], order_to(country)
    accepted = submitted(posted)
    assert {leg["id"] for leg in accepted["legs"]} == {"export-cn", f"import-{country.lower()}", "booking-1"}
    leg = import_leg(settled(acme, accepted["id"], "cleared"), country)
    assert leg["state"] == "released"
    assert all(document["authorityReference"] for document in leg["documents"])
    record = declaration_of(installed, accepted["id"], country)
    assert (record.headers["sg_regime"], record.headers["sg_document"]) == (wanted["regime"], wanted["kind"])
    text = record.value.decode()
    for said in (posted["order"]["number"] if wanted["kind"] != "SAD" else "LX", wanted["id"][1], wanted["code"][1][:8], "240.00"):
        assert said in text, (said, text)


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_refusal_says_where(acme, submitted, country):
    accepted = submitted(order_to(country, "-REJECT"))

    def refused():  # the other authorities refuse too, each in its time
        leg = import_leg(acme.get(f"/v1/orders/{accepted['id']}").json(), country)
        return leg["state"] == "rejected" and leg
    leg = wait_for(refused, 60, "the import is rejected")
    [reason] = [reason for document in leg["documents"] for reason in document["reasons"]]
    code, where = REFUSALS[COUNTRIES[country]["kind"]]
    assert reason["code"] == code and where in reason["text"], reason


def test_what_iran_stops_is_not_declared_in_china_either(acme, installed, submitted, settled):
    order = order_to("IR")
    order["consignments"][0]["logistics"] = {"number": "SRE0000000001", "mode": "air"}  # off: IR.air is not set
    accepted = submitted(order, headers={"Prefer": "handling=lenient"})
    state = settled(acme, accepted["id"], "held")
    assert "mode-switched-off" in [blocker["code"] for blocker in state["blockedBy"]]
    # An order posted later is through; this one has left nothing on any topic.
    settled(acme, submitted(order_to("UZ"))["id"], "cleared")
    assert not installed.records(accepted["id"], [*OUTPUTS, "customs.ir.declarations.v1"])


def test_cusdec_counts_and_escapes(acme, installed, submitted, settled):
    accepted = submitted(order_to("PK"))
    settled(acme, accepted["id"], "cleared")
    record = declaration_of(installed, accepted["id"], "PK")
    assert record.headers["content-type"] == "application/edifact; charset=iso-8859-1"
    segments = record.value.decode("iso-8859-1").replace("\n", "").split("'")
    assert "7?' Example Road ?+ 2" in record.value.decode("iso-8859-1")
    tags = [segment[:3] for segment in record.value.decode("iso-8859-1").split("\n")]
    count = tags.index("UNT") - tags.index("UNH") + 1
    assert f"UNT+{count}+1" in segments


@needs_reference
@pytest.mark.parametrize("country", [country for country in COUNTRIES if COUNTRIES[country]["kind"] == "DEC"])
def test_a_wco_declaration_is_valid(acme, installed, submitted, settled, country):
    accepted = submitted(order_to(country))
    settled(acme, accepted["id"], "cleared")
    schema = etree.XMLSchema(etree.parse(f"{orders.REFERENCE}/intl/wco/xsd/declaration/submit_all.xsd"))
    document = etree.fromstring(declaration_of(installed, accepted["id"], country).value)
    assert schema.validate(document), schema.error_log
