"""A party that resembles a listed one holds the order until an operator releases it, and everybody can see who did and why.
The list is `denied-parties.csv` of rig/settings.py; its persons are invented."""
import pytest
from rig import orders
from rig.kafka import read_all
from rig.settings import ACME_OPERATOR, DENIED
from rig.wait import wait_for


def listed(name):
    consignee = orders.consignee_ru()
    family, given, patronymic = name.split()
    consignee.update(name=name, nameLatin=f"{family} {given}")
    consignee["nameParts"] = {"family": family, "given": given, "patronymic": patronymic, "script": "Cyrl"}
    return orders.direct_ru(parties__consignee=consignee)


@pytest.fixture
def held(submitted, acme, settled):
    accepted = submitted(listed("Зубров Аркадий Иванович"))
    assert accepted["state"] == "held", accepted
    wait_for(lambda: acme.get(f"/v1/orders/{accepted['id']}/events").json()["events"], 60, "the order has a state")
    return settled(acme, accepted["id"], "held")


def release(client, order, entries=(f"OWN/{DENIED[0]}",), reason="другая дата рождения", etag=None):
    return client.post(f"/v1/orders/{order['id']}:release", {"entries": list(entries), "reason": reason},
                       headers={"If-Match": etag or f'"{order["version"]}"'}, token=ACME_OPERATOR.token)


def test_a_hit_holds_the_order_also_where_the_caller_wants_it_strictly_right(installed, held):
    assert [(why["code"], why["entry"], why["rule"]["id"]) for why in held["blockedBy"]] == [
        ("denied-party", f"OWN/{DENIED[0]}", "SG-0940")]
    assert held["screenedWith"]
    assert not [record for record in installed.records(held["id"]) if record.topic.startswith(("customs", "logistics"))]


def test_only_an_operator_releases_and_says_which_and_why(acme, held):
    path, headers = f"/v1/orders/{held['id']}:release", {"If-Match": f'"{held["version"]}"'}
    wish = {"entries": [f"OWN/{DENIED[0]}"], "reason": "seen"}
    assert acme.post(path, wish, headers=headers).status == 403
    assert release(acme, held, entries=["OWN/other"]).code == "invalid-parameter"
    assert release(acme, held, entries=[]).code == "invalid-parameter"
    assert release(acme, held, reason="").code == "invalid-parameter"
    assert release(acme, held, etag='"9"').status == 412
    assert acme.get(f"/v1/orders/{held['id']}").json()["state"] == "held"


def test_a_released_order_goes_its_way_and_the_release_is_on_record(acme, held, settled):
    answer = release(acme, held)
    assert answer.status == 202 and answer.json()["state"] == "accepted", answer.body
    state = settled(acme, held["id"], "cleared")
    assert [(one["entry"], one["by"], one["reason"]) for one in state["releases"]] == [
        (f"OWN/{DENIED[0]}", f"acme/{ACME_OPERATOR.id}", "другая дата рождения")]
    events = acme.get(f"/v1/orders/{held['id']}/events").json()["events"]
    assert [event["type"] for event in events if event["type"].startswith("screening")] == [
        "screening.hit", "screening.released"]


def test_the_log_topics_hold_no_listed_name(installed, held):
    values = [record.value or b"" for record in read_all(installed.cluster.bootstrap, ("orders.state.v1", "orders.events.v1"))
              if record.order == held["id"]]
    assert values and not [value for value in values if "Зубров".encode() in value]


def test_a_list_is_read_again_on_sighup(installed, gateway, acme, submitted, settled):
    before = submitted(listed("Соболева Марфа Игнатьевна"))
    assert before["state"] == "accepted"
    with open(installed.denied, "a", encoding="utf-8") as table:
        table.write("own-9,\"Soboleva, Marfa Ignatyevna\",person\n")
    gateway.reload()
    after = wait_for(lambda: next(
        (body for body in [acme.post("/v1/orders", listed("Соболева Марфа Игнатьевна")).json()] if body["state"] == "held"), None),
        60, "the new entry is in force")
    assert [why["found"].split()[0] for why in after["blockedBy"]] == ["OWN/own-9"]
    assert after["screenedWith"] != before["screenedWith"]
