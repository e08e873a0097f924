"""What becomes of a declaration in Uzbekistan, Tajikistan, Pakistan, Iran and India that is changed, cancelled or returned: written in
the format that has a word for it, answered by the simulated authority; a clear answer where the format has none."""
import pytest
from exports_test import Lane, leg_of, sent  # noqa: F401
from lxml import etree
from rig import orders
from rig.wait import wait_for

DEC, CUSDEC, SAD = Lane("UZ", "CN", "EK10", "DEC"), Lane("PK", "CN", "EX-CUSDEC96B", "CUSDEC"), Lane("TJ", "CN", "EK10-SAD", "SAD")
CUSDEC_D01B = Lane("PK", "KG", "EX-CUSDEC01B", "CUSDEC", "out-other-formats")
INDIA = Lane("IN", "CN", "CSB-V", "CSB-V")


def export(lane):
    return f"export-{lane.origin.lower()}"


def etag(client, order):
    return client.get(f"/v1/orders/{order}").header("ETag")


def patch(client, order, body):
    return client.request("PATCH", f"/v1/orders/{order}", orders.as_bytes(body), headers={
        "Content-Type": "application/merge-patch+json", "If-Match": etag(client, order)})


def cancel(client, order, body):
    return client.post(f"/v1/orders/{order}:cancel", body, headers={"If-Match": etag(client, order)})


def export_is(client, order, lane, state):
    def probe():
        leg = leg_of(client.get(f"/v1/orders/{order}").json(), export(lane))
        return leg["state"] == state and leg
    return wait_for(probe, 60, f"the export is {state}")


def both_are_asked(client, order, lane):
    """The export leg, once both authorities have given their numbers and asked."""
    def probe():
        legs = [leg for leg in client.get(f"/v1/orders/{order}").json()["legs"] if leg["kind"] != "booking"]
        return all(leg["state"] == "query" for leg in legs) and legs
    return next(leg for leg in wait_for(probe, 60, "both ends ask") if leg["id"] == export(lane))


def newest(installed, order, lane, action):
    [record] = [record for record in installed.records(order, [f"customs.{lane.origin.lower()}.declarations.v1"])
                if record.headers["sg_action"] == action]
    return record.value.decode()


def segments(text):
    return [segment.strip() for segment in text.split("'")]


def values(text, path):
    return [element.text for element in etree.fromstring(text.encode()).iterfind(
        "/".join(f"{{*}}{name}" for name in path.split("/")))]


NEW_STREET = {"parties": {role: {"address": {"street": "Xin Road"}} for role in ("buyer", "consignee")}}


@pytest.mark.parametrize("lane", [DEC, CUSDEC, CUSDEC_D01B], ids=str)
def test_a_query_is_answered_by_a_change(installed, sent, lane):  # noqa: F811
    client, accepted = sent(lane, lane.order("-QUERY"))
    order = accepted["id"]
    asked = both_are_asked(client, order, lane)
    number = asked["documents"][0]["authorityReference"]
    answer = patch(client, order, NEW_STREET)
    assert answer.status == 202, answer.body.decode()
    assert answer.json()["change"] == "amended"
    changed = export_is(client, order, lane, "released")
    assert [document["action"] for document in changed["documents"]] == ["submit", "amend"]
    text = newest(installed, order, lane, "amend")
    assert "Xin Road" in text
    if lane.kind == "DEC":
        assert (values(text, "Declaration/FunctionCode"), values(text, "Declaration/TypeCode")) == (["13"], ["COR"])
        assert values(text, "Declaration/ID") == [number]
    else:
        assert f"RFF+ABT:{number}" in segments(text)
        assert [segment[-2:] for segment in segments(text) if segment.startswith("BGM+830+")] == ["+4"]


@pytest.mark.parametrize("lane", [DEC, CUSDEC, CUSDEC_D01B], ids=str)
def test_a_cleared_export_is_cancelled_at_both_ends_that_know_it(installed, sent, settled, lane):  # noqa: F811
    client, accepted = sent(lane, lane.order())
    order = accepted["id"]
    number = leg_of(settled(client, order, "cleared"), export(lane))["documents"][0]["authorityReference"]
    answer = cancel(client, order, {"reason": "the buyer changed his mind"})
    assert answer.status == 202, answer.body.decode()
    export_is(client, order, lane, "cancelled")
    text = newest(installed, order, lane, "cancel")
    if lane.kind == "DEC":
        assert (values(text, "Declaration/FunctionCode"), values(text, "Declaration/TypeCode")) == (["13"], ["INV"])
        assert values(text, "Declaration/ID") == [number]
        assert values(text, "Declaration/AdditionalInformation/StatementDescription") == ["the buyer changed his mind"]
    else:
        assert f"RFF+ABT:{number}" in segments(text)
        assert [segment[-2:] for segment in segments(text) if segment.startswith("BGM+830+")] == ["+1"]
    if lane.destination == "CN":
        settled(client, order, "cancelled")


def test_a_wco_cancellation_says_why(acme, sent, settled):  # noqa: F811
    _, accepted = sent(DEC, DEC.order())
    settled(acme, accepted["id"], "cleared")
    answer = cancel(acme, accepted["id"], {})
    assert answer.status == 422
    assert ("cancel-reason-missing", export(DEC)) in [(error["code"], error["leg"]) for error in answer.json()["errors"]]


@pytest.mark.parametrize("lane", [SAD, INDIA], ids=str)
def test_what_a_format_can_not_say_is_told(acme, sent, settled, lane):  # noqa: F811
    _, accepted = sent(lane, lane.order("-QUERY"))
    both_are_asked(acme, accepted["id"], lane)
    answer = patch(acme, accepted["id"], NEW_STREET)
    assert answer.status == 422, answer.body.decode()
    assert ("action-not-served", export(lane)) in [(error["code"], error["leg"]) for error in answer.json()["errors"]]
    _, accepted = sent(lane, lane.order())
    settled(acme, accepted["id"], "cleared")
    answer = cancel(acme, accepted["id"], {"reason": "the buyer changed his mind"})
    assert answer.status == 202, answer.body.decode()
    blocked = leg_of(answer.json(), export(lane))["blockedBy"]
    assert [why["code"] for why in blocked] == ["action-not-served"] and blocked[0]["detail"]


@pytest.mark.parametrize("lane", [DEC, CUSDEC, SAD, Lane("IR", "CN", "EX", "DEC"), INDIA], ids=str)
def test_a_return_is_declared_on_paper(acme, sent, settled, lane):  # noqa: F811
    _, accepted = sent(lane, lane.order())
    settled(acme, accepted["id"], "cleared")
    answer = acme.post(f"/v1/orders/{accepted['id']}:return", {"reason": "does not fit", "logistics": {
        "number": "RET-1", "mode": "road", "transportMeans": "RU1234", "journeyNumber": "7"}},
        headers={"If-Match": etag(acme, accepted["id"])})
    assert answer.status == 202, answer.body.decode()

    def told():
        return leg_of(acme.get(f"/v1/orders/{accepted['id']}").json(), export(lane)).get("returning")
    assert wait_for(told, 60, "the leg says how far the return is") == "unserved"
