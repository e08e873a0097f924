"""The main job: a complete order from China to Russia, from the posted bytes to `cleared`."""
import hashlib
import json
import re

import pytest
from lxml import etree
from rig import orders
from rig.kafka import read_all
from rig.settings import ACME
from rig.wait import wait_for

from conftest import OUTPUTS, needs_reference

CN, RU, BOOKINGS = OUTPUTS
DOCUMENTS = {CN: {"CEB303", "CEB505", "CEB603"}, RU: {"ExpressCargoDeclaration"}, BOOKINGS: {"S10Item"}}
HEADERS = {"content-type", "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "ce_subject",
           "ce_partitionkey", "ce_dataschema", "ce_sequence", "ce_correlationid", "ce_causationid", "sg_tenant",
           "sg_country", "sg_direction", "sg_regime", "sg_document", "sg_action", "sg_version", "sg_adapter",
           "sg_ruleset", "sg_mode", "sg_dataregulation"}


@pytest.fixture(scope="module")
def path(installed):
    """One order, posted once and followed to its end; the tests look at different sides of it."""
    client = installed.main.client(ACME.token)
    posted = orders.direct_ru()
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    answer = client.post("/v1/orders", posted, headers={"traceparent": trace, "X-Request-Id": "req-path-1"})
    assert answer.status == 202, answer.body.decode()
    identifier = answer.json()["id"]
    final = wait_for(lambda: (lambda body: body if body["state"] == "cleared" else None)(
        client.get(f"/v1/orders/{identifier}").json()), 120, "the order is cleared")
    found = {"client": client, "posted": posted, "answer": answer, "id": identifier, "final": final, "trace": trace,
             "records": installed.records(identifier), "cluster": installed.cluster}
    yield found
    client.close()


def test_answer_is_as_documented(path):
    answer, body = path["answer"], path["answer"].json()
    assert re.fullmatch(r"ord_[a-z2-7]{26}", body["id"])
    assert (body["number"], body["state"], body["version"]) == (path["posted"]["order"]["number"], "accepted", 1)
    assert body["durability"] == "replicated"
    assert answer.header("Location") == f"/v1/orders/{body['id']}"
    assert answer.header("ETag") == '"1"'
    assert answer.header("X-Request-Id") == "req-path-1"
    assert answer.header("Strict-Transport-Security")
    legs = {leg["id"]: leg for leg in body["legs"]}
    assert set(legs) == {"export-cn", "import-ru", "booking-1"}
    assert set(legs["export-cn"]["documents"]) == DOCUMENTS[CN]
    assert set(legs["import-ru"]["documents"]) == DOCUMENTS[RU]
    assert set(legs["booking-1"]["documents"]) == DOCUMENTS[BOOKINGS]


def test_each_document_is_once_on_its_topic(path):
    found = sorted((record.topic, record.headers["sg_document"]) for record in path["records"])
    assert found == sorted((topic, kind) for topic, kinds in DOCUMENTS.items() for kind in kinds)


def test_documents_carry_all_headers(path):
    for record in path["records"]:
        missing = HEADERS - set(record.headers)
        assert not missing, (record.headers["sg_document"], missing)
        headers = record.headers
        assert headers["ce_specversion"] == "1.0"
        assert headers["ce_source"] == "/silkgate/test"
        assert headers["ce_correlationid"] == path["id"]
        assert headers["ce_subject"] == record.key == headers["ce_partitionkey"]
        assert re.fullmatch(r"[0-9]{20}", headers["ce_sequence"])
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", headers["ce_time"])
        assert headers["traceparent"].split("-")[1] == path["trace"].split("-")[1]
        assert headers["sg_mode"] == "live" and headers["sg_action"] == "submit" and headers["sg_version"] == "1"
        assert headers["sg_tenant"] == "acme"
    kinds = {record.headers["sg_document"]: record.headers for record in path["records"]}
    assert kinds["CEB603"]["ce_type"] == "silkgate.customs.cn.ceb603.v1"
    assert (kinds["CEB603"]["sg_direction"], kinds["CEB603"]["sg_regime"]) == ("export", "9610")
    assert kinds["ExpressCargoDeclaration"]["sg_direction"] == "import"
    assert len({record.headers["ce_id"] for record in path["records"]}) == len(path["records"])


@needs_reference
@pytest.mark.parametrize("kind,schema", [
    ("CEB303", "cn-ceb/xsd-202205/CEB-export-business.xsd"), ("CEB505", "cn-ceb/xsd-202205/CEB-export-business.xsd"),
    ("CEB603", "cn-ceb/xsd-202205/CEB-export-business.xsd"),
    ("ExpressCargoDeclaration", "eaeu/fts-album-5.27.0/ExpressCargoDeclaration.xsd")])
def test_documents_satisfy_the_authority_s_schema(path, kind, schema):
    [value] = [record.value for record in path["records"] if record.headers["sg_document"] == kind]
    document = etree.fromstring(value)
    validator = etree.XMLSchema(etree.parse(f"{orders.REFERENCE}/{schema}"))
    assert validator.validate(document), validator.error_log


def test_documents_say_what_was_ordered(path):
    values = {record.headers["sg_document"]: record.value.decode() for record in path["records"]}
    number = path["posted"]["order"]["number"]
    assert number in values["CEB303"] and number in values["CEB603"]
    assert "8516799000" in values["CEB603"] and "8516797000" in values["ExpressCargoDeclaration"]
    assert "电热水壶" in values["CEB603"] and "Чайник электрический" in values["ExpressCargoDeclaration"]
    waybill = path["final"]["waybill"]
    assert re.fullmatch(r"LX\d{9}CN", waybill)
    assert waybill in values["CEB505"] and waybill in values["CEB603"] and waybill in values["S10Item"]


def test_documents_over_http_are_the_bytes_on_kafka(path):
    client = path["client"]
    listed = client.get(f"/v1/orders/{path['id']}/documents").json()["documents"]
    assert {document["id"] for document in listed} == {record.key for record in path["records"]}
    for record in path["records"]:
        answer = client.get(f"/v1/orders/{path['id']}/documents/{record.key}")
        assert answer.status == 200 and answer.body == record.value
        assert answer.header("Content-Type") == record.headers["content-type"]
        [entry] = [document for document in listed if document["id"] == record.key]
        assert entry["sha256"] == hashlib.sha256(record.value).hexdigest()


def test_order_ends_cleared_with_the_authorities_numbers(path):
    legs = {leg["id"]: leg for leg in path["final"]["legs"]}
    assert legs["export-cn"]["state"] == legs["import-ru"]["state"] == "released"
    deciding = [document for leg in ("export-cn", "import-ru") for document in legs[leg]["documents"]
                if document.get("authorityReference")]
    assert deciding, legs


def test_events_are_numbered_from_one_without_gaps(path):
    events = path["client"].get(f"/v1/orders/{path['id']}/events").json()["events"]
    assert [event["sequence"] for event in events] == list(range(1, len(events) + 1))
    assert events[0]["type"] == "order.accepted"
    assert events[-1]["state"] == "cleared"
    on_topic = [json.loads(record.value) for record in read_all(path["cluster"].bootstrap, ["orders.events.v1"])
                if record.key == path["id"]]
    assert [event["sequence"] for event in on_topic] == [event["sequence"] for event in events]
    assert [event["type"] for event in on_topic] == [event["type"] for event in events]


def test_state_and_events_hold_no_personal_data(path):
    records = [record for record in read_all(path["cluster"].bootstrap, ["orders.events.v1", "orders.state.v1"])
               if record.key == path["id"]]
    assert records
    for record in records:
        text = record.value.decode() + json.dumps(record.headers, ensure_ascii=False)
        assert not [word for word in orders.PERSONAL if word in text], record.topic


def test_same_order_rendered_by_the_dry_run_is_the_same_document(path):
    """One planner, three uses: what :validate shows is what the router published, but for the assigned number."""
    answer = path["client"].post("/v1/orders:validate", orders.direct_ru(path["posted"]["order"]["number"]))
    assert answer.status == 200
    kinds = {document["kind"] for leg in answer.json()["legs"] for document in leg["documents"]}
    assert kinds == {kind for kinds in DOCUMENTS.values() for kind in kinds}
