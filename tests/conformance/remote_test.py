"""The third door: Zorgia, an adapter in Python that is asked over Kafka, passes the conformance suite like a folder of the build."""
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REMOTE = ROOT / "adapters" / "abi" / "remote"


def suite():
    given = os.environ.get("SILKGATE_BINARY")
    folders = [Path(given).parent] if given else [ROOT / "build" / preset for preset in ("release", "asan", "dev")]
    return next(folder / "test_conformance" for folder in folders if (folder / "test_conformance").is_file())


def test_zorgias_quote_is_five_per_cent():  # XZ-0008
    sys.path.insert(0, str(REMOTE))
    from zorgia import Zorgia
    order = json.loads((REMOTE / "cases/value_at_limit.order.json").read_text(encoding="utf-8"))
    [line] = Zorgia().quote(order, {}, {})
    assert (line["basis"], line["amount"], line["currency"], line["rule"]) == ("500.00", "25.00", "EUR", "XZ-0008")


def test_zorgia_passes_the_conformance_suite():
    environment = {**os.environ, "SILKGATE_CONFORMANCE_REMOTE": f"XZ={sys.executable} {REMOTE / 'zorgia.py'}",
                   "SILKGATE_CONFORMANCE_FOLDER": f"XZ={REMOTE}"}
    outcome = subprocess.run([suite(), "--gtest_filter=*XZ*"], env=environment, text=True, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, timeout=900)
    assert outcome.returncode == 0, outcome.stdout[-6000:]
    passed = re.search(r"\[  PASSED  \] (\d+) tests", outcome.stdout)
    assert passed and int(passed[1]) >= 50, outcome.stdout[-2000:]
