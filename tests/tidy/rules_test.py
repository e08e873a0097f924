"""Rules and data: every rule row is cited, every data row has a source that the adapter registers."""
import csv
import io
import os
import re
import subprocess

import pytest

from tree import ROOT, files, read, sources

ROW = re.compile(r'\.id\s*=\s*"([A-Z]{2}-\d{4})"(.*?)\.text\s*=', re.DOTALL)


def rows():
    """(file, id, what stands between the id and the text) of every rule row in C++."""
    return [(path, match.group(1), match.group(2))
            for path in sources("gateway", "adapters") if not path.endswith("_test.cpp")
            for match in ROW.finditer(read(path))]


def test_there_are_rules_at_all():
    assert len(rows()) > 50


@pytest.mark.parametrize("path,identifier,body", rows(), ids=lambda value: value if len(str(value)) < 60 else "")
def test_a_rule_cites_its_basis(path, identifier, body):
    basis = re.search(r'\.basis\s*=\s*(?:k[A-Z]\w*|"([^"]+)")', body)
    assert basis, f"{path}: {identifier} has no basis"
    cited = re.match(r"([a-z][a-z0-9-]+)#", basis.group(1) or "")
    sources_md = "/".join(path.split("/")[:2]) + "/sources.md"
    if cited and (ROOT / sources_md).is_file():
        assert re.search(rf"\b{re.escape(cited.group(1))}\b", read(sources_md)), f"{identifier} cites {cited.group(1)}"


def test_rule_ids_are_unique():
    seen = {}
    for path, identifier, _ in rows():
        assert identifier not in seen, f"{identifier} stands in {seen[identifier]} and in {path}"
        seen[identifier] = path


def data_files():
    return [path for path in files() if re.fullmatch(r"adapters/(?:\w+|common/\w+)/data/[\w-]+\.csv", path)]


@pytest.mark.parametrize("path", data_files())
def test_every_data_row_has_a_source_that_is_registered(path):
    lines = [line for line in read(path).splitlines() if line and not line.startswith("#")]
    table = list(csv.DictReader(io.StringIO("\n".join(lines))))
    header = next(csv.reader([lines[0]]))
    assert "source" in header, f"{path} has no column `source`"
    register = ROOT / path.split("/data/")[0] / "sources.md"
    registered = register.read_text(encoding="utf-8") if register.is_file() else ""
    for number, row in enumerate(table, 1):
        assert None not in row and None not in row.values(), f"{path} row {number} has not {len(header)} cells"
        assert row["source"], f"{path} row {number} has no source"
        assert row["source"] in registered, f"{path}: source {row['source']} is not in {register.name}"
        dates = [row[name] for name in ("effective_from", "effective_to") if row.get(name)]
        assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) for date in dates), f"{path} row {number}: {dates}"
        assert dates == sorted(dates), f"{path} row {number} ends before it starts"


# Columns that say which thing a row is about; the first column where a file is not named here.
KEYS = {"rates.csv": ("bank", "currency"), "tariff.csv": ("code", "prefix", "item", "kind"), "taxes.csv": ("tax", "prefix"),
        "fees.csv": ("registry", "above"), "return_status.csv": ("receipt", "status"),
        "reply_codes.csv": ("kind", "code"), "limits.csv": ("name", "currency")}


@pytest.mark.parametrize("path", data_files())
def test_no_two_rows_of_one_thing_hold_on_one_day(path):
    lines = [line for line in read(path).splitlines() if line and not line.startswith("#")]
    header = next(csv.reader([lines[0]]))
    named = [name for name in KEYS.get(path.rsplit("/", 1)[1], header[:1]) if name in header]
    held = {}
    for row in csv.DictReader(io.StringIO("\n".join(lines))):
        key = tuple(row[name] for name in named)
        span = row["effective_from"], row["effective_to"] or "9999-12-31"
        for other in held.setdefault(key, []):
            assert span[1] < other[0] or other[1] < span[0], f"{path}: {key} holds twice, {other} and {span}"
        held[key].append(span)


def binary():
    named = os.environ.get("SILKGATE_BINARY")
    candidates = [named] if named else [str(ROOT / "build" / preset / "silkgate") for preset in ("release", "asan", "dev")]
    return next((path for path in candidates if path and os.access(path, os.X_OK)), None)


def test_reference_pages_are_not_stale():
    program = binary()
    if program is None:
        pytest.skip("1 check skipped: no silkgate binary (SILKGATE_BINARY, build/release, build/asan)")
    outcome = subprocess.run([program, "reference", "--check", "docs/reference"], cwd=ROOT, capture_output=True, text=True,
                             timeout=60)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
