"""POST /v1/orders/{id}:retry in all its cases."""
import pytest
from rig import orders
from rig.settings import ACME_READER, OTHER
from rig.wait import wait_for


@pytest.fixture
def held(acme):
    answer = acme.post("/v1/orders", orders.without(orders.direct_ru(), "lines/0/customs/codes"),
                       headers={"Prefer": "handling=lenient"})
    assert answer.status == 202
    # The state is in the replica once its events are; before, the first answer stands in for it.
    wait_for(lambda: acme.get(f"/v1/orders/{answer.json()['id']}/events").json()["events"], 60, "the order has a state")
    return answer.json()["id"]


def retry(client, order, etag='"1"', **more):
    headers = {} if etag is None else {"If-Match": etag}
    return client.post(f"/v1/orders/{order}:retry", headers=headers, **more)


def test_the_version_must_be_named(acme, held):
    answer = retry(acme, held, None)
    assert (answer.status, answer.code) == (428, "precondition-required")


def test_a_stale_version_is_refused_with_the_present_one(acme, held):
    answer = retry(acme, held, '"7"')
    assert (answer.status, answer.code) == (412, "precondition-failed")
    assert answer.header("ETag") == '"1"'


def test_an_order_that_is_not_held_can_not_be_retried(acme, submitted, settled):
    accepted = submitted(orders.direct_ru())
    state = settled(acme, accepted["id"], "cleared")
    answer = retry(acme, accepted["id"], f'"{state["version"]}"')
    assert (answer.status, answer.code) == (409, "illegal-transition")


def test_unknown_and_foreign_orders_are_404_and_readers_may_not(acme, held):
    assert retry(acme, "ord_" + "a" * 26).status == 404
    assert retry(acme, held, token=OTHER.token).status == 404
    assert retry(acme, held, token=ACME_READER.token).status == 403
