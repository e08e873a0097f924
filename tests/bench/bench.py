"""The measurement: every server alone on one CPU, Kafka and generator on another. See README.md."""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT / "tests/system")]
os.environ.setdefault("SILKGATE_BINARY", str(ROOT / "build/release/silkgate"))
import cost  # noqa: E402
import report  # noqa: E402
import servers  # noqa: E402
from confluent_kafka.admin import AdminClient, NewTopic  # noqa: E402
from measure import Generator  # noqa: E402
from rig.kafka import Cluster  # noqa: E402

import order  # noqa: E402


def every_group():
    """Servers of one group run at the same time and are measured in turn; each group has its own floor. The gateway that routes
    comes first: later it would begin with the orders that the other left."""
    def floor():
        return servers.Nginx("nginx", "TLS and HTTP only; nothing stored: the floor")
    return [[floor(), servers.Silkgate("silkgate all roles", "as ingest, and routing to declarations and booking",
                                       ["ingest", "route", "state", "notify"])],
            [floor(), servers.Aiohttp("aiohttp", "Python: read the number, produce, wait"),
             servers.Silkgate("silkgate ingest", "dialect, catalogue, rules of both countries, de-duplication, acked produce",
                              ["ingest", "state"])]]


class Context:
    def __init__(self, options):
        self.directory = Path(options.dir).resolve()
        self.directory.mkdir(parents=True, exist_ok=True)
        self.seconds, self.connections, self.rounds = options.seconds, options.connections, options.rounds
        self.nodes = options.nodes
        last = max(0, (os.cpu_count() or 1) - 1)
        self.server_cpu, self.load_cpu = "0", str(min(1, last))
        self.when = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
        self.revision = subprocess.run(["git", "rev-parse", "--short=12", "HEAD"], cwd=ROOT, capture_output=True,
                                       text=True).stdout.strip() or "unknown"
        self.certificate = servers.Certificate(self.directory)
        self.template = self.directory / "order.json"
        self.template.write_text(order.template(), encoding="utf-8")
        self.body_bytes = len(order.template().replace("@NUMBER@", "x" * order.NUMBER_BYTES).encode())
        self.cluster = Cluster(self.directory / f"kafka-{int(time.time())}", self.nodes)

    def start_kafka(self):
        self.cluster.start()
        self.replication = min(3, self.nodes)
        # Pinned after the start: children and threads of the JVM are set one by one.
        for line in self.cluster.run("status").splitlines():
            pid = line.split("pid ")[1].split()[0]
            subprocess.run(["taskset", "-a", "-c", "-p", self.load_cpu, pid], check=True, capture_output=True)
        admin = AdminClient({"bootstrap.servers": self.cluster.bootstrap})
        admin.create_topics([NewTopic(servers.TOPIC, 3, self.replication)])[servers.TOPIC].result(30)


class Row:
    """One server's loads at full speed, and what each cost beside the floor in the same round."""

    def __init__(self, server):
        self.name, self.note, self.loads, self.ratios = server.name, server.note, [], []

    @property
    def middle(self):
        """The round with the median cost."""
        return sorted(self.loads, key=lambda load: load.cpu_us)[len(self.loads) // 2]

    @property
    def ratio(self):
        return statistics.median(self.ratios)


class Measurement:
    def __init__(self, context):
        self.context = context
        self.generator = Generator(ROOT / "build/release/bench_generator", context.template, context.load_cpu)
        self.peaks, self.fixed, self.crowd, self.against_python = [], [], [], None

    def load(self, server, **more):
        return self.generator.run(server.pid, server.url, server.path, server.token, **more)

    def group(self, chosen):
        try:
            for server in chosen:
                print(f"{server.name}: starting", flush=True)
                server.start(self.context)
                self.load(server, seconds=2, connections=self.context.connections)  # warm: code, buffers, leaders
            self.in_turn(chosen)
            for server in chosen:
                self.at_fixed_rates(server)
        finally:
            for server in chosen:
                server.stop()

    def in_turn(self, chosen):
        rows = {server.name: Row(server) for server in chosen}
        for _ in range(self.context.rounds):
            for server in chosen:
                rows[server.name].loads.append(self.load(server, seconds=self.context.seconds,
                                                         connections=self.context.connections))
            floor = rows["nginx"].loads[-1].cpu_us if "nginx" in rows else None
            for row in rows.values():
                row.ratios.append(row.loads[-1].cpu_us / floor if floor else float("nan"))
                print(f"{row.name}: {row.loads[-1].rate:,.0f} orders/s, {row.loads[-1].cpu_us:.1f} µs an order, "
                      f"{row.loads[-1].failed} not 202", flush=True)
        self.peaks += rows.values()
        if "aiohttp" in rows and "silkgate ingest" in rows:
            self.against_python = statistics.median(python.cpu_us / ours.cpu_us for python, ours in zip(
                rows["aiohttp"].loads, rows["silkgate ingest"].loads))

    def at_fixed_rates(self, server):
        peak = next(row for row in reversed(self.peaks) if row.name == server.name).middle
        for share in (0.5, 0.8):
            rate = max(50, peak.rate * share)
            self.fixed.append((f"{server.name} at {share:.0%} of its peak", rate,
                               self.load(server, seconds=self.context.seconds, connections=self.context.connections,
                                         rate=rate, warmup=1, duplicates=0.02)))
        if server.name != "aiohttp":
            self.crowd.append((server.name, self.load(server, seconds=5, connections=1000, rate=max(50, peak.rate * 0.3),
                                                      warmup=2)))


def targets(done):
    """Issue 3: at most 3 × the floor, at least 3 × less than the Python peer, at most 150 MB with 1,000 connections."""
    rows = []

    def add(text, value, met, unit):
        rows.append([text, f"{value:.2f} {unit}", "yes" if met else "no"])
    for row in done.peaks:
        if row.name == "silkgate ingest":
            add("ingest costs at most 3 × the nginx TLS floor", row.ratio, row.ratio <= 3, "×")
    if done.against_python is not None:
        add("ingest costs at least 3 × less than the Python peer", done.against_python, done.against_python >= 3, "× less")
    for name, load in done.crowd:
        if name.startswith("silkgate"):
            for what, mib in (("RSS", load.rss), ("own memory", load.anon)):
                add(f"{name}: {what} at most 150 MB with 1,000 connections", mib * 1.048576, mib * 1.048576 <= 150, "MB")
    return rows


def rig_of_peers(context):
    """The optional further peers: a folder with a `run` that prints its own table."""
    folder = os.environ.get("SILKGATE_BENCH_PEERS")
    if not folder:
        return "\n## Further peers\n\nNot measured: SILKGATE_BENCH_PEERS names no rig.\n"
    tools = {"rust": "cargo", "go": "go"}
    there = [peer for peer, tool in tools.items() if shutil.which(tool)]
    missing = "".join(f"{peer} not measured: {tool} is not installed.\n" for peer, tool in tools.items() if peer not in there)
    done = subprocess.run([Path(folder) / "run", "nginx", *there, "--seconds", str(int(context.seconds)), "--conns",
                           str(context.connections)], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          env={**os.environ, "BENCH_DIR": str(context.directory / "peers")})
    return (f"\n## Further peers: same machine and minute, another generator (closed loop), with their own floor\n\n"
            f"{done.stdout}{done.stderr if done.returncode else ''}\n{missing}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10, help="of one load")
    parser.add_argument("--rounds", type=int, default=3, help="loads of each server at full speed, in turn")
    parser.add_argument("--nodes", type=int, default=1, choices=(1, 3), help="of Kafka")
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--only", default="", help="names, comma separated; silkgate stands for both of its rows")
    parser.add_argument("--dir", default=str(ROOT / "build/bench"))
    options = parser.parse_args()
    context = Context(options)
    wanted = [name for name in options.only.split(",") if name]
    done = Measurement(context)
    try:
        context.start_kafka()
        for group in every_group():
            chosen = [server for server in group if not wanted or any(server.name.startswith(name) for name in wanted)]
            if any(server.name != "nginx" for server in chosen) or wanted == ["nginx"]:
                done.group(chosen)
    finally:
        context.cluster.stop()
    page = report.page(context, done, targets(done)) + "\n## One order by step\n\n```\n" + cost.run() + "```\n" + rig_of_peers(context)
    path = context.directory / "report.md"
    path.write_text(page, encoding="utf-8")
    print(f"\n{page}\nwritten to {path}")


if __name__ == "__main__":
    main()
