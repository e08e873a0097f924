"""Strict and lenient, all violations at once with pointers into the caller's bytes, and the dry run."""
import pytest
from rig import orders
from rig.kafka import read_all

from conftest import OUTPUTS


def incomplete(order_number=None):
    """Two things wrong on the line, one on the consignee: no commodity codes, no Chinese name, no passport."""
    return orders.without(orders.direct_ru(order_number), "lines/0/customs/codes", "lines/0/customsNames/0",
                          "parties/consignee/ids")


def pointed_at(document, pointer):
    """What a JSON Pointer names, or the deepest part of it that exists; a missing member points at where it belongs."""
    node = document
    for part in pointer.split("/")[1:]:
        part = part.replace("~1", "/").replace("~0", "~")
        if isinstance(node, list):
            node = node[int(part)]
        elif part in node:
            node = node[part]
        else:
            return node
    return node


def test_strict_refuses_with_all_violations(acme):
    order = incomplete()
    answer = acme.post("/v1/orders", order)
    assert (answer.status, answer.code) == (422, "rule-violations")
    assert answer.header("Content-Type").startswith("application/problem+json")
    problem = answer.json()
    assert problem["errorsTotal"] == len(problem["errors"]) >= 3
    assert {"hs-code-missing", "customs-name-missing"} <= set(answer.codes)
    assert {error["leg"] for error in problem["errors"] if "leg" in error} >= {"export-cn", "import-ru"}
    for error in problem["errors"]:
        assert pointed_at(order, error["pointer"]) is not None, error
        assert error["rule"]["id"] and error["rule"]["basis"] and error["detail"]


def test_a_refused_order_leaves_nothing_behind(acme, installed, submitted, settled):
    number = orders.number()
    assert acme.post("/v1/orders", incomplete(number)).status == 422
    # The complete order of the same number is the first of its number: no conflict with what was refused.
    accepted = submitted(orders.direct_ru(number))
    settled(acme, accepted["id"], "cleared")
    created = [record for record in read_all(installed.cluster.bootstrap, ["orders.accepted.v1"])
               if record.key == accepted["id"] and record.headers["ce_type"] == "silkgate.order.created.v1"]
    assert len(created) == 1


def test_prefer_lenient_holds_what_strict_refuses(acme, settled, installed):
    answer = acme.post("/v1/orders", incomplete(), headers={"Prefer": "handling=lenient"})
    assert answer.status == 202
    body = answer.json()
    assert body["state"] == "held"
    blocked = {leg["id"]: [blocker["code"] for blocker in leg.get("blockedBy", ())] for leg in body["legs"]}
    assert "hs-code-missing" in blocked["export-cn"]
    state = settled(acme, body["id"], "held")
    assert {leg["id"]: leg["state"] for leg in state["legs"]}["export-cn"] == "held"
    assert "ExpressCargoDeclaration" not in [record.headers["sg_document"] for record in installed.records(body["id"])]


def test_prefer_strict_refuses_at_intake(acme):
    order = incomplete()
    answer = acme.post("/v1/intake/direct", order, headers={"Prefer": "handling=strict"})
    assert (answer.status, answer.code) == (422, "rule-violations")
    assert acme.post("/v1/intake/direct", order).status == 202  # and nothing was left behind


@pytest.mark.parametrize("language,sign", [("en", "the"), ("zh", "的"), ("ru", "в")])
def test_details_are_in_the_language_asked_for(acme, language, sign):
    answer = acme.post("/v1/orders", incomplete(), headers={"Accept-Language": language})
    details = " ".join(error["detail"] for error in answer.json()["errors"])
    script = {"en": any("a" <= c <= "z" for c in details), "zh": any("\u4e00" <= c <= "\u9fff" for c in details),
              "ru": any("\u0430" <= c <= "\u044f" for c in details)}
    assert script[language], details
    codes = [error["code"] for error in answer.json()["errors"]]
    assert codes == acme.post("/v1/orders", incomplete()).codes


def test_violations_are_in_document_order(acme):
    order = orders.direct_ru()
    order["lines"] = [dict(orders.line("1"), amount="1.00"), orders.without(orders.line("2"), "customs/codes")]
    answer = acme.post("/v1/orders", order)
    lines = [int(error["pointer"].split("/")[2]) for error in answer.json()["errors"]
             if error["pointer"].startswith("/lines/")]
    assert lines == sorted(lines) and set(lines) == {0, 1}


def test_the_catalogue_mends_with_a_remedy_link(acme):
    answer = acme.post("/v1/orders", incomplete())
    [error] = [error for error in answer.json()["errors"]
               if error["code"] == "hs-code-missing" and error["leg"] == "export-cn"]
    assert error["remedy"] == {"kind": "catalog", "href": "/v1/catalog/items/KETTLE-1"}


class TestValidate:
    def test_good_order_shows_its_legs_and_documents(self, acme):
        answer = acme.post("/v1/orders:validate", orders.direct_ru())
        assert answer.status == 200
        body = answer.json()
        assert body["errors"] == [] and body["valid"] is True
        assert {leg["id"] for leg in body["legs"]} == {"export-cn", "import-ru", "booking-1"}

    def test_bad_order_shows_its_violations_with_200(self, acme):
        answer = acme.post("/v1/orders:validate", incomplete())
        assert answer.status == 200
        assert {"hs-code-missing", "customs-name-missing"} <= {error["code"] for error in answer.json()["errors"]}

    def test_nothing_is_stored(self, acme, installed, submitted, settled):
        number = orders.number()
        topics = ["orders.accepted.v1", "orders.state.v1", "orders.events.v1", *OUTPUTS]
        assert acme.post("/v1/orders:validate", orders.direct_ru(number)).status == 200
        changed = orders.direct_ru(number, money__freight="30.00", money__total="270.00")
        accepted = submitted(changed)  # no conflict: the dry run was no first delivery
        settled(acme, accepted["id"], "cleared")
        for record in read_all(installed.cluster.bootstrap, topics):
            if record.order == accepted["id"] and record.headers.get("sg_document") == "CEB505":
                assert b">30" in record.value and b">20.00<" not in record.value

    def test_it_works_for_a_platform_s_format(self, acme):
        answer = acme.post("/v1/orders:validate?connection=shopify", b'{"id": 1, "name": "#1", "line_items": []}')
        assert answer.status in (200, 422)
