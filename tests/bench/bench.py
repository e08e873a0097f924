"""The measurement: every server alone on one CPU, Kafka and generator on another. See README.md."""
import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT / "tests/system")]
os.environ.setdefault("SILKGATE_BINARY", str(ROOT / "build/release/silkgate"))
import report  # noqa: E402
import servers  # noqa: E402
from confluent_kafka.admin import AdminClient, NewTopic  # noqa: E402
from measure import Generator  # noqa: E402
from rig.kafka import Cluster  # noqa: E402

import order  # noqa: E402


def every_server():
    return [servers.Nginx("nginx", "TLS and HTTP only; nothing stored: the floor"),
            servers.Aiohttp("aiohttp", "Python: read the number, produce, wait"),
            servers.Silkgate("silkgate ingest", "dialect, catalogue, rules of both countries, de-duplication, acked produce",
                             ["ingest", "state"]),
            servers.Silkgate("silkgate all roles", "the same, and routing to declarations and booking",
                             ["ingest", "route", "state", "notify"])]


class Context:
    def __init__(self, options):
        self.directory = Path(options.dir).resolve()
        self.directory.mkdir(parents=True, exist_ok=True)
        self.seconds, self.connections = options.seconds, options.connections
        last = max(0, (os.cpu_count() or 1) - 1)
        self.server_cpu, self.load_cpu = "0", str(min(1, last))
        self.when = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
        self.revision = subprocess.run(["git", "rev-parse", "--short=12", "HEAD"], cwd=ROOT, capture_output=True,
                                       text=True).stdout.strip() or "unknown"
        self.certificate = servers.Certificate(self.directory)
        self.template = self.directory / "order.json"
        self.template.write_text(order.template(), encoding="utf-8")
        self.body_bytes = len(order.template().replace("@NUMBER@", "x" * order.NUMBER_BYTES).encode())
        self.cluster = Cluster(self.directory / f"kafka-{int(time.time())}", 1)

    def start_kafka(self):
        self.cluster.start()
        # Pinned after the start: children and threads of the JVM are set one by one.
        for line in self.cluster.run("status").splitlines():
            pid = line.split("pid ")[1].split()[0]
            subprocess.run(["taskset", "-a", "-c", "-p", self.load_cpu, pid], check=True, capture_output=True)
        admin = AdminClient({"bootstrap.servers": self.cluster.bootstrap})
        admin.create_topics([NewTopic(servers.TOPIC, 3, 1)])[servers.TOPIC].result(30)


def measure(context, chosen):
    generator = Generator(ROOT / "build/release/bench_generator", context.template, context.load_cpu)
    peaks, fixed, crowd = [], [], []
    for server in chosen:
        print(f"{server.name}: starting", flush=True)
        server.start(context)
        try:
            def load(server=server, **more):
                return generator.run(server.pid, server.url, server.path, server.token, **more)
            load(seconds=2, connections=context.connections)  # warm: code, buffers, topics' leaders
            peak = load(seconds=context.seconds, connections=context.connections)
            peaks.append((server.name, server.note, peak))
            print(f"{server.name}: {peak.rate:,.0f} orders/s, {peak.cpu_us:.1f} µs an order, {peak.failed} not 202", flush=True)
            for share in (0.5, 0.8):
                rate = max(50, peak.rate * share)
                fixed.append((f"{server.name} at {share:.0%} of its peak", rate,
                              load(seconds=context.seconds, connections=context.connections, rate=rate, warmup=1,
                                   duplicates=0.02)))
            if server.name != "aiohttp":
                crowd.append((server.name, load(seconds=5, connections=1000, rate=max(50, peak.rate * 0.3), warmup=2)))
        finally:
            server.stop()
    return peaks, fixed, crowd


def targets(peaks, crowd):
    """Issue 3: at most 3 × the floor, at least 3 × less than the Python peer, at most 150 MB with 1,000 connections."""
    cpu = {name: load.cpu_us for name, _, load in peaks}
    rows = []

    def add(text, value, met, unit):
        rows.append([text, f"{value:.2f} {unit}", "yes" if met else "no"])
    ours = cpu.get("silkgate ingest")
    if ours and "nginx" in cpu:
        add("ingest costs at most 3 × the nginx TLS floor", ours / cpu["nginx"], ours <= 3 * cpu["nginx"], "×")
    if ours and "aiohttp" in cpu:
        add("ingest costs at least 3 × less than the Python peer", cpu["aiohttp"] / ours, cpu["aiohttp"] >= 3 * ours, "× less")
    for name, load in crowd:
        if name == "silkgate all roles":
            add("at most 150 MB with 1,000 connections", load.rss * 1.048576, load.rss * 1.048576 <= 150, "MB")
    return rows


def rig_of_peers(context):
    """The optional further peers: a folder with a `run` that prints its own table."""
    folder = os.environ.get("SILKGATE_BENCH_PEERS")
    if not folder:
        return ""
    done = subprocess.run([Path(folder) / "run", "nginx", "rust", "go", "--seconds", str(context.seconds), "--conns",
                           str(context.connections)], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          env={**os.environ, "BENCH_DIR": str(context.directory / "peers")})
    return f"\n## Further peers, same machine, another generator (closed loop)\n\n{done.stdout or done.stderr}\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--only", default="", help="names, comma separated; silkgate stands for both of its rows")
    parser.add_argument("--dir", default=str(ROOT / "build/bench"))
    options = parser.parse_args()
    context = Context(options)
    wanted = [name for name in options.only.split(",") if name]
    chosen = [server for server in every_server() if not wanted or any(server.name.startswith(name) for name in wanted)]
    try:
        context.start_kafka()
        peaks, fixed, crowd = measure(context, chosen)
    finally:
        context.cluster.stop()
    page = report.page(context, peaks, fixed, crowd, targets(peaks, crowd)) + rig_of_peers(context)
    path = context.directory / "report.md"
    path.write_text(page, encoding="utf-8")
    print(f"\n{page}\nwritten to {path}")


if __name__ == "__main__":
    main()
