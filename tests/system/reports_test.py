"""CO2e of a month over HTTPS: what the orders' own plans say, added up, and nothing else."""
import csv
import io
import subprocess
from decimal import Decimal

import pytest
from rig import orders
from rig.settings import OTHER


@pytest.fixture
def report(acme):
    def ask(month, **more):
        return acme.get(f"/v1/reports/emissions?month={month}", **more)
    return ask


def sum_of(rows, column):
    return sum(Decimal(row[column]) for row in rows if row.get(column))


def test_an_order_adds_what_its_plan_says(acme, submitted, settled, report):
    first = settled(acme, submitted(orders.direct_ru())["id"], "cleared")
    month = first["acceptedAt"][:7]
    before = report(month).json()
    added = settled(acme, submitted(orders.direct_ru())["id"], "cleared")
    assert added["acceptedAt"][:7] == month, "the month has just ended; run again"
    after = report(month).json()
    plan = added["route"]["co2e"]
    assert Decimal(plan["withHandlingKg"]) > 0
    assert Decimal(after["total"]["totalKg"]) - Decimal(before["total"]["totalKg"]) == Decimal(plan["withHandlingKg"])
    assert int(after["orders"]) == int(before["orders"]) + 1
    assert sum_of(after["rows"], "totalKg") == Decimal(after["total"]["totalKg"])
    moving = [row for row in after["rows"] if row["mode"] != "hub"]
    assert all(row["source"] and row["version"] and row["dataQuality"] for row in moving)
    assert sum_of(moving, "operationKg") + sum_of(moving, "energyKg") == sum_of(moving, "totalKg")
    assert added["route"]["tableVersion"] in after["tableVersions"]


def test_as_a_table_and_as_paper(acme, submitted, settled, report):
    month = settled(acme, submitted(orders.direct_ru())["id"], "cleared")["acceptedAt"][:7]
    table = list(csv.DictReader(io.StringIO(report(month, headers={"Accept": "text/csv"}).body.decode())))
    assert {"origin", "destination", "mode", "factor", "tonneKm", "totalKg"} <= set(table[0])
    paper = report(month, headers={"Accept": "application/pdf", "Accept-Language": "zh"}).body
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=paper, capture_output=True, check=True).stdout.decode()
    assert "运输温室气体排放" in text and month in text


def test_is_the_tenant_s_own_and_of_a_month(acme, submitted, settled, report):
    def sums(month, **more):
        seen = report(month, **more).json()
        return seen["orders"], seen["rows"]

    month = settled(acme, submitted(orders.direct_ru())["id"], "cleared")["acceptedAt"][:7]
    own, foreign = sums(month), sums(month, token=OTHER.token)
    settled(acme, submitted(orders.direct_ru())["id"], "cleared")
    assert sums(month) != own and sums(month, token=OTHER.token) == foreign
    assert report("1999-01").json()["orders"] == "0"
    for month in ("", "2026", "2026-13", "november"):
        refused = report(month)
        assert (refused.status, refused.code) == (400, "invalid-parameter"), month
