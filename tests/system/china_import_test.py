"""Orders into China: from the posted bytes to `cleared`, the tax bill that comes later, cancellation, return, and the payment
data that customs asks for."""
import base64
import copy
import json
import re
from urllib.parse import urlencode

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1
from rig.exports import EXPORTERS, PERSON_CN
from rig.exports import order_to_china as order_from
from rig.kafka import produce
from rig.settings import SIGNING
from rig.wait import wait_for

DECLARATIONS = "customs.cn.declarations.v1"
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
                for record in installed.records(accepted["id"], [DECLARATIONS])}
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


def test_goods_are_returned_by_ceb625(acme, installed, submitted, settled):
    order = submitted(order_from("UZ"))["id"]
    number = documents(settled(acme, order, "cleared"))["CEB621"]["authorityReference"]
    answer = acme.post(f"/v1/orders/{order}:return", {"reason": "七天无理由退货", "lines": [{"lineId": "1", "quantity": "2"}]},
                       headers={"If-Match": acme.get(f"/v1/orders/{order}").header("ETag")})
    assert answer.status == 202, answer.body.decode()

    def returned():
        [leg] = [leg for leg in acme.get(f"/v1/orders/{order}").json()["legs"] if leg["id"] == "import-cn"]
        assert leg.get("returning") == "done", leg
        return leg
    leg = wait_for(returned, 60, "customs agrees with the return")
    assert leg["state"] == "released"
    [message] = [record.value.decode() for record in installed.records(order, [DECLARATIONS])
                 if record.headers["sg_document"] == "CEB625"]
    for said in (f"<ceb:invtNo>{number}</ceb:invtNo>", "<ceb:reason>七天无理由退货</ceb:reason>"):
        assert said in message, message
    assert "leg.returned" in [event["type"] for event in acme.get(f"/v1/orders/{order}/events").json()["events"]]


def paid_order(suffix=""):
    order = order_from("UZ", suffix)
    order["lines"][0]["url"] = "https://shop.example/item/choc-500?lang=zh"
    order["payments"] = [{"id": f"PAY-{order['order']['number']}", "providerCode": "3702960PAY", "providerName": "示例支付",
                          "amount": "349.12", "currency": "CNY", "paidAt": "2026-11-20T08:31:02Z", "kind": "sale"}]
    order["parties"]["payer"] = copy.deepcopy(PERSON_CN) | {"paymentRecords": [{
        "paymentId": order["payments"][0]["id"], "request": '<xml><body>"巧克力"</body></xml>',
        "response": "<xml><result>SUCCESS</result></xml>", "clearing": "netsunion", "channel": "app"}]}
    return order


def customs_asks(acme, number, session, connection="direct", key=None):
    """As customs does: no credentials but the address, a form with one field."""
    key = key or (SIGNING / "payment-address.key").read_text(encoding="ascii").strip()
    body = urlencode({"openReq": json.dumps({"orderNo": number, "sessionID": session, "serviceTime": 1764000000000})})
    return acme.post(f"/v1/authorities/cn/payment-data/{connection}/{key}", body, token=None,
                     headers={"Content-Type": "application/x-www-form-urlencoded"})


def code_of(answer):
    assert answer.status == 200, answer.body.decode()
    body = answer.json()
    assert set(body) == {"code", "message", "serviceTime"} and isinstance(body["serviceTime"], int)
    assert (body["message"] == "") == (body["code"] == "10000")
    return body["code"]


def test_customs_gets_the_payment_it_asks_for_signed_and_once(acme, installed, submitted, settled):
    order = paid_order()
    identifier, number = submitted(order)["id"], order["order"]["number"]
    settled(acme, identifier, "cleared")
    session = f"S-{number}"
    assert [code_of(customs_asks(acme, number, session)) for _ in range(3)] == ["10000"] * 3

    def answered():
        document = documents(acme.get(f"/v1/orders/{identifier}").json())["realTimeDataUpload"]
        assert document["state"] == "registered", document
        return document
    document = wait_for(answered, 60, "customs' word on the upload has come back")
    assert code_of(customs_asks(acme, number, session)) == "10000"
    assert code_of(customs_asks(acme, number, session + "-2")) == "10000"

    def uploads():
        records = [record for record in installed.records(identifier, [DECLARATIONS])
                   if record.headers["sg_document"] == "realTimeDataUpload"]
        assert len(records) == 2, "one for each session, however often it is asked"
        return records
    [record] = [record for record in wait_for(uploads, 60, "both sessions are answered") if record.key == document["id"]]
    assert (record.headers["sg_country"], record.headers["sg_direction"]) == ("CN", "import")
    text = record.value.decode()
    upload = json.loads(text)
    assert upload["sessionID"] == session and upload["payExchangeInfoLists"][0]["orderNo"] == number
    assert upload["payExchangeInfoHead"]["totalAmount"] == 349.12
    # The bytes as they stand in the upload are what is signed (announcement 179, annex).
    head, lists = re.search(r'"payExchangeInfoHead":(.*),"payExchangeInfoLists":(.*),"serviceTime"', text).groups()
    said = "||".join(f'"{name}":"{value}"' for name, value in (
        ("sessionID", session), ("payExchangeInfoHead", head), ("payExchangeInfoLists", lists),
        ("serviceTime", upload["serviceTime"])))
    certificate = x509.load_pem_x509_certificate((SIGNING / "rsa.crt.pem").read_bytes())
    assert int(upload["certNo"], 16) == certificate.serial_number
    certificate.public_key().verify(base64.b64decode(upload["signValue"]), said.encode(), PKCS1v15(), SHA1())
    events = [event["type"] for event in acme.get(f"/v1/orders/{identifier}/events").json()["events"]]
    assert "document.published" in events and acme.get(f"/v1/orders/{identifier}").json()["state"] == "cleared"
    # The command on orders.accepted.v1 has the buyer's payment in it, sealed.
    commands = [record.value.decode() for record in installed.records(identifier, ["orders.accepted.v1"])]
    assert any('"command":"answered"' in command for command in commands)
    assert not any("SUCCESS" in command for command in commands)


def test_what_customs_asks_in_vain_has_its_code(acme, submitted, settled):
    order = paid_order()
    number = order["order"]["number"]
    settled(acme, submitted(order)["id"], "cleared")
    other = order_from("UZ")
    settled(acme, submitted(other)["id"], "cleared")
    assert code_of(customs_asks(acme, "NO-SUCH", "S-1")) == "20000"
    assert code_of(customs_asks(acme, "", "S-1")) == "20000"
    assert code_of(customs_asks(acme, other["order"]["number"], "S-other")) == "20000", "it has no payment"
    session = f"T-{number}"
    assert code_of(customs_asks(acme, number, session)) == "10000"
    wait_for(lambda: code_of(customs_asks(acme, other["order"]["number"], session)) == "20000"
             and "session" in customs_asks(acme, other["order"]["number"], session).json()["message"], 60,
             "the session is known as another order's")
    key = (SIGNING / "payment-address.key").read_text(encoding="ascii").strip()
    for body in ("openReq=%7B", "openReq=", "other=1", "openReq=%ZZ"):
        answer = acme.post(f"/v1/authorities/cn/payment-data/direct/{key}", body, token=None,
                           headers={"Content-Type": "application/x-www-form-urlencoded"})
        assert code_of(answer) == "20000", body
    assert customs_asks(acme, number, "S-2", key="f" * 32).status == 404
    assert customs_asks(acme, number, "S-2", connection="shopify").status == 404, "switched on for each connection"
