"""Corridors over HTTPS: alternatives from Qingdao, and an operator's switch that takes effect without a restart."""
import time

import pytest

from rig.settings import ACME
from rig.wait import wait_for

HEADER = "switch,state,reason,since\n"


def legs(route):
    return [leg["leg"] for leg in route["legs"]]


@pytest.fixture
def asked(acme):
    def ask(**wish):
        return acme.post("/v1/routes", {"origin": "QINGDAO", "destination": "KZALA", **wish})
    return ask


class TestRoutes:
    def test_alternatives_with_days_emissions_and_papers(self, asked):
        answer = asked(modes=["rail"], grossMassKg="1000").json()
        best, other = answer["routes"][:2]
        assert legs(best) == ["R01", "R03", "R05", "R07"] and legs(other) == ["R01", "R02", "R04", "R06"]
        assert (best["km"], best["days"]["typical"], best["gaugeChanges"]) == (5120, "8", 1)
        assert best["co2e"]["withHandlingKg"] == "178.264"
        assert best["documents"] == ["SMGS consignment note"]
        assert best["legs"][2]["from"]["unlocode"] == "CNHRS" and best["legs"][2]["handling"] == "1435>1520"

    def test_what_is_off_by_default_is_named(self, asked):
        closed = {row["switch"] for row in asked(destination="IR").json()["switchesClosed"]}
        assert {"BANDAR_ABBAS_SEA", "TEHRAN_AIR", "CKU_RAIL"} <= closed

    def test_every_country_served_has_a_route(self, asked):
        for country in ("RU", "KZ", "KG", "TJ", "UZ", "IN", "PK", "IR", "BY"):
            assert asked(destination=country).json()["routes"], country

    @pytest.mark.parametrize("wish, pointer", [
        ({"destination": "ATLANTIS"}, "/destination"), ({"origin": 5}, "/origin"), ({"objective": "luck"}, "/objective"),
        ({"modes": []}, "/modes"), ({"modes": ["camel"]}, "/modes/0"), ({"grossMassKg": "-1"}, "/grossMassKg"),
        ({"grossMassKg": 5}, "/grossMassKg"), ({"date": "soon"}, "/date"), ({"alternatives": 0}, "/alternatives"),
        ({"alternatives": 21}, "/alternatives"), ({"weight": "1"}, "/weight")])
    def test_bad_wishes_are_named(self, asked, wish, pointer):
        answer = asked(**wish)
        assert (answer.status, answer.code) == (400, "invalid-parameter")
        assert answer.json()["pointer"] == pointer

    def test_a_map_for_who_would_rather_look(self, acme):
        answer = acme.post("/v1/routes", {"origin": "QINGDAO", "destination": "KZALA"}, headers={"Accept": "image/svg+xml"})
        assert answer.status == 200 and answer.header("Content-Type") == "image/svg+xml"
        assert answer.body.startswith(b"<svg") and "Almaty" in answer.body.decode()

    def test_needs_a_key(self, installed):
        assert installed.main.client(None).post("/v1/routes", {"origin": "QINGDAO", "destination": "KZ"}).status == 401


class TestSwitches:
    def test_closing_khorgos_moves_plans_to_alashankou_and_says_so(self, extra_gateway, tmp_path):
        switches = tmp_path / "switches.csv"
        switches.write_text(HEADER)
        gateway = extra_gateway("corridors")
        gateway.settings["corridors"] = {"switches_file": str(switches)}
        gateway.write_config()
        gateway.start()
        client = gateway.client(ACME.token)

        def first():
            answer = client.post("/v1/routes", {"origin": "JIAOZHOU", "destination": "ALMATY"}).json()
            return legs(answer["routes"][0]), answer["switchesClosed"]

        assert first()[0] == ["R01", "R03", "R05", "R07"]
        switches.write_text(HEADER + "KHORGOS,closed,congestion at the border,2026-11-25\n")
        begin = time.monotonic()
        gateway.reload()
        wait_for(lambda: first()[0] == ["R01", "R02", "R04", "R06"], 60, "plans go by Alashankou")
        took = time.monotonic() - begin
        assert {"switch": "KHORGOS", "reason": "congestion at the border", "since": "2026-11-25"} in first()[1]
        assert any("corridors.switch_turned" in line and "KHORGOS" in line for line in gateway.log().splitlines())
        print(f"the switch took effect after {took:.2f} s")

    def test_a_switches_file_that_can_not_be_read_changes_nothing(self, extra_gateway, tmp_path):
        switches = tmp_path / "switches.csv"
        switches.write_text(HEADER)
        gateway = extra_gateway("unswitched")
        gateway.settings["corridors"] = {"switches_file": str(switches)}
        gateway.write_config()
        gateway.start()
        switches.write_text(HEADER + "KHORGAS,closed,a typing error,2026-11-25\n")
        gateway.reload()
        wait_for(lambda: any("KHORGAS" in line for line in gateway.log().splitlines()), 60, "the refusal is logged")
        assert gateway.running()


class TestParks:
    def test_stock_goes_to_a_park_abroad_and_comes_back(self, asked):
        out = asked(origin="CN", destination="BY", tradeMode="9810", modes=["rail"]).json()["routes"][0]
        back = asked(origin="BY", destination="CN", tradeMode="9810", modes=["rail"]).json()["routes"][0]
        assert {park["park"] for park in out["parksFrom"]} == {"SCODA", "SCODA_MULTIMODAL"}
        assert [park["park"] for park in out["parksTo"]] == ["GREAT_STONE"] and out["parksTo"][0]["kmFromNode"] == 25
        assert legs(back) == legs(out)[::-1] and back["parksTo"] == out["parksFrom"]

    def test_bonded_goods_leave_from_a_zone(self, asked):
        route = asked(origin="CN", destination="KZ", tradeMode="1210").json()["routes"][0]
        assert route["parksFrom"] and all("bonded" in park["roles"] for park in route["parksFrom"])
        assert "parksTo" not in route, "no bonded zone is known in KZ"

    def test_the_list_says_where_each_row_is_from(self, acme):
        parks = acme.get("/v1/parks").json()["parks"]
        assert len(parks) >= 9 and all(park["source"].startswith("http") and park["readOn"] for park in parks)
        assert {"code": "4258", "unlocode": "CNQAW"} in [{"code": park.get("customsCode"), "unlocode": park.get("unlocode")}
                                                         for park in parks]
