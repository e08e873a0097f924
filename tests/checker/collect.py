"""Reads topics from their beginning to their present end, committed records only, into journal lines."""
import argparse
import json
import sys
import time

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, TopicPartition

HEADERS = {"ce_id": "id", "ce_source": "source", "ce_correlationid": "order", "sg_document": "document",
           "sg_version": "version", "ce_sequence": "sequence", "ce_causationid": "cause"}


def line_of(message, state_topics):
    line = {"kind": "record", "topic": message.topic(), "partition": message.partition(), "offset": message.offset(),
            "key": (message.key() or b"").decode("utf-8", "replace")}
    for name, value in message.headers() or ():
        field = HEADERS.get(name)
        if field and value is not None:
            line[field] = value.decode("utf-8", "replace")
    value = message.value()
    if value is None:
        line["tombstone"] = True
    elif message.topic() in state_topics:
        state = json.loads(value)
        line["state"] = state["state"]
        line["places"] = [[document["id"], *(document["published"][name] for name in ("topic", "partition", "offset"))]
                          for leg in state.get("legs", ()) for document in leg["documents"]]
    return line


def end_offsets(consumer, topics):
    metadata = consumer.list_topics(timeout=20)
    missing = [topic for topic in topics if topic not in metadata.topics]
    if missing:
        raise RuntimeError(f"no such topics: {missing}")
    return {(topic, partition): consumer.get_watermark_offsets(TopicPartition(topic, partition), timeout=20)[1]
            for topic in topics for partition in metadata.topics[topic].partitions}


def collect(bootstrap, topics, out, deadline_seconds=120, state_topics=("orders.state.v1",)):
    """Writes one line a record and one end_offsets line a partition. Returns the number of records."""
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "silkgate-checker", "enable.auto.commit": False,
                         "isolation.level": "read_committed", "auto.offset.reset": "earliest",
                         "enable.partition.eof": True})
    try:
        ends = end_offsets(consumer, topics)
        reached = {place: 0 for place in ends}
        consumer.assign([TopicPartition(topic, partition, OFFSET_BEGINNING) for topic, partition in ends])
        deadline = time.monotonic() + deadline_seconds
        count = 0
        # The end-of-partition event carries the position behind transaction markers and aborted records.
        while any(reached[place] < end for place, end in ends.items()) and time.monotonic() < deadline:
            for message in consumer.consume(5000, timeout=0.5):
                if message.error() and message.error().code() != KafkaError._PARTITION_EOF:
                    continue
                place = (message.topic(), message.partition())
                reached[place] = max(reached[place], message.offset() + (0 if message.error() else 1))
                if not message.error():
                    out.write(json.dumps(line_of(message, state_topics), separators=(",", ":")) + "\n")
                    count += 1
        for (topic, partition), end in ends.items():
            out.write(json.dumps({"kind": "end_offsets", "topic": topic, "partition": partition, "offset": end,
                                  "position": reached[(topic, partition)]}) + "\n")
        return count
    finally:
        consumer.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bootstrap", required=True)
    parser.add_argument("--deadline", type=float, default=120)
    parser.add_argument("topics", nargs="+")
    options = parser.parse_args()
    count = collect(options.bootstrap, options.topics, sys.stdout, options.deadline)
    print(f"{count} records", file=sys.stderr)


if __name__ == "__main__":
    main()
