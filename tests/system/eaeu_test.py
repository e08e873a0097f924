"""The Eurasian Economic Union both ways: parcels out of and into Russia, Kazakhstan, Belarus and Kyrgyzstan, and what becomes of a
declaration that is corrected or withdrawn."""
import pytest
from life_test import reply
from lxml import etree
from rig import orders
from rig.eaeu import MEMBERS, export_of, import_to
from rig.wait import wait_for

from conftest import needs_reference

SCHEMAS = {"RU": "fts-album-5.27.0/ExpressCargoDeclaration.xsd"}
R043 = "eec-model/EEC_R_043_ExpressCargoDeclaration_v2.1.0.reconstructed.xsd"


def leg_of(state, identifier):
    [leg] = [leg for leg in state["legs"] if leg["id"] == identifier]
    return leg


def declarations(installed, identifier, country):
    records = installed.records(identifier, [f"customs.{country.lower()}.declarations.v1"])
    return sorted(records, key=lambda record: int(record.headers["sg_version"]))


def is_valid(record, schema):
    schema = etree.XMLSchema(etree.parse(f"{orders.REFERENCE}/eaeu/{schema}"))
    return schema.validate(etree.fromstring(record.value)) or schema.error_log


def values(record, name):
    return [element.text for element in etree.fromstring(record.value).iter(f"{{*}}{name}")]


@pytest.mark.parametrize("country", MEMBERS)
def test_an_export_is_cleared(acme, installed, submitted, settled, country):
    accepted = submitted(export_of(country))
    export = f"export-{country.lower()}"
    assert {leg["id"] for leg in accepted["legs"]} >= {export, "import-uz"}
    leg = leg_of(settled(acme, accepted["id"], "cleared"), export)
    assert leg["state"] == "released" and leg["documents"][0]["authorityReference"]
    [record] = declarations(installed, accepted["id"], country)
    assert (record.headers["sg_regime"], record.headers["sg_direction"]) == ("DTEG-10", "export")
    assert values(record, "ExpressRegistryKindCode") == ["ДТЭГ"] and values(record, "DeclarationKindCode") == ["ЭК"]
    assert MEMBERS[country]["tax"][1] in record.value.decode()


@pytest.mark.parametrize("country", MEMBERS)
def test_an_import_is_cleared(acme, installed, submitted, settled, country):
    accepted = submitted(import_to(country))
    leg = leg_of(settled(acme, accepted["id"], "cleared"), f"import-{country.lower()}")
    assert leg["state"] == "released"
    [record] = declarations(installed, accepted["id"], country)
    assert (record.headers["sg_regime"], record.headers["sg_direction"]) == ("PTDEG", "import")
    assert values(record, "ExpressRegistryKindCode") == ["ПТДЭГ"] and values(record, "DeclarationKindCode") == ["ИМ"]


@needs_reference
@pytest.mark.parametrize("country", MEMBERS)
def test_both_declarations_are_valid(acme, installed, submitted, settled, country):
    for order in (export_of(country), import_to(country)):
        accepted = submitted(order)
        settled(acme, accepted["id"], "cleared")
        [record] = declarations(installed, accepted["id"], country)
        assert is_valid(record, SCHEMAS.get(country, R043)) is True


def changed(client, identifier, patch):
    return client.request("PATCH", f"/v1/orders/{identifier}", orders.as_bytes(patch),
                          headers={"Content-Type": "application/merge-patch+json",
                                   "If-Match": client.get(f"/v1/orders/{identifier}").header("ETag")})


# 1,000 euros at the rig's rates.
@pytest.mark.parametrize("country,value,kind", [("RU", "91500.00", "ESADout_CU"), ("KZ", "600000.00", "GoodsDeclaration"),
                                                ("BY", "3450.00", "GoodsDeclaration"), ("KG", "100000.00", "GoodsDeclaration")])
def test_a_dear_export_goes_by_the_ordinary_declaration(acme, installed, submitted, settled, country, value, kind):
    dear = export_of(country)
    dear["money"].update(goods=value, total=value)
    dear["lines"][0].update(amount=value, unitPrice=str(float(value) / 2))
    accepted = submitted(dear)
    export = f"export-{country.lower()}"
    assert leg_of(accepted, export)["regime"] == "DT-10"
    leg = leg_of(settled(acme, accepted["id"], "cleared"), export)
    assert leg["state"] == "released" and leg["documents"][0]["authorityReference"]
    [record] = declarations(installed, accepted["id"], country)
    assert record.headers["sg_document"] == kind
    assert value in values(record, "TotalCustCost") + values(record, "CustomsValueAmount")
    if kind == "GoodsDeclaration" and orders.REFERENCE:
        assert is_valid(record, "eec-model/EEC_GoodsDeclaration.xsd") is True


@pytest.mark.parametrize("country", MEMBERS)
def test_an_amended_parcel_is_corrected(acme, installed, submitted, settled, country):
    accepted = submitted(import_to(country))
    identifier, leg = accepted["id"], f"import-{country.lower()}"
    first = leg_of(settled(acme, identifier, "cleared"), leg)["documents"][0]
    answer = changed(acme, identifier, {"parties": {"consignee": {"email": "new@shop.example"}}})
    assert answer.status == 202, answer.body.decode()
    assert leg_of(answer.json(), leg)["documents"] == ["ExpressCargoDeclaration"]

    def corrected():
        documents = leg_of(acme.get(f"/v1/orders/{identifier}").json(), leg)["documents"]
        return len(documents) == 2 and documents[1]["state"] == "released"
    wait_for(corrected, 60, "the correction is decided")
    original, record = declarations(installed, identifier, country)
    assert record.headers["sg_action"] == "amend" and "new@shop.example" in record.value.decode()
    office, _, serial = first["authorityReference"].split("/")
    if country == "RU":
        assert values(record, "DocType") == ["1"]
        assert (values(record, "CustomsCode"), values(record, "GTDNumber")) == ([office], [serial])
        assert values(record, "WayBillID") == values(original, "WayBillID")
        assert values(record, "DocumentID") != values(original, "DocumentID")
    else:
        assert (values(record, "CustomsOfficeCode")[0], values(record, "CustomsDocumentId")) == (office, [serial])
        assert values(record, "EDocId") != values(original, "EDocId")


# The Commission's structures have no withdrawal: the leg says so, and waits for the broker's word.
@pytest.mark.parametrize("country", [country for country in MEMBERS if country != "RU"])
def test_a_cancelled_export_is_withdrawn_by_hand(acme, installed, submitted, settled, country):
    identifier, export = submitted(export_of(country))["id"], f"export-{country.lower()}"
    declaration = leg_of(settled(acme, identifier, "cleared"), export)["documents"][0]
    answer = acme.post(f"/v1/orders/{identifier}:cancel", {"reason": "the buyer withdrew"},
                       headers={"If-Match": acme.get(f"/v1/orders/{identifier}").header("ETag")})
    assert answer.status == 202, answer.body.decode()
    assert [why["code"] for why in leg_of(answer.json(), export)["blockedBy"]] == ["action-not-served"]
    reply(installed, country.lower(), declaration, status="cancelled")

    def withdrawn():
        return leg_of(acme.get(f"/v1/orders/{identifier}").json(), export)["state"] == "cancelled"
    wait_for(withdrawn, 60, "the broker's word is taken")
    assert len(declarations(installed, identifier, country)) == 1


@pytest.mark.parametrize("country", MEMBERS)
def test_a_return_is_not_told_to_customs(acme, installed, submitted, settled, country):
    identifier, export = submitted(export_of(country))["id"], f"export-{country.lower()}"
    settled(acme, identifier, "cleared")
    answer = acme.post(f"/v1/orders/{identifier}:return", {"reason": "does not fit", "logistics": {
        "number": "RET-1", "mode": "road", "transportMeans": "RU1234", "journeyNumber": "7"}},
        headers={"If-Match": acme.get(f"/v1/orders/{identifier}").header("ETag")})
    assert answer.status == 202, answer.body.decode()

    def told():
        return leg_of(acme.get(f"/v1/orders/{identifier}").json(), export).get("returning")
    assert wait_for(told, 60, "the leg says how far the return is") == "unserved"
    assert len(declarations(installed, identifier, country)) == 1


def test_a_cancelled_export_is_withdrawn_in_russia(acme, installed, submitted, settled):
    accepted = submitted(export_of("RU"))
    identifier = accepted["id"]
    number = leg_of(settled(acme, identifier, "cleared"), "export-ru")["documents"][0]["authorityReference"]
    answer = acme.post(f"/v1/orders/{identifier}:cancel", {"reason": "the buyer withdrew"},
                       headers={"If-Match": acme.get(f"/v1/orders/{identifier}").header("ETag")})
    assert answer.status == 202, answer.body.decode()

    def withdrawn():
        return leg_of(acme.get(f"/v1/orders/{identifier}").json(), "export-ru")["state"] == "cancelled"
    wait_for(withdrawn, 60, "Russian customs lets the waybill be withdrawn")
    original, record = declarations(installed, identifier, "RU")
    assert (record.headers["sg_action"], record.headers["sg_document"]) == ("cancel", "ReturnExpressCargoDeclaration")
    assert [values(record, "CustomsCode")[0], values(record, "GTDNumber")[0]] == [number.split("/")[0], number.split("/")[2]]
    assert values(record, "PrevWayBillID") == values(original, "WayBillID")
