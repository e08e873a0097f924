"""Orders to India by courier, as cargo and by post: from the posted bytes to `cleared`, and what ICES refuses."""
import json

import pytest
from rig import orders
from rig.settings import INDIA
from rig.wait import wait_for

TOPIC = "customs.in.declarations.v1"
PERSON = {"name": "Asha Example", "phone": "+912200000000", "email": "asha@example.com", "kind": "person",
          "ids": [{"kind": "IN_PAN", "number": "ABCPE1234F", "country": "IN"}],
          "address": {"country": "IN", "lines": ["12 Sample Street"], "region": "Maharashtra", "city": "Mumbai",
                      "postcode": "400001"}}


def order_to_india(suffix="", **changes):
    """240 CNY of kettles and 20 CNY freight, sent by courier: 3,250 INR at the rig's rate of 12.50."""
    order = orders.direct_ru(orders.number(suffix), order__flow__destinationCountry="IN",
                             parties={"buyer": PERSON, "consignee": PERSON})
    order["lines"][0]["customs"]["codes"][1] = {"system": "IN8", "code": "85167910", "country": "IN"}
    order["consignments"][0]["logistics"] = {"number": f"SXP-{order['order']['number']}", "mode": "air"}
    for path, value in changes.items():
        orders.change(order, path.replace("__", "/"), value)
    return order


def import_leg(state):
    [leg] = [leg for leg in state["legs"] if leg["id"] == "import-in"]
    return leg


@pytest.fixture
def india(installed):
    """A tenant whose connections say that goods come by post or as cargo."""
    client = installed.main.client(INDIA.token)
    yield client
    client.close()


def submit(client, connection, order):
    answer = client.post(f"/v1/orders?connection={connection}", order)
    assert answer.status == 202, answer.body.decode()
    return answer.json()


def rejected_import(client, identifier):
    """The import leg once it is rejected: the order is as soon as its export is."""
    def rejected():
        leg = import_leg(client.get(f"/v1/orders/{identifier}").json())
        return leg["state"] == "rejected" and leg
    return wait_for(rejected, 60, "the import is rejected")


def test_a_parcel_by_courier_is_cleared(acme, installed, submitted, settled):
    posted = order_to_india()
    accepted = submitted(posted)
    assert {leg["id"] for leg in accepted["legs"]} == {"export-cn", "import-in"}
    assert [warning["rule"]["id"] for warning in accepted["warnings"]] == ["IN-0607"]
    state = settled(acme, accepted["id"], "cleared")
    assert import_leg(state)["state"] == "released"
    [record] = installed.records(accepted["id"], [TOPIC])
    assert (record.headers["sg_document"], record.headers["sg_regime"]) == ("CBE-XIII", "CBE-XIII")
    form = json.loads(record.value)
    assert form["hawbNumber"] == posted["consignments"][0]["logistics"]["number"]
    assert (form["invoiceValue"], form["assessableValue"], form["rateOfExchange"]) == ("240.00", "3250.00", "12.5000")
    # 10 % of 3,250 and 18 % of 3,575, each in whole rupees.
    assert [(row["head"], row["dutyAmount"]) for row in form["items"][0]["dutyDetails"]] == [("BCD", "325"), ("IGST", "644")]
    assert form["duty"] == "969"


def test_a_rejection_is_the_order_s_end(acme, submitted, settled):
    accepted = submitted(order_to_india("-REJECT"))
    leg = rejected_import(acme, accepted["id"])
    assert settled(acme, accepted["id"], "rejected")
    reasons = [reason for document in leg["documents"] for reason in document.get("reasons", ())]
    assert [reason["code"] for reason in reasons] == ["release-refused"]


def test_a_postal_item_is_cleared(india, installed, settled):
    accepted = submit(india, "in-post", order_to_india(consignments__0__logistics=...))
    state = settled(india, accepted["id"], "cleared")
    [record] = installed.records(accepted["id"], [TOPIC])
    assert record.headers["sg_document"] == "CUSITM"
    assert json.loads(record.value)["itemId"] == state["waybill"]


class TestCargo:
    FIRM = {"name": "Sample Traders LLP", "kind": "organisation",
            "ids": [{"kind": "IN_GSTIN", "number": "27AAPFU0939F1ZV", "country": "IN"},
                    {"kind": "IN_IEC", "number": "AAPFU0939F", "country": "IN"}],
            "address": {"country": "IN", "lines": ["7 Market Road"], "region": "Maharashtra", "city": "Mumbai",
                        "postcode": "400002"}}

    def order(self, suffix=""):
        return order_to_india(suffix, parties={"buyer": self.FIRM, "consignee": self.FIRM}, order__tradeMode="9710",
                              consignments__0__incoterm="CIF")

    def test_a_bill_of_entry_gets_its_number(self, india, installed, settled):
        accepted = submit(india, "in-cargo", self.order())
        state = settled(india, accepted["id"], "cleared")
        [record] = installed.records(accepted["id"], [TOPIC])
        lines = record.value.decode().split("\n")
        assert lines[0].split("\x1d")[:3] == ["HREC", "ZZ", "SAMPLECHA"] and lines[-3] == "<END-BE>"
        [document] = import_leg(state)["documents"]
        assert "/" in document["authorityReference"], "number and date of the acknowledgement"

    def test_a_negative_acknowledgement_has_the_code_of_ices(self, india):
        accepted = submit(india, "in-cargo", self.order("-REJECT"))
        leg = rejected_import(india, accepted["id"])
        [reason] = [reason for document in leg["documents"] for reason in document["reasons"]]
        assert reason["code"] == "157"
