"""A record that can never be processed: bounded attempts, then the dead-letter topic; everything behind it goes on."""
from contextlib import contextmanager

import pytest
from confluent_kafka.admin import AdminClient, AlterConfigOpType, ConfigEntry, ConfigResource
from rig import orders
from rig.kafka import produce, read_all
from rig.wait import wait_for

RU = "customs.ru.declarations.v1"


@contextmanager
def topic_setting(bootstrap, topic, name, value):
    """Sets one setting of a topic and takes it back."""
    admin = AdminClient({"bootstrap.servers": bootstrap})

    def alter(operation, value=None):
        entry = ConfigEntry(name, value, incremental_operation=operation)
        resource = ConfigResource(ConfigResource.Type.TOPIC, topic, incremental_configs=[entry])
        for future in admin.incremental_alter_configs([resource]).values():
            future.result(30)

    def now():
        [future] = admin.describe_configs([ConfigResource(ConfigResource.Type.TOPIC, topic)]).values()
        return future.result(30)[name].value
    before = now()
    alter(AlterConfigOpType.SET, value)
    try:
        wait_for(lambda: now() == value, 30, f"{topic} has {name}={value}")
        yield
    finally:
        alter(AlterConfigOpType.DELETE)
        wait_for(lambda: now() == before, 30, f"{topic} has {name}={before} again")


def letters(installed, key, topic="orders.dlq.v1"):
    return [record for record in read_all(installed.cluster.bootstrap, [topic]) if record.key == key]


def leg_states(state):
    return {leg["id"]: leg["state"] for leg in state["legs"]}


@pytest.fixture
def poisoned(installed, submitted, settled, acme):
    """An order whose Russian declaration Kafka refuses as too large, after the gateway has given up on it."""
    with topic_setting(installed.cluster.bootstrap, RU, "max.message.bytes", "500"):
        accepted = submitted(orders.direct_ru())
        state = settled(acme, accepted["id"], "held")
        # Other keys go on: an order with nothing for Russia yet is declared in China.
        other = acme.post("/v1/orders", orders.without(orders.direct_ru(), "lines/0/customs/codes/1"),
                          headers={"Prefer": "handling=lenient"}).json()
        wait_for(lambda: leg_states(acme.get(f"/v1/orders/{other['id']}").json())["export-cn"] == "released", 60,
                 "an order behind the poison is declared")
    return state


def test_a_refused_document_holds_its_order_and_is_a_dead_letter(installed, poisoned, acme, settled):
    assert [why["rule"]["id"] for why in poisoned["blockedBy"]] == ["SG-0911"]
    assert [why["code"] for why in poisoned["blockedBy"]] == ["processing-failed"]
    [letter] = letters(installed, poisoned["id"])
    assert letter.headers["sg_dlq_code"] == "too-large" and letter.headers["sg_dlq_stage"] == "route"
    assert letter.headers["sg_dlq_topic"] == "orders.accepted.v1"
    assert letter.headers["sg_dlq_attempts"] == "5"
    assert letter.headers["ce_type"] == "silkgate.order.created.v1"
    assert installed.records(poisoned["id"]) == []  # nothing of the aborted transactions is visible
    # What the operator mends, a retry makes good.
    answer = acme.post(f"/v1/orders/{poisoned['id']}:retry", headers={"If-Match": '"1"'})
    assert answer.status == 202, answer.body
    settled(acme, poisoned["id"], "cleared")
    kinds = [record.headers["sg_document"] for record in installed.records(poisoned["id"])]
    assert sorted(kinds) == ["CEB303", "CEB505", "CEB603", "ExpressCargoDeclaration", "S10Item"]


def test_a_command_that_is_none_is_a_dead_letter_at_once(installed, gateway, submitted, settled, acme):
    mark = orders.number()
    before = gateway.metrics()['silkgate_dlq_records_total{topic="orders",reason="unreadable"}']
    produce(installed.cluster.bootstrap, "orders.accepted.v1", b'{"command":"destroyed"}', mark)
    [letter] = wait_for(lambda: letters(installed, mark), 60, "it is on orders.dlq.v1")
    assert letter.value == b'{"command":"destroyed"}'
    assert letter.headers["sg_dlq_code"] == "unreadable" and letter.headers["sg_dlq_attempts"] == "1"
    settled(acme, submitted(orders.direct_ru())["id"], "cleared")
    wait_for(lambda: gateway.metrics()['silkgate_dlq_records_total{topic="orders",reason="unreadable"}'] > before, 10,
             "it is counted")
