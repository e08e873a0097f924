"""The Eurasian Economic Union both ways: parcels out of and into Russia, Kazakhstan, Belarus and Kyrgyzstan, and what becomes of a
declaration that is corrected or withdrawn."""
import pytest
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


def test_a_dear_export_goes_by_the_ordinary_declaration(acme, installed, submitted, settled):
    dear = export_of("RU")
    dear["money"].update(goods="91500.00", total="91500.00")  # 1,000 euros at the rig's rate
    dear["lines"][0].update(amount="91500.00", unitPrice="45750.00")
    accepted = submitted(dear)
    assert leg_of(accepted, "export-ru")["regime"] == "DT-10"
    leg = leg_of(settled(acme, accepted["id"], "cleared"), "export-ru")
    assert leg["state"] == "released" and leg["documents"][0]["authorityReference"]
    [record] = declarations(installed, accepted["id"], "RU")
    assert record.headers["sg_document"] == "ESADout_CU"
    assert values(record, "TotalCustCost") == ["91500.00"] and values(record, "CustomsProcedure") == ["ЭК"]


def test_an_amended_parcel_is_corrected_in_russia(acme, installed, submitted, settled):
    accepted = submitted(import_to("RU"))
    identifier = accepted["id"]
    first = leg_of(settled(acme, identifier, "cleared"), "import-ru")["documents"][0]
    answer = acme.request("PATCH", f"/v1/orders/{identifier}", orders.as_bytes({"parties": {"consignee": {"email": "new@shop.example"}}}),
                          headers={"Content-Type": "application/merge-patch+json",
                                   "If-Match": acme.get(f"/v1/orders/{identifier}").header("ETag")})
    assert answer.status == 202, answer.body.decode()
    assert leg_of(answer.json(), "import-ru")["documents"] == ["ExpressCargoDeclaration"]

    def corrected():
        documents = leg_of(acme.get(f"/v1/orders/{identifier}").json(), "import-ru")["documents"]
        return len(documents) == 2 and documents[1]["state"] == "released"
    wait_for(corrected, 60, "the correction is decided")
    original, record = declarations(installed, identifier, "RU")
    assert record.headers["sg_action"] == "amend"
    assert values(record, "DocType") == ["1"] and values(record, "E_mail") == ["new@shop.example"]
    office, _, serial = first["authorityReference"].split("/")
    assert (values(record, "CustomsCode"), values(record, "GTDNumber")) == ([office], [serial])
    assert values(record, "WayBillID") == values(original, "WayBillID")
    assert values(record, "DocumentID") != values(original, "DocumentID")


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
