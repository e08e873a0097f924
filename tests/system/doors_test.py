"""Adapters from outside the build, over HTTPS and a real Kafka: Tajikistan's as a shared object, and one in Python in its place."""
import os
import subprocess
import sys
from pathlib import Path

import pytest
from countries_test import order_to
from rig.gateway import binary, command
from rig.kafka import settle_metadata
from rig.settings import ACME

REMOTE = Path(__file__).resolve().parents[2] / "adapters" / "abi" / "remote"
LENT = """
import zorgia, remote_adapter

class Lent(zorgia.Zorgia):
    info = {**zorgia.INFO, "country": "TJ"}

    def plan_legs(self, order, context):
        return [{"id": "import-tj", "kind": "import_declaration", "country": "TJ", "regime": "SIMPLE"}], []

    def check(self, order, leg, context):
        return []

remote_adapter.main(Lent())
"""


def adapters(installed, **more):
    return {"data_dir": str(installed.data), "allow_wip": True, **more}


def ingest_only(gateway):
    """Orders are routed by the installation's own routers."""
    gateway.settings["roles"] = ["ingest"]
    gateway.write_config()
    return gateway


def dry_run(gateway, order):
    client = gateway.client(ACME.token)
    answer = client.post("/v1/orders:validate", order)
    client.close()
    assert answer.status == 200, answer.body
    return answer.json()


def documents(plan, leg):
    return [document for row in plan["legs"] if row["id"] == leg for document in row["documents"]]


def test_a_shared_object_gives_what_the_built_in_adapter_gives(installed, gateway, extra_gateway):
    path = binary().parent / "adapter_tj.so"
    second = ingest_only(extra_gateway("object", adapters=adapters(installed, shared_objects={"TJ": str(path)}))).start()
    order = order_to("TJ")
    ours, theirs = documents(dry_run(gateway, order), "import-tj"), documents(dry_run(second, order), "import-tj")
    assert ours and [row["kind"] for row in ours] == [row["kind"] for row in theirs] == ["SAD"]
    assert len(theirs[0]["body"]) == len(ours[0]["body"])  # the two were decided at different times


def test_a_file_that_is_no_adapter_is_refused_with_its_reason(installed, extra_gateway, tmp_path):
    wrong = extra_gateway("wrong", adapters=adapters(installed, shared_objects={"TJ": str(tmp_path / "none.so")}))
    _, _, errors = command("check-config", config=wrong.config, check=1)
    assert "none.so" in errors


@pytest.fixture
def lent(installed, extra_gateway, tmp_path):
    """A gateway that asks a Python program for Tajikistan, and that program."""
    asking = ingest_only(extra_gateway("asking", adapters=adapters(installed, remote=["TJ"], remote_ms=5000)))
    command("topics", "apply", config=asking.config, check=0)
    settle_metadata(installed.cluster.bootstrap)
    (tmp_path / "lent.py").write_text(LENT, encoding="utf-8")
    program = subprocess.Popen([sys.executable, tmp_path / "lent.py", "--brokers", installed.cluster.bootstrap],
                               env={**os.environ, "PYTHONPATH": str(REMOTE)}, stdout=subprocess.PIPE, text=True)
    try:
        assert program.stdout.readline() == "ready\n"
        yield asking.start(), program
    finally:
        program.terminate()
        program.wait(30)


def test_a_program_in_python_is_asked_over_kafka(lent):
    asking, program = lent
    [document] = documents(dry_run(asking, order_to("TJ")), "import-tj")
    assert document["kind"] == "ZorgiaImport" and '"consignee": "Раҳимова Зарина"' in document["body"]
    program.terminate()
    program.wait(30)
    errors = {error["code"] for error in dry_run(asking, order_to("TJ"))["errors"]}
    assert "adapter-not-answering" in errors
