"""A booking after it is published: the carrier's answers and events, up to the door."""
import json

import pytest
from rig import orders
from rig.kafka import produce
from rig.wait import wait_for

RECEIPTS = "logistics.receipts.v1"


def booking_of(client, order):
    state = client.get(f"/v1/orders/{order}").json()
    [leg] = [leg for leg in state["legs"] if leg["kind"] == "booking"]
    document = leg["documents"][0] if leg["documents"] else {}
    return document if isinstance(document, dict) else {}  # a kind's name until the order is routed


def step_of(client, order):
    return booking_of(client, order).get("carriage", {}).get("step")


def steps_in_events(client, order):
    events = client.get(f"/v1/orders/{order}/events").json()["events"]
    return [event["type"].removeprefix("carriage.") for event in events if event["type"].startswith("carriage.")]


def reached(client, order, step):
    """In the state and in the events, which come by a topic of their own."""
    wait_for(lambda: step_of(client, order) == step and steps_in_events(client, order)[-1:] == [step], 60,
             f"the goods are {step}")


def test_an_order_is_carried_to_the_door(acme, submitted):
    order = submitted(orders.direct_ru())["id"]
    reached(acme, order, "delivered")
    assert steps_in_events(acme, order) == [
        "collected", "in_transit", "at_border", "in_transit", "arrived", "out_for_delivery", "delivered"]
    assert booking_of(acme, order)["state"] == "released"


@pytest.mark.parametrize("suffix, end, by", [
    ("-DELAY", "delivered", "exception"), ("-STRANDED", "at_border", "in_transit"), ("-RETURN", "returned", "exception"),
    ("-DUP", "delivered", "arrived")])
def test_carriers_delay_hold_and_return(acme, submitted, suffix, end, by):
    order = submitted(orders.direct_ru(orders.number(suffix)))["id"]
    reached(acme, order, end)
    steps = steps_in_events(acme, order)
    assert steps[-1] == end and by in steps
    assert all(left != right for left, right in zip(steps, steps[1:])), steps


def test_a_carrier_without_room_rejects_the_order(acme, submitted, settled):
    order = submitted(orders.direct_ru(orders.number("-NOROOM")))["id"]
    settled(acme, order, "rejected")
    assert [reason["code"] for reason in booking_of(acme, order)["reasons"]] == ["no-capacity"]


def test_late_and_repeated_events_do_not_move_goods_back(installed, acme, submitted, settled):
    order = submitted(orders.direct_ru(orders.number("-SILENT")))["id"]
    settled(acme, order, "routed")
    booking = booking_of(acme, order)["id"]

    def tell(status, hour, **more):
        value = {"bookingId": booking, "status": status, "at": f"2026-11-24T{hour:02d}:00:00.000Z", **more}
        produce(installed.cluster.bootstrap, RECEIPTS, json.dumps(value).encode(), booking,
                [("content-type", "application/json")])
    tell("confirmed", 1)
    tell("in_transit", 8, place="CNJZH")
    tell("collected", 7)
    tell("in_transit", 8, place="CNJZH")
    tell("at_border", 6, place="KZHOR")
    tell("at_border", 12, place="KZHOR")
    tell("delivered", 20, place="KZALA")
    tell("in_transit", 21)
    tell("exception", 22)
    reached(acme, order, "delivered")
    # A later order is through: so are the events above.
    reached(acme, submitted(orders.direct_ru())["id"], "delivered")
    assert steps_in_events(acme, order) == ["in_transit", "at_border", "delivered"]
    assert booking_of(acme, order)["carriage"] == {
        "step": "delivered", "at": "2026-11-24T20:00:00.000Z", "place": "KZALA"}
