"""The measured numbers as a Markdown page."""
import os
import platform
from pathlib import Path


def machine():
    model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), "unknown CPU")
    return f"{os.cpu_count()} × {model}, Linux {platform.release()}"


def row(cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def table(heads, rows):
    return "\n".join([row(heads), row(["---", *["---:"] * (len(heads) - 1)]), *map(row, rows)])


def peak_table(rows):
    heads = ["server", "orders/s", "p50 ms", "p99 ms", "p99.9 ms", "CPU µs/order", "× nginx", "RSS MiB", "own MiB", "not 202", "what it does"]
    return table(heads, [[row.name, f"{row.middle.rate:,.0f}", f"{row.middle.latency_ms('p50'):.2f}",
                          f"{row.middle.latency_ms('p99'):.2f}", f"{row.middle.latency_ms('p999'):.2f}",
                          f"{row.middle.cpu_us:.1f}", f"{row.ratio:.2f}", f"{row.middle.rss:.0f}", f"{row.middle.anon:.0f}",
                          sum(load.failed for load in row.loads), row.note] for row in rows])


def fixed_table(fixed):
    heads = ["server", "offered/s", "answered/s", "p50 ms", "p99 ms", "p99.9 ms", "max ms", "CPU of one core"]
    return table(heads, [[name, f"{rate:,.0f}", f"{load.rate:,.0f}", f"{load.latency_ms('p50'):.2f}",
                          f"{load.latency_ms('p99'):.2f}", f"{load.latency_ms('p999'):.2f}", f"{load.latency_ms('max'):.1f}",
                          f"{load.cpu_share * 100:.0f} %"] for name, rate, load in fixed])


def page(context, done, targets):
    kafka = "one node" if context.nodes == 1 else f"{context.nodes} nodes"
    parts = [
        "# Benchmark", "",
        f"{machine()}; {context.when}; revision {context.revision}. Order of {context.body_bytes} bytes over TLS keep-alive, "
        f"{context.connections} connections, {context.rounds} rounds of {context.seconds:g} s. Servers on CPU {context.server_cpu}; "
        f"Kafka ({kafka}) and generator on CPU {context.load_cpu}. CPU is user and system time of the server's whole process "
        "tree; rows are the round of median cost, and × nginx is the median over the rounds.", "",
        "## As fast as answers come (closed loop)", "", peak_table(done.peaks), "",
        "The latencies of this table are those of a full queue. Nothing but Silkgate checks, completes or de-duplicates an order.", "",
        "## At a fixed rate (open loop, latency from the intended send time)", "", fixed_table(done.fixed), "",
        "## 1,000 connections", "",
        table(["server", "RSS MiB", "own MiB", "answered/s"],
              [[name, f"{load.rss:.0f}", f"{load.anon:.0f}", f"{load.rate:,.0f}"] for name, load in done.crowd]), "",
        "Own is anonymous memory (RssAnon); the rest of RSS is mapped files: the program, and the pages of the local store that "
        "happen to be in the page cache, which the kernel drops when it needs the memory.", "",
        "## Targets", "", table(["target", "measured", "met"], targets), ""]
    return "\n".join(parts)
