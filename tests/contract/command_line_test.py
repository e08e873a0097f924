"""`silkgate normalize` and `silkgate plan`: exit codes, where what is printed, settings and connections."""
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "schemas/order/v1/examples"
OWN = ROOT / "tests/golden/orders/own"

SETTINGS = """
[[tenants]]
id = "t_demo"
[[connections]]
id = "shop-1"
tenant = "t_demo"
platform = "direct"
shop_id = "demo.example"
origin_country = "CN"
trade_mode = "9610"
incoterm = "DAP"
[connections.registrations]
RU.brokerName = 'ООО "ПРИМЕР БРОКЕР"'
RU.brokerCertificate = "0000/00"
RU.customsOffice = "10000000"
RU.locationCode = "11"
RU.warehouseCertificate = "10000/000000/00000/0"
RU.shopUrl = "https://shop.example/"
RU.consigneePays = "0"
[connections.seller]
name = "深圳市示例贸易有限公司"
country = "CN"
"""


@pytest.fixture
def settings(tmp_path):
    path = tmp_path / "silkgate.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    return path


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def read(path):
    return path.read_text(encoding="utf-8")


# ---- normalize ------------------------------------------------------------------------------------------------------
def test_orders_go_to_standard_output_one_a_line(silkgate):
    done = silkgate("normalize", "--platform", "shopify", OWN / "shopify/list_gift_card_tip_refund.json")
    assert done.returncode == 0
    orders = lines(done.stdout)
    assert orders and all(order["source"]["platform"] == "shopify" and order["messageId"] for order in orders)


def test_standard_input_gives_the_same_as_the_file(silkgate):
    path = OWN / "woocommerce/coupon_fee_refund_float.json"
    by_file, by_dash = silkgate("normalize", path), silkgate("normalize", "-", stdin=read(path))
    by_default = silkgate("normalize", stdin=read(path))

    def orders(done):
        assert done.returncode == 0
        return [{**order, "source": None} for order in lines(done.stdout)]

    assert orders(by_file) == orders(by_dash) == orders(by_default)


def test_the_platform_is_detected(silkgate):
    for path, platform in [(OWN / "shopify/two_currencies_and_ids.json", "shopify"),
                           (OWN / "woocommerce/empty_addresses.json", "woocommerce"),
                           (EXAMPLES / "minimal.json", "direct")]:
        (order,) = lines(silkgate("normalize", "--platform", "auto", path).stdout)
        assert order["source"]["platform"] == platform


def test_what_is_found_goes_to_standard_error_one_problem_a_line(silkgate):
    done = silkgate("normalize", EXAMPLES / "least_that_is_read.json")
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 1
    (problem,) = lines(done.stderr)
    assert problem["code"] == "rule-violations" and "CN-1001" in problem["detail"]
    found = {error["code"]: error for error in problem["errors"]}
    assert {"seller-missing", "consignee-missing", "origin-missing", "destination-missing"} <= set(found)
    assert found["consignee-missing"]["canonicalPointer"] == "/parties/consignee"
    assert found["consignee-missing"]["rule"]["id"] == "SG-0107"


def test_a_sound_order_says_nothing(silkgate):
    done = silkgate("normalize", EXAMPLES / "minimal.json")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_good_orders_are_printed_beside_the_bad(silkgate):
    good, bad = json.loads(read(EXAMPLES / "minimal.json")), json.loads(read(EXAMPLES / "bundle.json"))
    bad["money"]["total"] = "1e2"
    done = silkgate("normalize", "--platform", "direct", stdin=json.dumps([bad, good]))
    assert done.returncode == 3
    assert [order["order"]["number"] for order in lines(done.stdout)] == [good["order"]["number"]]
    (problem,) = lines(done.stderr)
    assert problem["pointer"] == "/0"
    assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [("/0/money/total", "decimal-malformed")]


@pytest.mark.parametrize("platform", ["direct", "shopify", "woocommerce", "auto"])
def test_another_format_is_exit_4(silkgate, platform):
    done = silkgate("normalize", "--platform", platform, stdin='{"hello": "world"}')
    assert (done.returncode, done.stdout) == (4, "")
    (problem,) = lines(done.stderr)
    assert problem["code"] == "not-this-platform"


def test_a_foreign_platforms_order_is_exit_4(silkgate):
    assert silkgate("normalize", "--platform", "shopify", EXAMPLES / "minimal.json").returncode == 4


def test_broken_json_names_its_byte(silkgate):
    done = silkgate("normalize", stdin='{"id": 1,')
    assert done.returncode == 3 and not done.stdout
    (problem,) = lines(done.stderr)
    assert (problem["code"], problem["pointer"]) == ("malformed-json", "byte 9")


def test_a_hook_with_an_id_alone_asks_for_the_order(silkgate):
    done = silkgate("normalize", "--platform", "shopify", stdin='{"id": 820982911946154508}')
    assert done.returncode == 3 and not done.stdout
    (problem,) = lines(done.stderr)
    assert problem["code"] == "fetch-needed" and "820982911946154508" in problem["detail"]


def test_a_connection_completes_the_order_and_says_so(silkgate, settings):
    done = silkgate("normalize", "--config", settings, "--connection", "shop-1", EXAMPLES / "least_that_is_read.json")
    assert done.returncode == 0
    (order,) = lines(done.stdout)
    from_connection = {"source": "connection", "reference": "shop-1"}
    assert order["source"]["shopId"] == "demo.example"
    assert order["order"]["flow"] == {"originCountry": "CN", "originProvenance": from_connection}
    assert order["parties"]["seller"]["provenance"] == from_connection
    codes = {error["code"] for problem in lines(done.stderr) for error in problem["errors"]}
    assert "seller-missing" not in codes and "consignee-missing" in codes


@pytest.mark.parametrize("command", ["normalize", "plan"])
def test_usage_is_exit_2(silkgate, command, settings):
    assert silkgate(command, "--no-such-option").returncode == 2
    assert silkgate(command, "no/such/file.json").returncode == 2
    assert silkgate(command, "--config", settings, "--connection", "nobody", EXAMPLES / "minimal.json").returncode == 2


@pytest.mark.parametrize("command", ["normalize", "plan"])
def test_help_gives_the_exit_codes(silkgate, command):
    done = silkgate(command, "--help")
    assert done.returncode == 0
    assert "Exit: 0" in done.stdout and "--connection" in done.stdout and "3 so" in done.stdout


# ---- plan -----------------------------------------------------------------------------------------------------------
def test_a_plan_is_one_object(silkgate):
    done = silkgate("plan", "--at", "2026-03-03T00:00:00Z", EXAMPLES / "minimal.json")
    assert done.returncode == 3  # held: no codes, no weights, no identity
    plan = json.loads(done.stdout)
    assert plan["valid"] is False
    assert {leg["id"] for leg in plan["legs"]} >= {"export-cn", "import-ru"}
    assert {"hs-code-missing"} <= {error["code"] for error in plan["errors"]}
    assert "source" not in plan["order"]  # what was not sent is not made up


def test_a_plan_is_the_same_by_file_and_by_standard_input(silkgate):
    at = ("--at", "2026-03-03T00:00:00Z")
    path = EXAMPLES / "filled_from_the_catalogue.json"
    assert silkgate("plan", *at, path).stdout == silkgate("plan", *at, "-", stdin=read(path)).stdout != ""


@pytest.mark.parametrize("at,owed", [("2025-06-30T18:59:59Z", False), ("2025-06-30T19:00:00Z", True)])
def test_an_old_order_is_judged_by_the_rules_of_its_day(silkgate, at, owed):
    """Pakistan's limit fell from PKR 5,000 to 1,000 on 1 July 2025, local time; the order is worth PKR 1,000.02."""
    order = ROOT / "adapters/pk/cases/de_minimis_of_june_2025.order.json"
    plan = json.loads(silkgate("plan", "--set", "adapters.allow_wip=true", "--at", at, order).stdout)
    assert ("duty-rate-missing" in {warning["code"] for warning in plan["warnings"]}) == owed
    assert plan["ruleSet"]


def test_documents_are_written_to_the_directory(silkgate, settings, tmp_path):
    order = ROOT / "adapters/ru/cases/accepted.order.json"
    at = json.loads(read(order))["order"]["createdAt"]
    done = silkgate("plan", "--config", settings, "--connection", "shop-1", "--at", at, "--out", tmp_path / "new/out", order)
    plan = json.loads(done.stdout)
    kinds = {(leg["id"], document["kind"]) for leg in plan["legs"] for document in leg["documents"]}
    assert ("import-ru", "ExpressCargoDeclaration") in kinds
    written = {path.name: path.read_bytes() for path in (tmp_path / "new/out").iterdir()}
    assert {name.rsplit(".", 1)[0] for name in written} == {f"{leg}.{kind}" for leg, kind in kinds}
    assert written["import-ru.ExpressCargoDeclaration.xml"].startswith(b"<?xml")


@pytest.mark.parametrize("text", ["", "{", "[]", "1", '{"schemaVersion": "2.0"}'])
def test_what_is_no_common_order_is_exit_4(silkgate, text):
    done = silkgate("plan", stdin=text)
    assert (done.returncode, done.stdout) == (4, "")
    (problem,) = lines(done.stderr)
    assert problem["code"] in ("malformed-json", "rule-violations")


def test_a_decisive_time_without_zone_is_usage(silkgate):
    assert silkgate("plan", "--at", "yesterday", EXAMPLES / "minimal.json").returncode == 2
