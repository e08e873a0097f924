"""The folder of official schemas, samples and test vectors ($SILKGATE_REFERENCE) against what uses it.

Every file of it stands in reference_files.csv (the first pattern that fits): with the test that reads it and a word by which that
test names it, or with the reason why none does. A vector is never without a test. The code lists are compared here with the
adapters' data that took their codes from them.
"""
import csv
import fnmatch
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KINDS = {"vector", "sample", "schema", "table", "codes", "note"}


@pytest.fixture(scope="module")
def reference():
    if not (folder := os.environ.get("SILKGATE_REFERENCE")):
        pytest.skip("SILKGATE_REFERENCE is not set")
    return Path(folder)


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def inventory():
    return rows_of(ROOT / "tests/contract/reference_files.csv")


def row_for(path, rows):
    return next((row for row in rows if fnmatch.fnmatchcase(path, row["pattern"])), None)


def files_in(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def missing(files, rows):
    return [path for path in files if row_for(path, rows) is None]


def test_every_file_is_used_or_has_a_reason(reference):
    rows, files = inventory(), files_in(reference)
    assert missing(files, rows) == []
    used = {id(row_for(path, rows)) for path in files}
    assert [row["pattern"] for row in rows if id(row) not in used] == [], "patterns without a file of their own"


def test_every_row_says_one_of_both():
    for row in inventory():
        assert row["kind"] in KINDS, row
        assert bool(row["test"]) != bool(row["reason"]), row
        if row["kind"] == "vector":
            assert row["test"], row
        if row["test"]:
            assert row["word"] and row["word"] in (ROOT / row["test"]).read_text(encoding="utf-8"), row


# The inventory finds what it is for: a new file of a kind that has no row, and a test that no longer reads one.
def test_a_new_file_would_be_found():
    rows = inventory()
    assert missing(["eaeu/constructed-samples/new-test-vectors.csv", "cn-ceb/new/CEB999Message.xml", "intl/wco/samples/14_DMSX.xml"], rows) \
        == ["eaeu/constructed-samples/new-test-vectors.csv", "cn-ceb/new/CEB999Message.xml", "intl/wco/samples/14_DMSX.xml"]


def data(path):
    rows = rows_of(ROOT / "adapters" / path)
    assert rows, path
    return rows


# Adapter's file, its columns; the reference's file, its columns. Every row of the first is a row of the second.
SUBSETS = [
    ("cn/data/country.csv", ["customs_code"], "cn-ceb/codes/country.csv", ["customs_code"]),
    ("cn/data/currency.csv", ["iso4217", "customs_code"], "cn-ceb/codes/currency.csv", ["iso_4217", "customs_code"]),
    ("cn/data/unit.csv", ["customs_code", "name"], "cn-ceb/codes/unit.csv", ["code", "name_zh"]),
    ("cn/data/unit_map.csv", ["customs_code"], "cn-ceb/codes/unit.csv", ["code"]),
    ("cn/data/transport_mode.csv", ["customs_code"], "cn-ceb/codes/transport_mode.csv", ["code"]),
    ("cn/data/error_codes.csv", ["code"], "cn-ceb/codes/error_codes.csv", ["code"]),
    ("cn/data/return_status.csv", ["status"], "cn-ceb/codes/return_status.csv", ["status"]),
    ("cn/data/trade_mode.csv", ["mode"], "cn-ceb/codes/trade_mode.csv", ["code"]),
    ("in/data/states.csv", ["name", "code"], "codes/in_gst_state_codes.csv", ["name", "code"]),
    ("in/data/units.csv", ["uqc"], "codes/in_uqc_units.csv", ["uqc"]),
]


@pytest.mark.parametrize(("own", "columns", "theirs", "their_columns"), SUBSETS, ids=[row[0] for row in SUBSETS])
def test_shipped_codes_are_the_authority_s(reference, own, columns, theirs, their_columns):
    known = {tuple(row[column] for column in their_columns) for row in rows_of(reference / theirs)}
    wrong = [row for row in data(own) if tuple(row[column] for column in columns) not in known]
    assert not wrong, wrong


# Where the authority's list has no ISO code or misspells it; the country's name there is right.
COUNTRY_CODES_MISSPELT = {"141": "NVM", "260": "NULL", "328": "ROM"}


def test_chinese_country_codes_name_the_same_country(reference):
    alpha3 = {row["alpha2"]: row["alpha3"] for row in rows_of(reference / "codes/iso3166.csv")}
    theirs = {row["customs_code"]: row["iso_alpha3"] for row in rows_of(reference / "cn-ceb/codes/country.csv")}
    wrong = {row["customs_code"]: theirs[row["customs_code"]] for row in data("cn/data/country.csv")
             if alpha3[row["alpha2"]] != theirs[row["customs_code"]]}
    assert wrong == COUNTRY_CODES_MISSPELT


# The adapter names every message of the set, as one that it writes or as a receipt that it reads.
def test_every_chinese_message_is_known(reference):
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "adapters/cn").glob("*.cpp") if "_test" not in path.name)
    rows = rows_of(reference / "cn-ceb/codes/message_type.csv")
    assert len(rows) >= 23
    messages = {row["message"] for row in rows} | {row["receipt"] for row in rows if row["receipt"]}
    numbers = {message.removesuffix("Message").removeprefix("CEB") for message in messages}
    assert {number for number in numbers if f'"CEB{number}' not in code and f'"{number}"' not in code} == set()


@pytest.mark.parametrize("country", ["by", "kg", "kz", "ru"])
def test_units_and_currencies_are_those_of_the_lists(reference, country):
    units = {row["commoncode"] for row in rows_of(reference / "codes/unece_rec20_units.csv")}
    assert {row["rec20"] for row in data(f"{country}/data/units.csv")} <= units
    currencies = {row["alpha"] for row in rows_of(reference / "codes/iso4217.csv")}
    assert {row["currency"] for row in data(f"{country}/data/value_bounds.csv")} <= currencies


@pytest.mark.parametrize("file", ["by/data/restricted.csv", "ru/data/ecommerce_excluded.csv", "kg/data/ecommerce_excluded.csv",
                                  "in/data/restricted.csv"])
def test_goods_lists_name_headings_that_exist(reference, file):
    codes = {row["hs"] for row in rows_of(reference / "codes/hs2022.csv")}
    assert {row["prefix"] for row in data(file)} <= codes


# Of a reduced rate or an excise no amount is computed: each beginning that the partial lists name must be marked so.
@pytest.mark.parametrize(("tax", "theirs"), [("vat", "eaeu/tariff/ru_vat10_prefixes_partial.csv"),
                                             ("excise", "eaeu/tariff/ru_excise_sample_2025.csv")])
def test_no_rate_is_claimed_for_goods_of_the_partial_lists(reference, tax, theirs):
    marked = [row["prefix"] for row in data("ru/data/taxes.csv") if row["tax"] == tax and row["percent"] == "unknown"]
    rows = rows_of(reference / theirs)
    assert rows
    for row in rows:
        code = next(cell for cell in row.values() if cell and cell[:2].isdigit())
        assert any(code.startswith(prefix) for prefix in marked), row
