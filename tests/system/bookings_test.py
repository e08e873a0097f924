"""Orders to each country by each mode that leads there: the carrier's own document on `logistics.bookings.v1`, the carrier's
answers and events in its standard's words, up to the door; the way that was planned; changes and cancellations."""
import json
import re
import shutil
import subprocess
import time
from datetime import datetime, timezone
from pathlib import Path

import pytest
from china_import_test import order_from
from countries_test import order_to
from india_test import order_to_india
from lxml import etree
from rig import orders
from rig.eaeu import export_of, import_to
from rig.gateway import binary
from rig.kafka import read_all
from rig.settings import LANES, OTHER
from rig.wait import wait_for

from conftest import BOOKINGS, needs_reference

ROOT = Path(__file__).resolve().parents[2]
HEADER = "switch,state,reason,since\n"

# Mode, or carrier → the document that is made and its content type.
DOCUMENTS = {
    "rail": ("SMGSNote", "application/xml; charset=utf-8"), "road": ("CMRNote", "application/xml; charset=utf-8"),
    "sea": ("DCSABooking", "application/json"), "air": ("XFZB", "application/xml; charset=utf-8"),
    "post": ("S10Item", "application/json"), "express": ("CDEKOrder", "application/json"),
}
# Country → modes by which a corridor leads there. By sea and air Iran is reached only where an operator opens them.
LANES_SERVED = {
    "RU": ("rail", "road", "sea", "air", "express"), "KZ": ("rail", "road", "air"), "KG": ("rail", "road", "air"),
    "BY": ("rail", "road", "air"), "UZ": ("rail", "road", "air"), "TJ": ("rail", "road"), "PK": ("road", "sea", "air"),
    "IN": ("sea", "air"), "IR": ("rail", "post"), "CN": ("rail", "air"),  # China by orders out of Uzbekistan
}
WAYS = [(country, mode) for country, modes in LANES_SERVED.items() for mode in modes]


def order_by(country, mode, suffix=""):
    """An order without a waybill number: the gateway gives it one of the mode's range."""
    if country == "IN":
        order = order_to_india(suffix)
    elif country == "CN":
        order = order_from("UZ", suffix)
    elif country in ("RU", "KZ", "KG", "BY"):
        order = import_to(country, suffix)
    else:
        order = order_to(country, suffix)
    names = order["lines"][0]["customsNames"]
    if not any(name["language"] == "en" for name in names):
        names.append({"language": "en", "text": "Electric kettle"})
    logistics = {**order["consignments"][0].get("logistics", {}), "mode": mode if mode != "express" else "road"}
    logistics.pop("number", None)
    if mode == "express":
        logistics["carrierCode"] = "CDEK"
    order["consignments"][0]["logistics"] = logistics
    return order


@pytest.fixture(scope="module")
def lanes(installed):
    """A tenant whose connection books every mode."""
    client = installed.main.client(LANES.token)
    yield client
    client.close()


def post(client, order):
    answer = client.post("/v1/orders", order)
    assert answer.status == 202, (order["order"]["number"], answer.body.decode())
    return answer.json()["id"]


def booking_leg(client, order):
    state = client.get(f"/v1/orders/{order}").json()
    [leg] = [leg for leg in state["legs"] if leg["kind"] == "booking"]
    return leg


def document_of(client, order, action="submit"):
    found = [document for document in booking_leg(client, order)["documents"]
             if isinstance(document, dict) and document["action"] == action and document["kind"] not in ("TIRCarnet", "PaperCMRNote")]
    return found[-1] if found else {}


def reached(client, order, status, what=""):
    wait_for(lambda: document_of(client, order).get("bookingStatus") == status, 120, f"{what or order} is {status}")


@pytest.fixture(scope="module")
def delivered(installed, lanes):
    """(country, mode) → order that was carried to the door. All of them travel at once."""
    posted = {way: post(lanes, order_by(*way)) for way in WAYS}
    for way, order in posted.items():
        reached(lanes, order, "delivered", f"{way[0]} by {way[1]}")
    records = {}
    for record in read_all(installed.cluster.bootstrap, [BOOKINGS]):
        records.setdefault(record.order, []).append(record)
    return {way: (order, records[order]) for way, order in posted.items()}


@pytest.mark.parametrize("country, mode", WAYS)
def test_an_order_is_carried_to_the_door(lanes, delivered, country, mode):
    order, records = delivered[country, mode]
    kind, content_type = DOCUMENTS[mode]
    [record] = records
    assert (record.headers["sg_document"], record.headers["content-type"], record.headers["sg_action"]) == (kind, content_type, "submit")
    assert record.headers["ce_dataschema"] and record.headers["ce_type"] == f"silkgate.logistics.{kind.lower()}.v1"
    leg = booking_leg(lanes, order)
    assert leg["mode"] == ("road" if mode == "express" else mode)
    assert leg["country"] == ("UZ" if country == "CN" else "CN")  # the country of origin books

    def steps():
        return [event["type"] for event in lanes.get(f"/v1/orders/{order}/events").json()["events"]]
    wait_for(lambda: "carriage.delivered" in steps(), 60, "the events are there")
    assert steps().count("carriage.delivered") == 1 and "carriage.collected" in steps()


@pytest.mark.parametrize("country", ["RU", "KZ", "BY", "KG"])
def test_members_of_the_union_send_by_rail(lanes, country):
    order = export_of(country)
    order["lines"][0]["customsNames"].append({"language": "en", "text": "Electric kettle"})
    order["consignments"][0]["logistics"] = {"mode": "rail"}
    identifier = post(lanes, order)
    reached(lanes, identifier, "delivered")
    assert booking_leg(lanes, identifier)["country"] == country


def test_every_country_is_reached_in_two_ways():
    assert all(len(modes) >= 2 for modes in LANES_SERVED.values())


@pytest.mark.parametrize("country, mode", [("KZ", "rail"), ("IN", "sea"), ("RU", "air"), ("PK", "road")])
def test_the_order_shows_the_way_it_was_planned(lanes, delivered, country, mode):
    order, _ = delivered[country, mode]
    route = lanes.get(f"/v1/orders/{order}").json()["route"]
    assert route["mode"] == mode and mode in {leg["mode"] for leg in route["legs"]}
    assert route["legs"][0]["from"]["country"] == "CN" and route["legs"][-1]["to"]["country"] == country
    asked = lanes.post("/v1/routes", {"origin": "CN", "destination": country, "grossMassKg": route["grossMassKg"]}).json()
    assert route["tableVersion"] == asked["tableVersion"]
    assert float(route["co2e"]["withHandlingKg"]) > 0
    for leg in route["legs"]:
        assert leg["co2e"]["source"] and leg["co2e"]["version"] and leg["co2e"]["dataQuality"]


def test_the_order_s_way_is_drawn_with_its_figures(installed, lanes, delivered):
    order, _ = delivered["KZ", "rail"]
    route = lanes.get(f"/v1/orders/{order}").json()["route"]
    drawn = lanes.get(f"/v1/orders/{order}/route.svg", headers={"Accept": "image/svg+xml"})
    assert (drawn.status, drawn.header("Content-Type")) == (200, "image/svg+xml")
    texts = [element.text or "" for element in etree.fromstring(drawn.body).iter("{*}text")]
    assert any(route["date"] in text and "Order " in text for text in texts)
    assert any(f"{route['km']} km" in text and f"{route['gaugeChanges']} gauge changes" in text for text in texts)
    for leg in route["legs"]:
        [line] = [text for text in texts if text.startswith(f"{leg['from']['name']} → {leg['to']['name']}, ")]
        assert f"{leg['km']} km" in line and ("border" in line) == ("border" in leg)
    assert "1435>1520" in texts
    stranger = installed.main.client(OTHER.token)
    assert stranger.get(f"/v1/orders/{order}/route.svg").status == 404
    stranger.close()


def test_a_month_s_emissions_come_from_the_topic_of_states_as_well(installed, lanes, delivered):
    """`silkgate emissions` adds up the same orders by the same functions as the report over HTTPS."""
    month = datetime.now(timezone.utc).strftime("%Y-%m")
    states = b"\n".join(record.value for record in read_all(installed.cluster.bootstrap, ["orders.state.v1"]) if record.value)
    printed = subprocess.run([binary(), "emissions", "--tenant", "lanes", "--month", month], input=states,
                             capture_output=True, check=True).stdout
    rows = {(row["origin"], row["destination"], row["mode"]): row for row in json.loads(printed)["rows"]}
    assert float(rows["CN", "KZ", "rail"]["totalKg"]) > 0
    answered = lanes.get(f"/v1/reports/emissions?month={month}").json()
    assert {(row["origin"], row["destination"], row["mode"]) for row in answered["rows"]} == set(rows)


@pytest.fixture(scope="module")
def schemas(tmp_path_factory):
    """The customs album's transport schemas, which import a file that stands in another folder of the reference."""
    folder = tmp_path_factory.mktemp("schemas")
    for file in Path(orders.REFERENCE, "logistics/rail-road-ru").glob("*.xsd"):
        shutil.copy(file, folder)
    shutil.copy(Path(orders.REFERENCE, "eaeu/fts-album-5.27.0/CategoriesCust.xsd"), folder)
    return folder


@needs_reference
@pytest.mark.parametrize("mode, schema", [("rail", "RailwayBill.xsd"), ("road", "CMR.xsd")])
def test_notes_are_valid(delivered, schemas, mode, schema):
    checker = etree.XMLSchema(etree.parse(str(schemas / schema)))
    checked = 0
    for (_, way), (_, [record, *_]) in delivered.items():
        if way == mode:
            assert checker.validate(etree.fromstring(record.value)), checker.error_log
            checked += 1
    assert checked >= 5


class TestWhatGoesWrong:
    @pytest.mark.parametrize("mode", ["rail", "road", "sea", "air", "express"])
    def test_a_carrier_without_room_rejects_the_order(self, lanes, settled, mode):
        order = post(lanes, order_by("RU", mode, "-NOROOM"))
        settled(lanes, order, "rejected")
        document = document_of(lanes, order)
        assert document["bookingStatus"] == "rejected"
        if mode != "express":  # CDEK's status has a code and no reason
            assert [reason["code"] for reason in document["reasons"]] == ["no-capacity"]

    @pytest.mark.parametrize("mode", ["rail", "sea", "air"])
    def test_goods_are_delayed_and_arrive(self, lanes, mode):
        order = post(lanes, order_by("RU", mode, "-DELAY"))
        reached(lanes, order, "delivered")
        wait_for(lambda: "carriage.exception" in [event["type"] for event in lanes.get(f"/v1/orders/{order}/events").json()["events"]],
                 60, "the delay is among the events, which come by a topic of their own")

    def test_no_corridor_leads_there_by_that_mode(self, lanes):
        answer = lanes.post("/v1/orders", order_by("KZ", "sea"))
        assert answer.status == 422 and "LG-0102" in [error["rule"]["id"] for error in answer.json()["errors"]]


class TestChanges:
    @pytest.mark.parametrize("mode, kind", [("rail", "Booking"), ("sea", "DCSACancellation"), ("air", "XFZB"), ("express", "Booking")])
    def test_a_cancelled_order_cancels_its_booking(self, installed, lanes, mode, kind):
        order = post(lanes, order_by("RU", mode, "-SILENT"))
        wait_for(lambda: document_of(lanes, order).get("state") == "published", 60, "the booking is out")
        version = lanes.get(f"/v1/orders/{order}").header("ETag")
        answer = lanes.post(f"/v1/orders/{order}:cancel", {"reason": "the buyer changed her mind"}, headers={"If-Match": version})
        assert answer.status == 202, answer.body.decode()
        wait_for(lambda: document_of(lanes, order, "cancel").get("kind") == kind, 60, "the cancellation is out")
        [record] = [record for record in installed.records(order, [BOOKINGS]) if record.headers["sg_action"] == "cancel"]
        assert record.headers["sg_document"] == kind
        if kind == "Booking":
            jsonschema = pytest.importorskip("jsonschema")
            schema = json.loads((ROOT / "schemas/booking/v1/booking.schema.json").read_text(encoding="utf-8"))
            jsonschema.Draft202012Validator(schema).validate(json.loads(record.value))

    @pytest.mark.parametrize("country, mode, suffix", [("KZ", "rail", "-SILENT"), ("RU", "sea", "-QUERY"), ("RU", "air", "-SILENT")])
    def test_another_weight_amends_the_booking(self, installed, lanes, country, mode, suffix):
        """A carrier that gave a reference finds it in the record's header: DCSA has it in the path of its PUT only."""
        order = post(lanes, order_by(country, mode, suffix))
        begun = "published" if suffix == "-SILENT" else "query"
        wait_for(lambda: document_of(lanes, order).get("state") == begun, 60, "the booking is out")
        first = lanes.get(f"/v1/orders/{order}")
        consignment = {**order_by(country, mode)["consignments"][0], "packages": [{"count": 3, "kind": "CT"}], "grossWeight": "4.500"}
        answer = lanes.request("PATCH", f"/v1/orders/{order}", body=orders.as_bytes({"consignments": [consignment]}), headers={
            "Content-Type": "application/merge-patch+json", "If-Match": first.header("ETag")})
        assert answer.status == 202, answer.body.decode()
        wait_for(lambda: document_of(lanes, order, "amend"), 60, "the amendment is out")
        submitted, amended = sorted(installed.records(order, [BOOKINGS]), key=lambda record: record.headers["sg_action"], reverse=True)
        assert (amended.headers["sg_action"], amended.headers["sg_document"]) == ("amend", DOCUMENTS[mode][0])
        assert b"4.5" in amended.value and b"4.5" not in submitted.value
        if mode == "rail":
            named = etree.fromstring(submitted.value).findtext(".//{*}DocumentID").encode()
            assert b"RefDocumentID>" + named + b"<" in amended.value
        if mode == "sea":
            assert amended.headers["sg_reference"] == document_of(lanes, order)["authorityReference"]
        if mode == "air":
            assert b"<ram:PurposeCode>Update<" in amended.value

    @pytest.mark.parametrize("country, mode", [("KZ", "rail"), ("RU", "sea"), ("RU", "air"), ("PK", "road")])
    def test_goods_that_come_back_are_booked_the_other_way(self, installed, lanes, delivered, country, mode):
        order, [there] = delivered[country, mode]
        version = lanes.get(f"/v1/orders/{order}").header("ETag")
        answer = lanes.post(f"/v1/orders/{order}:return", {"reason": "broken"}, headers={"If-Match": version})
        assert answer.status == 202, answer.body.decode()

        def leg():
            return booking_leg(lanes, order)
        wait_for(lambda: leg().get("returning") == "done", 120, "the carrier brought them back")
        [back] = [record for record in installed.records(order, [BOOKINGS]) if record.headers["sg_action"] == "return"]
        assert back.headers["sg_document"] == DOCUMENTS[mode][0]
        numbers = [re.findall(rb"SG\d{10}", record.value) for record in (there, back)]
        if mode != "sea":  # a request of DCSA has no number of ours
            assert numbers[0] and numbers[1] and not set(numbers[0]) & set(numbers[1])
        if mode == "sea":
            first, second = ([place["location"]["UNLocationCode"] for place in json.loads(record.value)["shipmentLocations"]
                              if place["locationTypeCode"] in ("POL", "POD")] for record in (there, back))
            assert first == second[::-1]
        events = [event["type"] for event in lanes.get(f"/v1/orders/{order}/events").json()["events"]]
        assert {"leg.return_asked", "leg.returned"} <= set(events)


# What single carriers read: carrier's code, mode, country, document, content type.
CARRIERS = {
    "ETRUCK": ("road", "KG", "ECMRNote", "application/xml; charset=utf-8"),
    "ONER": ("air", "KZ", "ONERecordWaybill", "application/ld+json"),
    "YUN": ("air", "KZ", "YunExpressOrder", "application/json"),
    "POST-RU": ("post", "UZ", "RussianPostOrder", "application/json"),
}


def order_with(carrier):
    mode, country, _, _ = CARRIERS[carrier]
    if carrier == "POST-RU":  # it takes what is posted in Russia
        order = export_of("RU")
        address = {"country": "UZ", "lines": ["ул. Примерная, д. 7"], "region": "Ташкент", "city": "Ташкент", "street": "ул. Примерная",
                   "house": "7", "postcode": "100000"}
        buyer = {**order["parties"]["buyer"], "address": address,
                 "nameParts": {"family": "Каримова", "given": "Нилуфар", "script": "Cyrl"}}
        order["parties"].update(buyer=buyer, consignee=buyer)
        order["lines"][0]["customsNames"].append({"language": "en", "text": "Electric kettle"})
    else:
        order = order_by(country, mode)
    order["consignments"][0]["logistics"] = {"mode": mode, "carrierCode": carrier}
    return order


class TestCarriersStandards:
    @pytest.fixture(scope="class")
    def carried(self, installed, lanes):
        posted = {carrier: post(lanes, order_with(carrier)) for carrier in CARRIERS}
        for carrier, order in posted.items():
            reached(lanes, order, "delivered", carrier)
        return {carrier: installed.records(order, [BOOKINGS]) for carrier, order in posted.items()}

    @pytest.mark.parametrize("carrier", CARRIERS)
    def test_an_order_is_carried_in_the_carriers_own_words(self, carried, carrier):
        _, _, kind, content_type = CARRIERS[carrier]
        [record] = [record for record in carried[carrier] if record.headers["sg_document"] != "PaperCMRNote"]
        assert (record.headers["sg_document"], record.headers["content-type"]) == (kind, content_type)

    @needs_reference
    def test_an_electronic_note_is_valid_and_out_of_china_has_the_paper_one_beside_it(self, carried, schemas):
        records = {record.headers["sg_document"]: etree.fromstring(record.value) for record in carried["ETRUCK"]}
        for kind, schema in (("ECMRNote", Path(orders.REFERENCE, "logistics/road-ecmr/eCMR_1p0.xsd")),
                             ("PaperCMRNote", schemas / "CMR.xsd")):
            checker = etree.XMLSchema(etree.parse(str(schema)))
            assert checker.validate(records[kind]), checker.error_log

    def test_the_post_is_told_grams_and_kopecks(self, carried):
        [order] = json.loads(carried["POST-RU"][0].value)
        assert order["mail-direct"] == 860 and order["mass"] == 2000
        assert order["customs-declaration"]["customs-entries"][0]["value"] == 120000

    @needs_reference
    def test_a_truck_under_tir_carries_the_carnets_data(self, installed, lanes, schemas):
        order = order_by("KZ", "road")
        order["consignments"][0]["logistics"].update(masterDocument="XX12345678", transportMeans="01KG123ABC")
        identifier = post(lanes, order)
        reached(lanes, identifier, "delivered")
        records = {record.headers["sg_document"]: record for record in installed.records(identifier, [BOOKINGS])}
        assert set(records) == {"CMRNote", "TIRCarnet"}
        checker = etree.XMLSchema(etree.parse(str(schemas / "TIR_Carnet.xsd")))
        assert checker.validate(etree.fromstring(records["TIRCarnet"].value)), checker.error_log


class TestSwitches:
    def test_new_orders_avoid_what_is_closed_and_say_so(self, extra_gateway, tmp_path):
        switches = tmp_path / "switches.csv"
        switches.write_text(HEADER)
        gateway = extra_gateway("bookings")
        gateway.settings["corridors"] = {"switches_file": str(switches)}
        gateway.write_config()
        gateway.start()
        client = gateway.client(LANES.token)

        def route_of(order):
            made = client.post("/v1/orders:validate", order)
            assert made.status == 200, made.body.decode()
            return made.json()["route"]

        def legs_of(route):
            return [leg["leg"] for leg in route["legs"]]

        before = post(client, order_by("KZ", "rail"))
        assert legs_of(route_of(order_by("KZ", "rail"))) == ["R01", "R03", "R05", "R07"]
        switches.write_text(HEADER + "KHORGOS,closed,congestion at the border,2026-11-25\n")
        begin = time.monotonic()
        gateway.reload()
        wait_for(lambda: legs_of(route_of(order_by("KZ", "rail"))) == ["R01", "R02", "R04", "R06"], 60, "plans go by Alashankou")
        print(f"new plans avoid the border after {time.monotonic() - begin:.2f} s")
        after = post(client, order_by("KZ", "rail"))
        shown = wait_for(lambda: client.get(f"/v1/orders/{after}").json().get("route"), 60, "the order shows its way")
        assert legs_of(shown) == ["R01", "R02", "R04", "R06"]
        assert shown["switchesClosed"] == [{"switch": "KHORGOS", "reason": "congestion at the border", "since": "2026-11-25"}]
        old = wait_for(lambda: client.get(f"/v1/orders/{before}").json().get("route"), 60, "the first order shows its way")
        assert legs_of(old) == ["R01", "R03", "R05", "R07"] and old["switchesClosed"] == []  # what was planned stays

    def test_bandar_abbas_is_off_until_it_is_opened(self, extra_gateway, tmp_path):
        switches = tmp_path / "switches.csv"
        switches.write_text(HEADER)
        gateway = extra_gateway("gulf")
        gateway.settings["corridors"] = {"switches_file": str(switches)}
        gateway.write_config()
        gateway.start()
        client = gateway.client(LANES.token)

        def validated():
            return client.post("/v1/orders:validate", order_by("IR", "sea")).json()

        assert "LG-0102" in [error["rule"]["id"] for error in validated()["errors"]] and "route" not in validated()
        switches.write_text(HEADER + "BANDAR_ABBAS_SEA,open,passage allowed,2026-11-20\n")
        gateway.reload()
        route = wait_for(lambda: validated().get("route"), 60, "the sea leg is open")
        assert [leg["leg"] for leg in route["legs"]] == ["S06", "R27"]
