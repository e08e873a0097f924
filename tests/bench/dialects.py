"""Runs bench_dialects over the project's own payloads and the benchmark's order of 2,048 bytes."""
import subprocess
import sys
import tempfile
from pathlib import Path

import order

ROOT = Path(__file__).resolve().parents[2]


def run(*more):
    """The table of bench_dialects, as text."""
    with tempfile.TemporaryDirectory() as folder:
        body = Path(folder) / "order_of_2048_bytes.json"
        body.write_text(order.template().replace("@NUMBER@", "BENCH000000001"), encoding="utf-8")
        line = [ROOT / "build/release/bench_dialects", "--payloads", ROOT / "tests/golden/orders/own", "--body", body, *more]
        return subprocess.run([str(word) for word in line], stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    print(run(*sys.argv[1:]), end="")
