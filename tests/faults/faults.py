#!/usr/bin/env python3
"""Orders under faults: two gateways and a broker are SIGKILLed again and again while a generator posts orders, a tenth of
them twice at once to both gateways, and repeats what got no definite answer. Then everything is read back and the
checker decides. Exit 0: nothing lost, nothing twice."""
import argparse
import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests/system"), str(ROOT / "tests/checker")]
from collect import collect  # noqa: E402
from confluent_kafka import Consumer, ConsumerGroupTopicPartitions, TopicPartition  # noqa: E402
from confluent_kafka.admin import AdminClient  # noqa: E402
from history import History  # noqa: E402
from rig import orders  # noqa: E402
from rig.gateway import Gateway, command  # noqa: E402
from rig.kafka import Cluster  # noqa: E402
from rig.settings import ACME, installation  # noqa: E402
from rig.wait import NotInTime, wait_for  # noqa: E402
from rules import check  # noqa: E402

import checker  # noqa: E402

ACCEPTED = "orders.accepted.v1"
DOCUMENTS = {"customs.cn.declarations.v1": ["CEB303", "CEB505", "CEB603"],
             "customs.ru.declarations.v1": ["ExpressCargoDeclaration"], "logistics.bookings.v1": ["S10Item"]}
# No simulator answers, so every order ends with all of its documents published.
EXPECT = {"documents": DOCUMENTS, "held_without_documents": False, "final_states": ["routed"]}
GROUP = "faults"
BROKER = 2  # the one that is killed


def say(text):
    print(f"{time.monotonic() - STARTED:6.1f} s  {text}", flush=True)


STARTED = time.monotonic()


def free_port():
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return attempt.getsockname()[1]


class Nemesis:
    """Kills a gateway every `gateway_seconds` and the broker every `broker_seconds`, and starts them again."""

    def __init__(self, gateways, cluster, options):
        self.gateways, self.cluster = gateways, cluster
        self.gateway_seconds, self.broker_seconds = options.gateway_every, options.broker_every
        self.random = random.Random(options.seed)
        self.stop = threading.Event()
        self.gateway_kills = self.broker_kills = 0
        self.failures = []
        self.threads = [threading.Thread(target=self._guard, args=(work,)) for work in (self._gateways, self._broker)]

    def start(self):
        for thread in self.threads:
            thread.start()

    def finish(self):
        """Ends the faults; everything runs again when this returns."""
        self.stop.set()
        for thread in self.threads:
            thread.join()
        assert not self.failures, self.failures

    def _guard(self, work):
        try:
            work()
        except Exception as error:  # noqa: BLE001  told by finish()
            self.failures.append(error)

    def _gateways(self):
        while not self.stop.wait(self.gateway_seconds * self.random.uniform(0.5, 1.5)):
            gateway = self.random.choice(self.gateways)
            gateway.kill()
            self.gateway_kills += 1
            gateway.start()  # returns when it is ready, so that each kill meets a working process

    def _broker(self):
        while not self.stop.wait(self.broker_seconds * self.random.uniform(0.5, 1.5)):
            self.cluster.kill_node(BROKER)
            self.broker_kills += 1
            self.stop.wait(self.random.uniform(0.2, 3))
            self.cluster.restart_node(BROKER)


def routed(bootstrap):
    """Whether the routers have committed everything in the accepted topic."""
    admin = AdminClient({"bootstrap.servers": bootstrap})
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": f"{GROUP}-watch"})
    try:
        partitions = admin.list_topics(ACCEPTED, timeout=20).topics[ACCEPTED].partitions
        ends = {p: consumer.get_watermark_offsets(TopicPartition(ACCEPTED, p), timeout=20)[1] for p in partitions}
        group = ConsumerGroupTopicPartitions(f"{GROUP}-route", [TopicPartition(ACCEPTED, p) for p in partitions])
        [future] = admin.list_consumer_group_offsets([group]).values()
        committed = {place.partition: place.offset for place in future.result(30).topic_partitions}
        behind = sum(max(0, ends[p] - max(0, committed.get(p, 0))) for p in partitions)
        assert behind == 0, f"{behind} commands not routed"
        return True
    finally:
        consumer.close()


class Run:
    def __init__(self, options):
        self.options = options
        self.directory = Path(options.dir).resolve()
        self.directory.mkdir(parents=True, exist_ok=True)
        self.cluster = Cluster(self.directory / "cluster", 3)
        self.gateways = []

    def start(self):
        self.cluster.start()
        for name in ("one", "two"):
            # A killed gateway must be noticed by its group soon, or its partitions wait for it.
            settings = installation(self.cluster.bootstrap, GROUP, http={"io_threads": 1},
                                    kafka={"partitions": 6, "properties": {"session.timeout.ms": "6000"}})
            gateway = Gateway(name, self.directory, settings)
            gateway.settings["http"]["port"] = free_port()  # the same over restarts: clients know it
            gateway.write_config()
            self.gateways.append(gateway)
        command("topics", "apply", config=self.gateways[0].config, check=0)
        for gateway in self.gateways:
            gateway.start()

    def load(self):
        template = self.directory / "order.json"
        template.write_bytes(orders.as_bytes(orders.direct_ru("@NUMBER@")))
        seconds = self.options.seconds
        line = [self.options.generator, "--path", "/v1/orders?connection=direct", "--token", ACME.token,
                "--body", template, "--prefix", f"F{self.options.seed}-", "--orders", str(self.options.orders),
                "--rate", str(self.options.orders / seconds), "--seconds", str(seconds * 2), "--connections", "32",
                "--duplicates", "0.1", "--retry", "--timeout", "15", "--drain", "120", "--seed", str(self.options.seed),
                "--journal", self.directory / "requests.jsonl"]
        for gateway in self.gateways:
            line += ["--url", gateway.url]
        done = subprocess.run(line, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=seconds * 2 + 180)
        assert done.returncode in (0, 3), done.stderr
        report = json.loads(done.stdout)
        (self.directory / "load.json").write_text(done.stdout)
        return report

    def collect(self):
        topics = [ACCEPTED, "orders.state.v1", "orders.events.v1", *DOCUMENTS]
        with open(self.directory / "records.jsonl", "w", encoding="utf-8") as out:
            return collect(self.cluster.bootstrap, topics, out, deadline_seconds=120)

    def verdict(self):
        history = History()
        for name in ("requests.jsonl", "records.jsonl"):
            history.read(self.directory / name)
        history.finish()
        say(checker.summary(history, EXPECT))
        found = check(history, EXPECT)
        checker.report(found, 5, sys.stdout)
        return found, history

    def stop(self):
        for gateway in self.gateways:
            gateway.kill()
        self.cluster.stop()


def run(options):
    faults = Run(options)
    try:
        faults.start()
        say(f"three brokers and two gateways run; {options.orders} orders in about {options.seconds:.0f} s, seed {options.seed}")
        nemesis = Nemesis(faults.gateways, faults.cluster, options)
        nemesis.start()
        try:
            report = faults.load()
        finally:
            nemesis.finish()
        say(f"posted: answers {report['statuses']}, replays {report['replayed']}; killed: gateways {nemesis.gateway_kills} "
            f"times, broker {nemesis.broker_kills} times")
        problems = []
        if report["orders"] < options.orders or report["outstanding"]:
            problems.append(f"{report['orders']} orders posted, {report['outstanding']} without a definite answer")
        # A run without faults shows nothing.
        if nemesis.gateway_kills < options.seconds / options.gateway_every / 3 or nemesis.broker_kills < 1:
            problems.append("too few kills for this to mean anything")
        try:
            wait_for(lambda: routed(faults.cluster.bootstrap), 120, "everything is routed", pause=0.5)
            say("everything is routed")
        except NotInTime as error:
            problems.append(str(error))
        count = faults.collect()
        say(f"{count} records read back")
        found, history = faults.verdict()
        accepted = sum(1 for answers in history.answers.values() if answers.accepted_ids)
        if accepted < options.orders and not problems:
            problems.append(f"only {accepted} of {options.orders} orders were answered 202")
        for gateway in faults.gateways:
            gateway.assert_sane()
            if not gateway.running():
                problems.append(f"{gateway.name} ended by itself")
        for problem in problems:
            print(f"problem: {problem}")
        lost, twice = len(found.get("lost", ())), len(found.get("duplicate", ()))
        say(f"{'FAILED' if found or problems else 'passed'}: {accepted} orders accepted, {lost} lost, {twice} duplicated, "
            f"{sum(map(len, found.values()))} violations in all")
        return 1 if found or problems else 0
    finally:
        faults.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=50_000)
    parser.add_argument("--seconds", type=float, default=150, help="over which the orders arrive")
    parser.add_argument("--gateway-every", type=float, default=5, help="mean seconds between two kills of a gateway")
    parser.add_argument("--broker-every", type=float, default=20, help="mean seconds between two kills of the broker")
    parser.add_argument("--seed", type=int, default=int(time.time()) % 1_000_000)
    parser.add_argument("--dir", default=str(ROOT / "build/faults"))
    parser.add_argument("--binary", default=str(ROOT / "build/release/silkgate"))
    parser.add_argument("--generator", default=str(ROOT / "build/release/bench_generator"))
    options = parser.parse_args()
    os.environ["SILKGATE_BINARY"] = str(Path(options.binary).resolve())
    options.generator = str(Path(options.generator).resolve())
    sys.exit(run(options))


if __name__ == "__main__":
    main()
