#!/usr/bin/env python3
"""A customs broker's side, complete: reads declarations, files each once, replies.

  broker.py --country ru --database broker.db [--idle SECONDS]     --idle: end when nothing came for so long

The filing and the mark that its record was seen are one transaction of the broker's own database, and Kafka's offset is
committed after it: a crash in between makes Kafka deliver the record again, and the mark drops it. Replies wait in the
same database until Kafka has confirmed them; sent twice, the second changes nothing. Filing here is a row in a table.

Needs python3-confluent-kafka of Debian, or confluent-kafka of pip. Kafka's settings come from the file that KCAT_CONFIG
names, as for kcat.
"""
import argparse
import json
import os
import sqlite3
import time
from datetime import datetime, timezone

from confluent_kafka import Consumer, KafkaException, Producer

TABLES = """
create table if not exists seen (source text, id text, primary key (source, id));
create table if not exists filing (declaration text, document text, number text, bytes blob, replied integer default 0);
"""
CONSUMER_ONLY = ("isolation.level", "fetch.wait.max.ms")


def settings():
    with open(os.environ["KCAT_CONFIG"], encoding="utf-8") as file:
        return dict(line.strip().split("=", 1) for line in file if "=" in line and not line.startswith("#"))


def take(database, message):
    """One record: False when it is a repetition."""
    headers = {name: value.decode() for name, value in message.headers()}
    with database:  # one transaction
        mark = database.execute("insert or ignore into seen values (?, ?)", (headers["ce_source"], headers["ce_id"]))
        if mark.rowcount == 0:
            return False
        database.execute("insert into filing (declaration, document, number, bytes) values (?, ?, ?, ?)",
                         (message.key().decode(), headers["sg_document"], headers.get("sg_ordernumber"), message.value()))
    return True


def reply(database, producer, topic):
    """Tells of every filing that has not been told of."""
    for row, declaration in database.execute("select rowid, declaration from filing where not replied").fetchall():
        now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        body = {"declarationId": declaration, "status": "received", "at": now}
        failures = []
        producer.produce(topic, json.dumps(body).encode(), declaration, headers=[("content-type", b"application/json")],
                         on_delivery=lambda error, _, failures=failures: failures.append(error))
        if producer.flush(30) == 0 and failures == [None]:
            with database:
                database.execute("update filing set replied = 1 where rowid = ?", (row,))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--country", required=True)
    parser.add_argument("--database", required=True)
    parser.add_argument("--idle", type=float, default=0)
    arguments = parser.parse_args()
    database = sqlite3.connect(arguments.database)
    database.executescript(TABLES)
    kafka = settings()
    producer = Producer({**{name: value for name, value in kafka.items() if name not in CONSUMER_ONLY},
                         "acks": "all", "enable.idempotence": True, "partitioner": "murmur2_random"})
    consumer = Consumer({**kafka, "group.id": f"broker-{arguments.country}", "isolation.level": "read_committed",
                         "enable.auto.commit": False, "auto.offset.reset": "earliest"})
    consumer.subscribe([f"customs.{arguments.country}.declarations.v1"])
    last = time.monotonic()
    try:
        while not arguments.idle or time.monotonic() - last < arguments.idle:
            message = consumer.poll(0.5)
            if message is not None:
                if message.error():
                    raise KafkaException(message.error())
                new = take(database, message)
                consumer.commit(message=message, asynchronous=False)
                print("filed   " if new else "repeated", message.key().decode(), flush=True)
                last = time.monotonic()
            reply(database, producer, f"customs.{arguments.country}.receipts.v1")
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()


if __name__ == "__main__":
    main()
