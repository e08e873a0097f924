"""The program whose contract is tested: $SILKGATE_BINARY, or that of the release build."""
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def silkgate():
    binary = Path(os.environ.get("SILKGATE_BINARY", ROOT / "build/release/silkgate"))
    assert binary.is_file(), f"{binary} is not built"

    def run(*arguments, stdin=""):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("SILKGATE_")}
        return subprocess.run([str(binary), *map(str, arguments)], input=stdin, capture_output=True, text=True,
                              timeout=60, cwd=ROOT, env=environment, check=False)

    return run
