"""A real Kafka cluster, and topics read back as a customs broker would read them."""
import os
import subprocess
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, AlterConfigOpType, ConfigEntry, ConfigResource, NewTopic

from .wait import wait_for

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = ROOT / "deploy/kafka/kafka"


@dataclass
class Record:
    topic: str
    partition: int
    offset: int
    key: str
    value: bytes | None
    headers: dict

    @property
    def order(self):
        return self.headers.get("ce_correlationid")


class Cluster:
    """Started and stopped by deploy/kafka/kafka. `directory` holds its logs and process ids."""

    def __init__(self, directory, nodes):
        self.directory, self.nodes = Path(directory), nodes
        self.bootstrap = ""

    def run(self, *arguments, timeout=180):
        done = subprocess.run([SCRIPT, *map(str, arguments), "--dir", self.directory], capture_output=True, text=True,
                              timeout=timeout, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, f"kafka {arguments}: {done.stdout}{done.stderr}"
        return done.stdout.strip()

    def start(self):
        self.run("start", "--nodes", self.nodes, timeout=600)  # the first start brings the jars
        self.bootstrap = self.run("bootstrap").splitlines()[-1]
        return self

    def stop(self):
        self.run("stop")

    def kill_node(self, node):
        """SIGKILL; returns when the process is gone."""
        self.run("kill", node)

    def restart_node(self, node):
        """Starts a node that was killed; returns when it answers, where a majority runs."""
        self.run("restart", node)

    def pause_node(self, node):
        self.run("pause", node)

    def resume_node(self, node):
        self.run("resume", node)


def read_all(bootstrap, topics, deadline_seconds=120):
    """All committed records of the topics up to their present ends, ordered by partition and offset."""
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": f"test-{uuid.uuid4()}",
                         "enable.auto.commit": False, "isolation.level": "read_committed",
                         "auto.offset.reset": "earliest", "enable.partition.eof": True})
    try:
        metadata = consumer.list_topics(timeout=20)
        ends = {}
        for topic in topics:
            if topic in metadata.topics:
                for partition in metadata.topics[topic].partitions:
                    ends[(topic, partition)] = consumer.get_watermark_offsets(TopicPartition(topic, partition), timeout=20)[1]
        consumer.assign([TopicPartition(topic, partition, OFFSET_BEGINNING) for topic, partition in ends])
        waiting = {place for place, end in ends.items() if end > 0}
        records = []
        deadline = time.monotonic() + deadline_seconds
        while waiting:
            assert time.monotonic() < deadline, f"not read to the end: {waiting}"
            for message in consumer.consume(1000, timeout=0.5):
                place = (message.topic(), message.partition())
                if message.error():
                    if message.offset() >= ends[place]:
                        waiting.discard(place)
                    continue
                if message.offset() + 1 >= ends[place]:
                    waiting.discard(place)
                records.append(to_record(message))
        return sorted(records, key=lambda record: (record.topic, record.partition, record.offset))
    finally:
        consumer.close()


def to_record(message):
    headers = {name: (value or b"").decode("utf-8", "replace") for name, value in message.headers() or ()}
    key = (message.key() or b"").decode("utf-8", "replace")
    return Record(message.topic(), message.partition(), message.offset(), key, message.value(), headers)


def produce(bootstrap, topic, value, key=None, headers=None):
    """One record, confirmed by all replicas. The broker's side of a test."""
    failures = []
    producer = Producer({"bootstrap.servers": bootstrap, "acks": "all", "partitioner": "murmur2_random"})
    producer.produce(topic, value, key, headers=headers or [], on_delivery=lambda error, _: failures.append(error))
    left = producer.flush(60)
    assert left == 0 and failures == [None], f"not produced: {failures}"


@contextmanager
def records_at_most(bootstrap, topic, size):
    """Within it every leader of the topic refuses a batch of more than `size` bytes (at most 100,000); afterwards none does."""
    alter_topic(bootstrap, topic, AlterConfigOpType.SET, "max.message.bytes", str(size))
    try:
        _wait_for_leaders(bootstrap, topic, size, KafkaError.MSG_SIZE_TOO_LARGE)
        yield
    finally:
        alter_topic(bootstrap, topic, AlterConfigOpType.DELETE, "max.message.bytes")
        _wait_for_leaders(bootstrap, topic, size, None)


def alter_topic(bootstrap, topic, operation, name, value=None):
    entry = ConfigEntry(name, value, incremental_operation=operation)
    resource = ConfigResource(ConfigResource.Type.TOPIC, topic, incremental_configs=[entry])
    admin = AdminClient({"bootstrap.servers": bootstrap})
    [future] = admin.incremental_alter_configs([resource]).values()
    future.result(30)


def settle_metadata(bootstrap):
    """Until every broker has heard of all that was altered before: a topic made later, with a replica on each of them, has
    taken a record that all replicas confirm."""
    topic, admin = f"barrier.{uuid.uuid4()}", AdminClient({"bootstrap.servers": bootstrap})
    brokers = len(admin.list_topics(timeout=20).brokers)
    admin.create_topics([NewTopic(topic, 1, brokers, config={"min.insync.replicas": str(brokers)})])[topic].result(60)
    produce(bootstrap, topic, b"")
    admin.delete_topics([topic])[topic].result(60)


def _wait_for_leaders(bootstrap, topic, size, wanted):
    """Until each leader answers `wanted` (an error code, None for none) to a record just above `size`. A setting that one broker
    describes is in force at a leader only when that broker has heard of it too, so each is asked by what it does. The records are
    of an aborted transaction: nobody reads them."""
    writer = Producer({"bootstrap.servers": bootstrap, "transactional.id": f"probe-{uuid.uuid4()}", "compression.type": "none"})
    writer.init_transactions(60)
    partitions = writer.list_topics(topic, timeout=20).topics[topic].partitions

    def all_answer_so():
        answers = {}
        writer.begin_transaction()
        for partition in partitions:
            writer.produce(topic, os.urandom(size + 1), partition=partition,
                           on_delivery=lambda error, message: answers.update({message.partition(): error and error.code()}))
        writer.flush(30)
        writer.abort_transaction(60)
        assert answers == dict.fromkeys(partitions, wanted), answers
        return True
    wait_for(all_answer_so, 120, f"every leader of {topic} answers {wanted} to {size + 1} bytes")
