"""What the authorities may answer; the simulator chooses by the order number's suffix."""
import pytest
from rig import orders
from rig.wait import wait_for


def events_of(client, order):
    return client.get(f"/v1/orders/{order}/events").json()["events"]


def legs_of(state):
    return {leg["id"]: leg for leg in state["legs"]}


def test_rejection_carries_the_authority_s_code(acme, submitted, settled):
    accepted = submitted(orders.direct_ru(orders.number("-REJECT")))
    state = settled(acme, accepted["id"], "rejected")
    reasons = [reason for leg in state["legs"] for document in leg["documents"]
               for reason in document.get("reasons", ()) if document["state"] == "rejected"]
    # An authority may give words alone; then there is no code, not an empty one.
    assert reasons and all(reason.get("code", reason.get("text")) for reason in reasons), state


def test_query_is_visible_and_not_the_end(acme, submitted):
    accepted = submitted(orders.direct_ru(orders.number("-QUERY")))

    def queried():
        state = acme.get(f"/v1/orders/{accepted['id']}").json()
        return "query" in {leg["state"] for leg in state["legs"]} and state
    state = wait_for(queried, 60, "a leg is in query")
    assert state["state"] == "processing"


def test_silence_leaves_the_order_with_the_authority(acme, submitted, settled):
    accepted = submitted(orders.direct_ru(orders.number("-SILENT")))
    settled(acme, accepted["id"], "routed")
    # An order posted later is through; the silent one still waits.
    later = submitted(orders.direct_ru())
    settled(acme, later["id"], "cleared")
    state = settled(acme, accepted["id"], "routed")
    assert {leg["state"] for leg in state["legs"]} == {"published"}


@pytest.mark.parametrize("suffix", ["-DUP", "-LATE"])
def test_duplicate_and_late_receipts_change_nothing(acme, submitted, settled, suffix):
    accepted = submitted(orders.direct_ru(orders.number(suffix)))
    settled(acme, accepted["id"], "cleared")
    # A later order's receipts are behind this one's on the topic: once it is through, so are the extra ones.
    later = submitted(orders.direct_ru())
    settled(acme, later["id"], "cleared")
    state = settled(acme, accepted["id"], "cleared")
    assert {leg["state"] for leg in state["legs"] if leg["kind"] != "booking"} == {"released"}
    events = events_of(acme, accepted["id"])
    assert [event["sequence"] for event in events] == list(range(1, len(events) + 1))
    assert sum(event["state"] == "cleared" and event["type"].startswith("order.") for event in events) <= 1
    assert len([event for event in events if event["type"].endswith("released")]) <= len(legs_of(state)) + 3
