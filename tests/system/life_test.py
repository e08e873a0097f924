"""An order's life after it was accepted: missing data by PATCH, amendment, cancellation."""
import pytest
from rig import orders
from rig.eaeu import import_to
from rig.kafka import produce, read_all
from rig.wait import wait_for

from conftest import OUTPUTS


def etag(client, order):
    return client.get(f"/v1/orders/{order}").header("ETag")


def patch(client, order, body, version=None, **headers):
    return client.request("PATCH", f"/v1/orders/{order}", body=orders.as_bytes(body), headers={
        "Content-Type": "application/merge-patch+json", "If-Match": version or etag(client, order), **headers})


def cancel(client, order, body=None, version=None, **headers):
    return client.post(f"/v1/orders/{order}:cancel", body, headers={"If-Match": version or etag(client, order), **headers})


def told(installed, order):
    return sorted((record.headers["sg_action"], record.headers["sg_document"]) for record in installed.records(order, OUTPUTS))


def reply(installed, country, document, **members):
    """A broker's neutral reply to one document."""
    produce(installed.cluster.bootstrap, f"customs.{country}.receipts.v1",
            orders.as_bytes({"declarationId": document["id"], **members}), document["id"], {"content-type": "application/json"})


def codes(leg):
    return [why["code"] for why in leg.get("blockedBy", ())]


def leg(state, identifier):
    return next(leg for leg in state["legs"] if leg["id"] == identifier)


@pytest.fixture
def held(acme, settled):
    """Lacks the tax number of the consignee: China's side is out, Russia's is held."""
    order = orders.direct_ru()
    del order["parties"]["consignee"]["ids"][1]
    del order["parties"]["buyer"]["ids"][1]
    answer = acme.post("/v1/orders", order, headers={"Prefer": "handling=lenient"})
    assert answer.status == 202
    # Until the order has events, its first answer stands in for its state.
    wait_for(lambda: acme.get(f"/v1/orders/{answer.json()['id']}/events").json()["events"], 60, "the order has a state")
    state = settled(acme, answer.json()["id"], "held")
    assert codes(leg(state, "import-ru")) == ["inn-missing"]
    return state["id"]


def test_missing_buyer_data_is_supplied_and_the_order_goes_on_by_itself(acme, installed, held, settled):
    answer = patch(acme, held, {"parties": {"consignee": {"ids": {"RU_INN": {"number": "500100732259", "country": "RU"}}}}})
    assert answer.status == 202, answer.body
    assert answer.json()["change"] == "amended"
    assert leg(answer.json(), "import-ru")["documents"] == ["ExpressCargoDeclaration"]
    state = settled(acme, held, "cleared")
    assert state["version"] == 2
    # China was not told again: none of its documents names the number.
    assert told(installed, held) == [("submit", "CEB303"), ("submit", "CEB505"), ("submit", "CEB603"),
                                     ("submit", "ExpressCargoDeclaration"), ("submit", "S10Item")]
    events = acme.get(f"/v1/orders/{held}/events").json()["events"]
    assert [event["sequence"] for event in events] == list(range(1, len(events) + 1))
    assert "order.amended" in [event["type"] for event in events]
    public = b"".join(record.value for record in read_all(installed.cluster.bootstrap, ("orders.state.v1", "orders.events.v1"))
                      if record.key == held)
    assert not [word for word in orders.PERSONAL if word.encode() in public]


def test_a_wrong_value_is_refused_where_it_stands_in_the_patch_and_nothing_changes(acme, held):
    answer = patch(acme, held, {"parties": {"consignee": {"ids": {"RU_INN": {"number": "500100732258", "country": "RU"}}}}},
                   **{"Prefer": "handling=strict"})
    assert (answer.status, answer.code) == (422, "rule-violations")
    pointers = [error["pointer"] for error in answer.json()["errors"] if error["code"] == "inn-invalid"]
    assert pointers == ["/parties/consignee/ids"], answer.json()
    answer = patch(acme, held, {"order": {"number": "another"}})
    assert [(error["code"], error["pointer"]) for error in answer.json()["errors"]] == [("member-fixed", "/order/number")]
    assert acme.get(f"/v1/orders/{held}").json()["version"] == 1


def test_the_version_must_be_named_and_present(acme, held):
    answer = acme.request("PATCH", f"/v1/orders/{held}", body=b"{}", headers={"Content-Type": "application/json"})
    assert (answer.status, answer.code) == (428, "precondition-required")
    answer = patch(acme, held, {"notes": {"buyer": "ring twice"}}, '"9"')
    assert (answer.status, answer.code) == (412, "precondition-failed")
    assert answer.header("ETag") == '"1"'
    answer = cancel(acme, held, version='"9"')
    assert (answer.status, answer.code) == (412, "precondition-failed")


def test_a_released_order_is_cancelled_at_the_authority_that_knows_cancellations(acme, installed, submitted, settled):
    order = submitted(import_to("KZ"))["id"]
    settled(acme, order, "cleared")
    answer = cancel(acme, order)
    assert (answer.status, [error["pointer"] for error in answer.json()["errors"] if error["code"] == "cancel-reason-missing"]) \
        == (422, ["/reason"])
    answer = cancel(acme, order, {"reason": "the buyer changed his mind"})
    assert answer.status == 202, answer.body
    assert answer.json()["state"] == "cancel_requested"
    assert leg(answer.json(), "export-cn")["documents"] == ["CEB605"]
    # Kazakhstan's format has no withdrawal: it says so, and the leg waits for one by hand.
    assert codes(leg(answer.json(), "import-kz")) == ["action-not-served"]

    def cancelled():
        state = acme.get(f"/v1/orders/{order}").json()
        assert [leg(state, name)["state"] for name in ("export-cn", "booking-1", "import-kz")] \
            == ["cancelled", "cancelled", "cancel_requested"]
        return state
    state = wait_for(cancelled, 60, "China and the post agree")
    assert state["state"] == "cancel_requested"
    assert ("cancel", "CEB605") in told(installed, order)
    number = next(document for document in leg(state, "export-cn")["documents"] if document["kind"] == "CEB603")
    cancellation = next(document for document in leg(state, "export-cn")["documents"] if document["kind"] == "CEB605")
    assert number["authorityReference"].encode() in acme.get(cancellation["href"]).body
    # Withdrawn by hand: the broker says so of the declaration, and the order is done.
    declaration = next(document for document in leg(state, "import-kz")["documents"])
    reply(installed, "kz", declaration, status="cancelled")
    settled(acme, order, "cancelled")
    again = cancel(acme, order, {"reason": "once more"})
    assert (again.status, again.header("Idempotent-Replayed")) == (202, "true")
    assert told(installed, order).count(("cancel", "CEB605")) == 1


def test_a_cancellation_before_the_authority_gave_its_number_waits_and_goes_on_by_itself(acme, installed, submitted):
    order = submitted(orders.direct_ru(orders.number("-SILENT")))["id"]
    wait_for(lambda: told(installed, order), 60, "it is declared")
    wait_for(lambda: acme.get(f"/v1/orders/{order}/events").json()["events"], 60, "its state is here")
    answer = cancel(acme, order, {"reason": "out of stock"}, **{"Prefer": "handling=lenient"})
    assert answer.status == 202, answer.body
    assert codes(leg(answer.json(), "export-cn")) == ["list-number-missing"]

    def waiting():
        state = acme.get(f"/v1/orders/{order}").json()
        assert leg(state, "export-cn").get("cancellation") == "waiting"
        return state
    state = wait_for(waiting, 60, "the leg waits")
    declaration = next(document for document in leg(state, "export-cn")["documents"] if document["kind"] == "CEB603")
    reply(installed, "cn", declaration, status="registered", authorityReference="42272026E123456789")
    wait_for(lambda: ("cancel", "CEB605") in told(installed, order), 60, "customs is asked")


def documents(state, identifier, kind):
    return [document for document in leg(state, identifier)["documents"] if document["kind"] == kind]


def test_a_rejected_declaration_is_mended_and_told_again_until_it_is_cleared(acme, installed, submitted, settled):
    order = submitted(orders.direct_ru(orders.number("-SILENT")))["id"]
    state = settled(acme, order, "routed")
    for name, country, status in (("CEB303", "cn", "received"), ("CEB505", "cn", "received"), ("CEB603", "cn", "rejected"),
                                  ("ExpressCargoDeclaration", "ru", "rejected")):
        where = "export-cn" if country == "cn" else "import-ru"
        reply(installed, country, documents(state, where, name)[0], status=status, reasons=[{"code": "1", "text": "mend it"}])
    state = wait_for(lambda: (now := acme.get(f"/v1/orders/{order}").json())
                     and [leg(now, name)["state"] for name in ("export-cn", "import-ru")] == ["rejected"] * 2 and now,
                     60, "both authorities have rejected")
    # What Russia's declaration says is mended by PATCH; China's list is only asked for again.
    answer = patch(acme, order, {"lines": {"1": {"customsNames": {"ru": {"text": "Чайник электрический, 1,7 л"}}}}})
    assert answer.status == 202, answer.body
    assert (leg(answer.json(), "import-ru")["action"], leg(answer.json(), "export-cn")["state"]) == ("submit", "rejected")
    wait_for(lambda: leg(acme.get(f"/v1/orders/{order}").json(), "import-ru")["state"] == "published", 60, "Russia is told again")
    answer = acme.post(f"/v1/orders/{order}:retry", headers={"If-Match": etag(acme, order)})
    assert (answer.status, answer.json()["retried"]) == (202, True)
    state = settled(acme, order, "routed")
    assert [part for part in told(installed, order) if part[1] in ("CEB603", "ExpressCargoDeclaration")] \
        == [("submit", "CEB603")] * 2 + [("submit", "ExpressCargoDeclaration")] * 2
    assert told(installed, order).count(("submit", "CEB303")) == 1
    for where, country, name in (("export-cn", "cn", "CEB603"), ("import-ru", "ru", "ExpressCargoDeclaration")):
        first, second = documents(state, where, name)
        assert (first["state"], second["state"], first["id"] == second["id"]) == ("rejected", "published", False)
        reply(installed, country, second, status="released")
    settled(acme, order, "cleared")
    answer = acme.post(f"/v1/orders/{order}:retry", headers={"If-Match": etag(acme, order)})
    assert (answer.status, answer.code) == (409, "illegal-transition")
