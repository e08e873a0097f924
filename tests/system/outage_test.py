"""Failures of what the gateway stands on. Each test leaves the cluster whole."""
import shutil
import threading
import time

import pytest
from confluent_kafka.admin import AdminClient
from rig import orders
from rig.gateway import Gateway, command, stop_all
from rig.kafka import Cluster
from rig.settings import ACME, installation
from rig.wait import wait_for

ANSWER_SECONDS = 15  # http.answer_ms is 10 s; the rest is what a busy machine adds


def accepted_again(client):
    """202 for a fresh order: everything works again."""
    wait_for(lambda: client.post("/v1/orders", orders.direct_ru()).status == 202, 180, "orders are accepted again", pause=0.5)


def test_deleting_the_state_folder_loses_nothing(installed, acme, extra_gateway, settled):
    second = extra_gateway("forgetful").start()
    client = second.client(ACME.token)
    order = orders.direct_ru()
    first = client.post("/v1/orders", order)
    held = client.post("/v1/orders", orders.without(orders.direct_ru(), "lines/0/customs/codes"),
                       headers={"Prefer": "handling=lenient"})
    settled(client, first.json()["id"], "cleared")
    settled(client, held.json()["id"], "held")
    client.close()
    second.kill()
    shutil.rmtree(second.settings["state"]["dir"])
    second.start()
    client = second.client(ACME.token)
    settled(client, first.json()["id"], "cleared")

    def seen_by(one):
        return one.get(f"/v1/orders/{first.json()['id']}").json()
    # The other process kept its store. Replies that change nothing but the time may still come.
    wait_for(lambda: seen_by(client) == seen_by(acme), 60, "both show the same")
    settled(client, held.json()["id"], "held")
    again = client.post("/v1/orders", order)
    assert again.status == 202 and again.body == first.body and again.header("Idempotent-Replayed") == "true"
    kinds = [record.headers["sg_document"] for record in installed.records(first.json()["id"])]
    assert len(kinds) == len(set(kinds)) == 5
    client.close()


def test_a_state_folder_of_another_cluster_is_emptied_and_filled_anew(installed, extra_gateway, settled):
    moved = extra_gateway("moved").start()
    client = moved.client(ACME.token)
    old = client.post("/v1/orders", orders.direct_ru()).json()["id"]
    settled(client, old, "cleared")
    client.close()
    assert moved.terminate() == 0
    other = Cluster(installed.directory.parent / "kafka-other", 1)
    try:
        other.start()
        moved = Gateway("moved", installed.directory, installation(
            other.bootstrap, "test", replication=1, kafka={"allow_weak": True}, adapters={"data_dir": str(installed.data)}))
        command("topics", "apply", config=moved.config, check=0)
        moved.start()
        assert "other-cluster" in moved.log()
        client = moved.client(ACME.token)
        assert client.get(f"/v1/orders/{old}").status == 404
        new = client.post("/v1/orders", orders.direct_ru())
        assert new.status == 202, new.body
        settled(client, new.json()["id"], "routed")
        client.close()
    finally:
        stop_all([moved])
        other.stop()


def test_killed_gateway_comes_back_with_everything(installed, acme, extra_gateway, settled):
    second = extra_gateway("killed").start()
    client = second.client(ACME.token)
    answers = [client.post("/v1/orders", orders.direct_ru()) for _ in range(20)]
    second.kill()  # SIGKILL: some of these are not routed yet
    second.start()
    for answer in answers:
        settled(acme, answer.json()["id"], "cleared")
        kinds = [record.headers["sg_document"] for record in installed.records(answer.json()["id"])]
        assert sorted(kinds) == ["CEB303", "CEB505", "CEB603", "ExpressCargoDeclaration", "S10Item"]


@pytest.mark.parametrize("what", ["two of three brokers killed", "all brokers paused"])
def test_without_kafka_the_answer_is_503_in_time_and_all_returns_by_itself(installed, gateway, acme, settled, what):
    cluster = installed.cluster
    before = acme.post("/v1/orders", orders.direct_ru())
    assert before.status == 202
    pid = gateway.process.pid
    nodes = (2, 3) if what.startswith("two") else (1, 2, 3)
    try:
        for node in nodes:
            (cluster.kill_node if what.startswith("two") else cluster.pause_node)(node)
        tried, refused = [], 0
        while len(tried) < 3 or (not refused and len(tried) < 10):  # the first may be on their way when the outage is seen
            order = orders.direct_ru()
            started = time.monotonic()
            answer = acme.post("/v1/orders", order)
            assert time.monotonic() - started < ANSWER_SECONDS
            assert answer.status in (503, 504), (answer.status, answer.body)
            if answer.status == 503:
                refused += 1
                assert int(answer.header("Retry-After")) >= 1
                assert answer.code in ("kafka-unavailable", "overloaded")
            tried.append((order, answer))
        assert refused, "an unreachable Kafka is a 503, not only an unknown outcome"
        assert acme.get(f"/v1/orders/{before.json()['id']}").status == 200  # reading does not need Kafka
        wait_for(lambda: _operation(gateway, "/readyz") == 503, 60, "/readyz says so")
        assert _operation(gateway, "/livez") == 200
    finally:
        for node in nodes:
            (cluster.restart_node if what.startswith("two") else cluster.resume_node)(node)
    accepted_again(acme)
    assert gateway.process.pid == pid and gateway.running()
    wait_for(lambda: _operation(gateway, "/readyz") == 200, 60, "/readyz is well again")
    settled(acme, before.json()["id"], "cleared", deadline_seconds=120)
    for order, _ in tried:  # repeating is safe, whatever the answer had been
        again = acme.post("/v1/orders", order)
        assert again.status == 202
        settled(acme, again.json()["id"], "cleared", deadline_seconds=120)
        kinds = [record.headers["sg_document"] for record in installed.records(again.json()["id"])]
        assert sorted(kinds) == ["CEB303", "CEB505", "CEB603", "ExpressCargoDeclaration", "S10Item"]


def in_sync(installed, topic="orders.accepted.v1"):
    """The smallest number of in-sync replicas among the topic's partitions."""
    admin = AdminClient({"bootstrap.servers": installed.cluster.bootstrap})
    partitions = admin.list_topics(topic, timeout=20).topics[topic].partitions.values()
    return min(len(partition.isrs) for partition in partitions)


def test_a_202_waits_for_every_in_sync_replica(installed, gateway, acme, settled):
    """A follower that stands still is in sync until the cluster finds out: no order may be answered before."""
    assert acme.post("/v1/orders", orders.direct_ru()).status == 202
    wait_for(lambda: in_sync(installed) == 3, 120, "all replicas are in sync")
    posted = [orders.direct_ru() for _ in range(6)]
    answers = []

    def post(order):
        client = gateway.client(ACME.token)
        answer = client.post("/v1/orders", order)
        answers.append((time.monotonic(), answer.status))
        client.close()
    threads = [threading.Thread(target=post, args=(order,)) for order in posted]
    # An answer needs milliseconds, and the cluster finds out 2.5 s after the pause at the earliest (session 3 s, heartbeats
    # 0.5 s apart): within this time a 202 is wrong, later it may be right.
    until = time.monotonic() + 2.4
    installed.cluster.pause_node(3)
    try:
        for thread in threads:
            thread.start()
        wait_for(lambda: time.monotonic() >= until, 10, "the time is over")
        assert not [at for at, status in answers if status == 202 and at < until], "answered before a replica that is in sync"
    finally:
        installed.cluster.resume_node(3)
    for thread in threads:
        thread.join()
    assert {status for _, status in answers} <= {202, 503, 504}
    for order in posted:
        answer = wait_for(lambda: (again := acme.post("/v1/orders", order)).status == 202 and again, 60, "it is accepted",
                          pause=0.5)
        settled(acme, answer.json()["id"], "cleared", deadline_seconds=120)
        assert len(installed.records(answer.json()["id"])) == 5


def test_one_broker_lost_is_not_noticed(installed, acme, settled):
    installed.cluster.kill_node(1)
    try:
        accepted_again(acme)
        answers = [acme.post("/v1/orders", orders.direct_ru()) for _ in range(10)]
        assert {answer.status for answer in answers} == {202}
        for answer in answers:
            settled(acme, answer.json()["id"], "cleared", deadline_seconds=120)
    finally:
        installed.cluster.restart_node(1)


def _operation(gateway, path):
    client = gateway.operations()
    status = client.get(path).status
    client.close()
    return status
