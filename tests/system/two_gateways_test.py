"""One order, two gateway processes: one effect."""
import json
import threading

import pytest
from rig import orders
from rig.kafka import read_all
from rig.settings import ACME, OTHER
from rig.wait import wait_for

from conftest import OUTPUTS

EXPECTED = ["CEB303", "CEB505", "CEB603", "ExpressCargoDeclaration", "S10Item"]


def post_together(urls_clients, order, posts, connections):
    """`posts` posts of one order over `connections` connections that start at the same moment."""
    answers, lock, start = [], threading.Lock(), threading.Barrier(connections)

    def work(client, count):
        start.wait()
        for _ in range(count):
            answer = client.post("/v1/orders", order)
            with lock:
                answers.append(answer)
    threads = [threading.Thread(target=work, args=(urls_clients[index % len(urls_clients)](), posts // connections))
               for index in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.parametrize("round_", range(3))
def test_hundred_posts_from_twenty_connections_to_two_gateways(acme, gateway, extra_gateway, installed, settled, round_):
    second = extra_gateway(f"second{round_}").start()
    order = orders.direct_ru()
    answers = post_together([lambda: gateway.client(ACME.token), lambda: second.client(ACME.token)], order, 100, 20)
    assert len(answers) == 100
    assert {answer.status for answer in answers} <= {202, 409}, {answer.status for answer in answers}
    accepted = [answer for answer in answers if answer.status == 202]
    assert len({answer.json()["id"] for answer in accepted}) == 1
    assert all(answer.code == "request-in-flight" for answer in answers if answer.status == 409)
    identifier = accepted[0].json()["id"]
    settled(acme, identifier, "cleared")
    # An order posted afterwards is through, so nothing of the first is still on its way.
    later = acme.post("/v1/orders", orders.direct_ru()).json()
    settled(acme, later["id"], "cleared")
    assert sorted(record.headers["sg_document"] for record in installed.records(identifier)) == EXPECTED


def test_conflicting_content_at_two_gateways_makes_one_declaration_and_an_event(acme, gateway, extra_gateway, installed,
                                                                                settled):
    """Each process may accept its own version in the same instant; the owner of the key decides for one."""
    second = extra_gateway("rival").start()
    clients = gateway.client(ACME.token), second.client(ACME.token)
    conflicts = []
    for _ in range(10):
        number = orders.number()
        versions = (orders.direct_ru(number), orders.direct_ru(number, money__freight="30.00", money__total="270.00"))
        answers, start = [None, None], threading.Barrier(2)

        def post(index):
            start.wait()
            answers[index] = clients[index].post("/v1/orders", versions[index])
        threads = [threading.Thread(target=post, args=(index,)) for index in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        statuses = sorted(answer.status for answer in answers)
        assert statuses in ([202, 202], [202, 409]), statuses
        identifier = next(answer.json()["id"] for answer in answers if answer.status == 202)
        settled(acme, identifier, "cleared")
        if statuses == [202, 202]:
            conflicts.append(identifier)
        records = installed.records(identifier)
        assert sorted(record.headers["sg_document"] for record in records) == EXPECTED

    def told():
        events = read_all(installed.cluster.bootstrap, ["orders.events.v1"])
        return {record.key for record in events if record.headers["ce_type"] == "silkgate.order.conflict.v1"}
    # The second version is read behind the first, which may be cleared by then.
    wait_for(lambda: not set(conflicts) - told(), 60, f"each of {conflicts} has its event", pause=0.5)


def test_effects_are_on_the_topics_of_their_country_only(acme, installed, submitted, settled):
    accepted = submitted(orders.direct_ru())
    settled(acme, accepted["id"], "cleared")
    for record in installed.records(accepted["id"], OUTPUTS):
        if record.topic.startswith("customs."):
            assert record.topic.split(".")[1] == record.headers["sg_country"].lower()


def test_partitions_move_while_orders_flow(acme, extra_gateway, installed, settled):
    """A router joins, one is killed, one leaves in order: every order is declared once."""
    accepted, stop = [], threading.Event()

    def post():
        while not stop.is_set():
            answer = acme.post("/v1/orders", orders.direct_ru())
            assert answer.status == 202, answer.body
            accepted.append(answer.json()["id"])
    thread = threading.Thread(target=post)
    thread.start()
    try:
        joined, killed = extra_gateway("joined").start(), extra_gateway("killed-router").start()
        seen = len(accepted)
        wait_for(lambda: len(accepted) >= seen + 20, 120, "orders flow with three routers")
        killed.kill()
        seen = len(accepted)
        wait_for(lambda: len(accepted) >= seen + 20, 120, "orders flow after the kill")
        assert joined.terminate() == 0
        seen = len(accepted)
        wait_for(lambda: len(accepted) >= seen + 20, 120, "orders flow with one router")
    finally:
        stop.set()
        thread.join()
    for identifier in accepted:
        settled(acme, identifier, "cleared", deadline_seconds=120)
    documents = {}
    for record in read_all(installed.cluster.bootstrap, OUTPUTS):
        documents.setdefault(record.order, []).append(record.headers["sg_document"])
    assert {identifier: sorted(documents[identifier]) for identifier in accepted} == dict.fromkeys(accepted, EXPECTED)


def test_an_import_is_known_to_the_other_gateway_and_after_its_own_process_is_gone(gateway, extra_gateway):
    taker = extra_gateway("importer").start()
    other = gateway.client(ACME.token)
    lines = [json.dumps(orders.catalog_item(f"{orders.number()[-12:]}-{index}")) for index in range(500)] + ["{"]
    begun = taker.client(ACME.token).post("/v1/catalog/items:bulk", "\n".join(lines),
                                          headers={"Content-Type": "application/x-ndjson", "Prefer": "respond-async"})
    assert begun.status == 202, begun.body
    place = begun.header("Location")
    wait_for(lambda: other.get(place).status == 200, 60, "the other gateway knows of it")
    done = wait_for(lambda: (answer := other.get(place).json())["state"] == "finished" and answer, 60, "and that it is finished")
    assert (done["lines"], done["succeeded"], done["failed"]) == (501, 500, 1)
    assert [failure["line"] for failure in done["failures"]] == [501]
    assert other.get(place, token=OTHER.token).status == 404
    taker.kill()
    assert other.get(place).json()["state"] == "finished"
