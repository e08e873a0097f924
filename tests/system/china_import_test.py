"""Orders into China: from the posted bytes to `cleared`, the tax bill that comes later, cancellation."""
import pytest
from rig.exports import EXPORTERS
from rig.exports import order_to_china as order_from
from rig.kafka import produce
from rig.wait import wait_for

RECEIPTS = "customs.cn.receipts.v1"
def documents(state):
    [leg] = [leg for leg in state["legs"] if leg["id"] == "import-cn"]
    return {document["kind"]: document for document in leg["documents"]}


def receipt(installed, number, element, content):
    text = (f'<CEB{number}Message xmlns="http://www.chinaport.gov.cn/ceb" guid="0A1B2C3D-0000-4000-8000-000000000001" '
            f'version="1.0"><Tax><{element}>{content}</{element}></Tax></CEB{number}Message>')
    produce(installed.cluster.bootstrap, RECEIPTS, text.encode(), headers=[("content-type", "application/xml")])


@pytest.mark.parametrize("country", EXPORTERS)
def test_an_order_is_cleared(acme, installed, submitted, settled, country):
    posted = order_from(country)
    accepted = submitted(posted)
    assert {"import-cn", f"export-{country.lower()}"} <= {leg["id"] for leg in accepted["legs"]}
    state = settled(acme, accepted["id"], "cleared")
    assert set(documents(state)) == {"CEB311", "CEB511", "CEB621"}
    assert documents(state)["CEB621"]["authorityReference"][8] == "I"
    messages = {record.headers["sg_document"]: record.value.decode()
                for record in installed.records(accepted["id"], ["customs.cn.declarations.v1"])}
    for said in (posted["order"]["number"], "巧克力", "<ceb:billNo>250-12345675</ceb:billNo>", "110101199001010015"):
        assert said in messages["CEB621"], said
    assert "<ceb:acturalPaid>349.12</ceb:acturalPaid>" in messages["CEB311"]


def test_a_tax_bill_finds_its_list_after_the_release(acme, installed, submitted, settled):
    order = submitted(order_from("UZ"))["id"]
    number = documents(settled(acme, order, "cleared"))["CEB621"]["authorityReference"]
    bill = (f"<guid>0A1B2C3D-0000-4000-8000-000000000001</guid><returnTime>20261125103000000</returnTime><invtNo>{number}</invtNo>"
            f"<taxNo>T-{number}</taxNo>")

    def charges(expected):
        def probe():
            body = acme.get(f"/v1/orders/{order}").json()
            assert documents(body)["CEB621"].get("charges", []) == expected
            return body
        return wait_for(probe, 60, f"the list's charges are {expected}")
    amounts = "<customsTax>0</customsTax><valueAddedTax>29.12</valueAddedTax><consumptionTax>0</consumptionTax>"
    receipt(installed, "816", "TaxHeadRd", bill + amounts + "<status>1</status>")
    state = charges([{"kind": "vat", "amount": "29.12", "currency": "CNY", "bill": f"T-{number}"}])
    assert state["state"] == "cleared"
    receipt(installed, "818", "TaxHeadStatus", bill + "<status>3</status>")
    charges([])


def test_a_quote_is_the_composite_tax(acme):
    answer = acme.post("/v1/quotes", order_from("UZ"))
    assert answer.status == 200, answer.body.decode()
    [leg] = [leg for leg in answer.json()["legs"] if leg["id"] == "import-cn"]
    [charge] = leg["charges"]
    assert (charge["kind"], charge["amount"], charge["rule"]["id"]) == ("vat", "29.12", "CN-0753")


def test_what_a_person_may_not_import_is_refused(acme):
    order = order_from("UZ")
    order["parties"]["buyer"]["registrations"][0]["number"] = "25680.01"
    order["parties"]["buyer"]["ids"][0]["number"] = "110101199001010016"
    answer = acme.post("/v1/orders", order)
    assert answer.status == 422, answer.body.decode()
    assert {error["code"] for error in answer.json()["errors"]} == {"annual-limit-exceeded", "buyer-id-invalid"}
    assert "110101199001010016" not in answer.body.decode()


def test_a_released_list_is_cancelled(acme, submitted, settled):
    order = submitted(order_from("UZ"))["id"]
    settled(acme, order, "cleared")
    answer = acme.post(f"/v1/orders/{order}:cancel", {"reason": "the buyer changed his mind"},
                       headers={"If-Match": acme.get(f"/v1/orders/{order}").header("ETag")})
    assert answer.status == 202, answer.body.decode()

    def cancelled():
        [leg] = [leg for leg in acme.get(f"/v1/orders/{order}").json()["legs"] if leg["id"] == "import-cn"]
        assert leg["state"] == "cancelled"
        return leg
    assert "CEB623" in {document["kind"] for document in wait_for(cancelled, 60, "China agrees")["documents"]}
