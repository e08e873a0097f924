"""Runs bench_cost with the benchmark's order, connection and catalogue."""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT / "tests/system")]
from rig import orders  # noqa: E402
from rig.settings import adapters_data, installation  # noqa: E402
from rig.toml import dumps  # noqa: E402

import order  # noqa: E402


def run(*more):
    """The table of bench_cost, as text."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "silkgate.toml").write_text(dumps(installation("127.0.0.1:9", "cost", replication=1)) + "\n", encoding="utf-8")
        (folder / "order.json").write_text(order.template(), encoding="utf-8")
        items = (json.dumps(orders.catalog_item(sku), ensure_ascii=False) for sku in order.SKUS)
        (folder / "items.ndjson").write_text("\n".join(items) + "\n", encoding="utf-8")
        line = [ROOT / "build/release/bench_cost", "--config", folder / "silkgate.toml", "--data", adapters_data(folder),
                "--body", folder / "order.json", "--items", folder / "items.ndjson", "--state", folder / "state", *more]
        return subprocess.run([str(word) for word in line], stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    print(run(*sys.argv[1:]), end="")
