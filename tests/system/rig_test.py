"""The rig itself, so that a failure elsewhere is the gateway's."""
import time
import tomllib

import pytest
from confluent_kafka import Producer
from confluent_kafka.admin import AdminClient, NewTopic
from rig import orders
from rig.kafka import produce, read_all
from rig.settings import installation
from rig.toml import dumps
from rig.wait import NotInTime, wait_for


def test_settings_survive_toml():
    settings = installation("127.0.0.1:1", "test")
    assert tomllib.loads(dumps(settings)) == settings


def test_waiting_ends_with_what_was_seen():
    seen = iter([0, 0, "there"])
    assert wait_for(lambda: next(seen), 5, "it comes", pause=0.001) == "there"
    started = time.monotonic()
    with pytest.raises(NotInTime, match="never: not within 0.2 s; last seen: 0"):
        wait_for(lambda: 0, 0.2, "never")
    assert time.monotonic() - started < 2


def test_numbers_are_fresh():
    assert len({orders.number() for _ in range(1000)}) == 1000


def test_changing_an_order_leaves_the_other_alone():
    first, second = orders.direct_ru("A"), orders.direct_ru("A", money__freight="30.00")
    assert first["money"]["freight"] == "20.00" and second["money"]["freight"] == "30.00"
    assert "codes" not in orders.without(first, "lines/0/customs/codes")["lines"][0]["customs"]
    assert "codes" in first["lines"][0]["customs"]


def test_only_committed_records_are_read(cluster):
    topic = "rig.test.v1"
    admin = AdminClient({"bootstrap.servers": cluster.bootstrap})
    admin.create_topics([NewTopic(topic, 3, 3)])[topic].result(30)
    produce(cluster.bootstrap, topic, b"plain", "k1", [("ce_correlationid", "ord_1")])
    writer = Producer({"bootstrap.servers": cluster.bootstrap, "transactional.id": "rig-test"})
    writer.init_transactions(60)
    for value, end in ((b"aborted", writer.abort_transaction), (b"committed", writer.commit_transaction)):
        writer.begin_transaction()
        writer.produce(topic, value, "k2")
        writer.flush(20)
        end(60)
    records = read_all(cluster.bootstrap, [topic])
    assert sorted(record.value for record in records) == [b"committed", b"plain"]
    assert [record.order for record in records if record.value == b"plain"] == ["ord_1"]
    admin.delete_topics([topic])[topic].result(30)


def test_a_killed_broker_comes_back(cluster):
    cluster.kill_node(3)
    cluster.restart_node(3)
    cluster.run("status")
