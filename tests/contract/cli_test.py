"""The command line: help, exit codes, and what check-config says of a bad file."""
import json
import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("SILKGATE_BINARY", str(ROOT / "build/release/silkgate"))
COMMANDS = ["serve", "simulate", "check-config", "config", "topics", "topics apply", "topics check", "keys", "keys new",
            "keys hash", "normalize", "plan", "seal", "payment-data", "shipment", "verify", "consolidation", "transit",
            "emissions", "adapters", "rates", "merge", "reference", "version"]


def run(*arguments, environment=None, stdin=""):
    """(exit code, standard output, standard error)"""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SILKGATE_")}
    done = subprocess.run([BINARY, *arguments], input=stdin, capture_output=True, text=True, timeout=60, cwd=ROOT,
                          env={**clean, **(environment or {})})
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def settings(tmp_path):
    def write(text):
        path = tmp_path / "etc" / "silkgate.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)
    return write


def test_help_names_every_command_and_the_exit_codes():
    code, out, _ = run("--help")
    assert code == 0
    for command in COMMANDS:
        assert f"\n  {command.split()[0]} " in out, command
    assert "Exit codes: 0" in out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command):
    code, out, err = run(*command.split(), "--help")
    assert (code, err) == (0, "")
    assert "Usage:" in out and command.split()[-1] in out


def test_no_command_is_wrong_usage():
    assert run()[0] == 2


def test_an_unknown_command_is_named_with_a_suggestion():
    code, out, err = run("check-confg")
    assert (code, out) == (2, "")
    assert "no such command: check-confg; did you mean check-config?" in err


@pytest.mark.parametrize("arguments", [
    ("serve", "--nonsense"), ("check-config", "--set", "no-equals-sign"), ("keys",), ("keys", "hash"), ("topics", "aply"),
    ("keys", "new", "orders:wirte"), ("normalize", "/nonexistent"), ("plan", "--at", "yesterday", "-"),
    ("emissions", "--month", "2026-11", "-"), ("emissions", "--tenant", "acme", "--month", "november", "-"),
    ("consolidation", "--format", "xml", "-"), ("consolidation", "/nonexistent"),
])
def test_wrong_usage_ends_with_2_and_a_sentence(arguments):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "") and err.strip()


def test_version_is_json():
    code, out, _ = run("version")
    assert code == 0 and json.loads(out)["name"] == "silkgate"


def test_the_example_file_is_a_good_one(settings):
    code, example, _ = run("config")
    assert code == 0
    code, out, err = run("check-config", "--config", settings(example))
    assert (code, err) == (0, ""), err
    assert out.startswith("the settings are good")


BAD = """\
[http]
prot = 8443
port = 99999
idle_ms = "soon"

[[tenants]]
id = "acme"
nam = "Acme"
  [[tenants.keys]]
  id = "k1"
  secret_sha256 = "zz"
  scopes = ["orders:wirte"]

[[connections]]
id = "shop"
tenant = "acmee"
platform = "shopfy"
"""
PLACES = [
    (2, "http.prot", "did you mean http.port?"), (3, "http.port", "99999"), (4, "http.idle_ms", "milliseconds"),
    (8, "tenants[0].nam", "did you mean name?"), (11, "tenants[0].keys[0].secret_sha256", "SHA-256"),
    (12, "tenants[0].keys[0].scopes", "orders:wirte"), (16, "connections[0].tenant", "there is no tenant acmee"),
    (17, "connections[0].platform", "no dialect shopfy; did you mean shopify?"),
]


def test_check_config_names_file_line_and_key_of_every_problem(settings):
    path = settings(BAD)
    code, out, err = run("check-config", "--config", path)
    assert (code, out) == (1, "")
    lines = err.splitlines()
    assert lines[0] == f"silkgate: {len(PLACES)} problems"
    for line, key, hint in PLACES:
        assert any(found.startswith(f"{path}:{line}:") and f" {key}: " in found and hint in found for found in lines), (line, key)
    assert len(lines) == len(PLACES) + 1


def test_check_config_says_where_a_file_is_no_toml(settings):
    path = settings("[http\nport = 1\n")
    code, _, err = run("check-config", "--config", path)
    assert code == 1 and err.startswith(f"silkgate: {path}:1:") and "not TOML" in err


def test_check_config_names_flag_and_variable(settings):
    path = settings("")
    assert "flag: http.prt: unknown setting; did you mean http.port?" in run("check-config", "-c", path, "--set", "http.prt=1")[2]
    code, _, err = run("check-config", "-c", path, environment={"SILKGATE_HTTP__PRT": "1"})
    assert code == 1 and "environment: SILKGATE_HTTP__PRT: unknown setting; did you mean SILKGATE_HTTP__PORT?" in err


def test_a_missing_file_is_said():
    code, _, err = run("check-config", "--config", "/nonexistent/silkgate.toml")
    assert code == 1 and "/nonexistent/silkgate.toml: can not be read: No such file" in err


@pytest.mark.parametrize("word", ["cn", "CN"])
def test_adapters_of_one_country(word):
    code, out, _ = run("adapters", "--cc", word)
    assert code == 0 and json.loads(out)["country"] == "CN"


def test_an_unknown_country_is_an_error():
    code, out, err = run("adapters", "--cc", "XX")
    assert (code, out) == (1, "") and "no adapter for XX" in err


def test_effective_settings_mask_secrets(settings):
    code, out, _ = run("config", "--effective", "-c", settings('[kafka.properties]\n"sasl.password" = "hunter2"\n'))
    assert code == 0 and "hunter2" not in out and "***" in out


def test_a_bank_s_feed_becomes_rows_of_rates():
    feed = ('<rates><date>24.11.2026</date><item><title>EUR</title><description>570.00</description><quant>1</quant></item>'
            "</rates>")
    assert run("rates", "NBK", stdin=feed) == (0, 'NBK,EUR,1,570.00,"nbk-daily",2026-11-24,\n', "")
    assert run("rates", "NBK", "--source", "by-hand", stdin=feed)[1] == 'NBK,EUR,1,570.00,"by-hand",2026-11-24,\n'
    for arguments, given in ((("CBR",), feed), (("ECB",), feed), (("NBK", "no-such-file"), "")):
        code, out, error = run("rates", *arguments, stdin=given)
        assert (code, out) == (1, "") and error.startswith("silkgate: "), arguments


def test_declarations_are_put_together(tmp_path):
    cases = ROOT / "adapters/ru/cases"
    files = [str(cases / f"{name}.ExpressCargoDeclaration.xml") for name in ("accepted", "link_missing", "export")]
    code, out, error = run("merge", "--out", str(tmp_path), *files)
    assert (code, error) == (0, "")
    written = [line.rsplit(" ", 1) for line in out.splitlines()]
    assert [waybills for _, waybills in written] == ["2", "1"], "the export stays by itself"
    together = pathlib.Path(written[0][0]).read_text(encoding="utf-8")
    assert together.count("<ecd:HouseShipment>") == 2 and pathlib.Path(written[0][0]).stem in together
    assert pathlib.Path(written[1][0]).read_bytes() == pathlib.Path(files[2]).read_bytes()
    assert run("merge", "--out", str(tmp_path), str(ROOT / "README.md"))[0] == 1


def test_a_lorry_s_transit_is_declared(tmp_path):
    party = {"name": "ТОО Пример", "country": "KZ", "city": "Алматы", "street": "ул. Примерная, 1"}
    journey = {"reference": "T-1", "kind": "ТТ", "direction": "ТР", "directionList": "0000", "guarantee": "1",
               "destinationOffice": "10000000", "destinationCountry": "RU", "containers": False, "declarant": party,
               "carrier": party, "transport": [{"registration": "777AAA02", "country": "KZ"}],
               "tir": {"carnet": "XB12345678", "page": "1", "holder": "KAZ/001/1"}}
    file = tmp_path / "journey.json"
    file.write_text(json.dumps(journey), encoding="utf-8")
    orders = [str(ROOT / f"adapters/{country}/cases/accepted.order.json") for country in ("ru", "kz")]
    code, out, error = run("transit", "--journey", str(file), *orders)
    assert (code, error) == (0, "")
    assert out.count("<cacdo:TDGoodsShipmentDetails>") == 2 and "<casdo:TIRId>12345678</casdo:TIRId>" in out
    del journey["guarantee"]
    file.write_text(json.dumps(journey), encoding="utf-8")
    assert run("transit", "--journey", str(file), *orders) == (3, "", "silkgate: missing or malformed: /journey/guarantee\n")
    assert run("transit", "--journey", str(tmp_path / "none"), *orders)[0] == 2
