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


def peak_table(peaks, floor):
    heads = ["server", "orders/s", "p50 ms", "p99 ms", "p99.9 ms", "CPU µs/order", "× nginx", "RSS MiB", "not 202", "what it does"]
    return table(heads, [[name, f"{load.rate:,.0f}", f"{load.latency_ms('p50'):.2f}", f"{load.latency_ms('p99'):.2f}",
                          f"{load.latency_ms('p999'):.2f}", f"{load.cpu_us:.1f}",
                          f"{load.cpu_us / floor:.2f}" if floor else "–", f"{load.rss:.0f}", load.failed, note]
                         for name, note, load in peaks])


def fixed_table(fixed):
    heads = ["server", "offered/s", "answered/s", "p50 ms", "p99 ms", "p99.9 ms", "max ms", "CPU of one core"]
    return table(heads, [[name, f"{rate:,.0f}", f"{load.rate:,.0f}", f"{load.latency_ms('p50'):.2f}",
                          f"{load.latency_ms('p99'):.2f}", f"{load.latency_ms('p999'):.2f}", f"{load.latency_ms('max'):.1f}",
                          f"{load.cpu_share * 100:.0f} %"] for name, rate, load in fixed])


def page(context, peaks, fixed, crowd, targets):
    floor = next((load.cpu_us for name, _, load in peaks if name == "nginx"), None)
    parts = [
        "# Benchmark", "",
        f"{machine()}; {context.when}; revision {context.revision}. Order of {context.body_bytes} bytes over TLS keep-alive, "
        f"{context.connections} connections, {context.seconds} s each. Server on CPU {context.server_cpu}; Kafka (one node) and "
        f"generator on CPU {context.load_cpu}. CPU is user and system time of the server's whole process tree.", "",
        "## As fast as answers come (closed loop)", "", peak_table(peaks, floor), "",
        "The latencies of this table are those of a full queue. Nothing but Silkgate checks, completes or de-duplicates an order.", "",
        "## At a fixed rate (open loop, latency from the intended send time)", "", fixed_table(fixed), "",
        "## 1,000 connections", "",
        table(["server", "RSS MiB", "answered/s"], [[name, f"{load.rss:.0f}", f"{load.rate:,.0f}"] for name, load in crowd]), "",
        "## Targets", "", table(["target", "measured", "met"], targets), ""]
    return "\n".join(parts)
