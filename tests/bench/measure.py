"""Numbers of a process tree, and one measured load on a server."""
import json
import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def tree(pid):
    """A process and all of its descendants."""
    pids = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*"):
        children = (task / "children").read_text().split() if (task / "children").exists() else ()
        for child in children:
            pids += tree(int(child))
    return pids


def cpu_seconds(pid):
    """User and system time of the tree, ended children included."""
    total = 0
    for one in tree(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        total += sum(int(fields[index]) for index in (11, 12, 13, 14))
    return total / TICKS


def memory_mib(pid, field):
    """`field` of /proc/PID/status over the tree: VmRSS, or RssAnon, which is what the processes own. The difference is mapped
    files: code, and the pages of the local store, which the kernel drops when it needs the memory."""
    return sum(int(Path(f"/proc/{one}/status").read_text().split(f"{field}:")[1].split()[0]) for one in tree(pid)) / 1024


@dataclass
class Load:
    """One run of the generator. `cpu_us`: of the server, an answered 202."""
    report: dict
    cpu_us: float
    cpu_share: float
    rss: float
    anon: float

    @property
    def rate(self):
        return self.report["accepted_per_second"]

    def latency_ms(self, name):
        return self.report["latency_us"][name] / 1000

    @property
    def failed(self):
        return sum(count for status, count in self.report["statuses"].items() if status != "202")


class Generator:
    def __init__(self, program, template, cpu):
        self.program, self.template, self.cpu = program, template, cpu
        self.first = 0

    def run(self, pid, url, path, token=None, seconds=10, rate=0, connections=64, duplicates=0.0, warmup=0.0):
        """Every run has order numbers of its own. CPU is counted from start to end of the generator."""
        line = ["taskset", "-c", self.cpu, self.program, "--url", url, "--path", path, "--body", self.template,
                "--prefix", "BENCH", "--first", str(self.first), "--seconds", str(seconds), "--rate", str(rate),
                "--connections", str(connections), "--duplicates", str(duplicates), "--warmup", str(warmup),
                "--drain", "10", *(["--token", token] if token else [])]
        before, started = cpu_seconds(pid), time.monotonic()
        done = subprocess.run(line, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=seconds + 60)
        used, took = cpu_seconds(pid) - before, time.monotonic() - started
        if done.returncode not in (0, 3):
            raise RuntimeError(done.stderr)
        report = json.loads(done.stdout)
        self.first += report["orders"]
        good = max(1, report["statuses"].get("202", 0))
        return Load(report, used / good * 1e6, used / took, memory_mib(pid, "VmRSS"),
                    memory_mib(pid, "RssAnon"))
