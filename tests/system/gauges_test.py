"""Levels an operator watches: each moves with what it names, and comes back."""
import json
import time

from rig import orders
from rig.kafka import produce
from rig.wait import wait_for

CONSERVATION = "silkgate_conservation_difference"
HELD = "silkgate_orders_held"
PARKED_RU = 'silkgate_legs_parked{country="ru"}'


def at_rest(gateway):
    """The metrics once nothing lags: what earlier tests left behind has moved its levels by then."""
    def probe():
        metrics = gateway.metrics()
        names = (CONSERVATION, 'silkgate_consumer_lag_records{group="route"}', 'silkgate_consumer_lag_records{group="state"}',
                 "silkgate_replica_lag_records")
        assert {name: metrics[name] for name in names} == dict.fromkeys(names, 0.0)
        return metrics
    return wait_for(probe, 60, "nothing lags")


def test_held_orders_are_counted_and_uncounted(gateway, acme, settled):
    order = orders.direct_ru()
    order["lines"][0]["sku"] = sku = orders.number()[:20]
    before = at_rest(gateway)[HELD]
    held = acme.post("/v1/orders", orders.without(order, "lines/0/customs/codes"), headers={"Prefer": "handling=lenient"})
    settled(acme, held.json()["id"], "held")
    wait_for(lambda: gateway.metrics()[HELD] == before + 1, 60, "one more is held")
    acme.put(f"/v1/catalog/items/{sku}", orders.catalog_item(sku))
    settled(acme, held.json()["id"], "cleared")
    wait_for(lambda: gateway.metrics()[HELD] == before, 60, "it is not held any more")


def test_parked_legs_are_counted_and_uncounted(installed, gateway, acme, submitted, settled):
    accepted = submitted(orders.direct_ru(orders.number("-SILENT")))
    state = settled(acme, accepted["id"], "routed")
    [document] = [document["id"] for leg in state["legs"] if leg["id"] == "import-ru" for document in leg["documents"]]
    before = at_rest(gateway)[PARKED_RU]

    def reply(status):
        produce(installed.cluster.bootstrap, "customs.ru.receipts.v1",
                json.dumps({"declarationId": document, "status": status}).encode(), document,
                [("content-type", "application/json")])
    reply("technical_error")
    wait_for(lambda: gateway.metrics()[PARKED_RU] == before + 1, 60, "the leg is parked")
    reply("released")
    wait_for(lambda: gateway.metrics()[PARKED_RU] == before, 60, "the leg is not parked any more")


def test_nothing_accepted_is_missing_and_nothing_lags_at_rest(gateway, acme, submitted, settled):
    for _ in range(20):
        accepted = submitted(orders.direct_ru())
    settled(acme, accepted["id"], "cleared")
    metrics = at_rest(gateway)
    for group in ("route", "state"):
        last = metrics[f'silkgate_consumer_last_processed_timestamp_seconds{{group="{group}"}}']
        assert time.time() - 120 < last <= time.time() + 1
    assert metrics['silkgate_kafka_produced_records_total{producer="route"}'] > 0


def test_certificate_expiry_is_told(gateway):
    expires = gateway.metrics()['silkgate_cert_not_after_timestamp_seconds{use="public"}']
    assert time.time() + 86_400 < expires < time.time() + 3_000 * 86_400


def test_time_to_an_authority_s_decision_is_measured(gateway, acme, submitted, settled):
    name = 'silkgate_declaration_age_seconds_count{country="ru"}'
    before = gateway.metrics()[name]
    settled(acme, submitted(orders.direct_ru())["id"], "cleared")
    wait_for(lambda: gateway.metrics()[name] > before, 60, "it is counted")
