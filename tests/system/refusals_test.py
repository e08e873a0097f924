"""Bad input gets the documented status and a problem document. One row a case."""
import json
import re

import pytest
from rig import orders
from rig.settings import ACME, ACME_READER, OTHER

GOOD = orders.as_bytes(orders.direct_ru())


def spoiled(old, new):
    assert old in GOOD
    return GOOD.replace(old, new, 1)


DEEP = b'{"order":' + b"[" * 40 + b"]" * 40 + b"}"
MALFORMED = {
    "empty body": (b"", "malformed-json"),
    "cut off": (GOOD[:-20], "malformed-json"),
    "trailing bytes": (GOOD + b"x", "malformed-json"),
    "two documents": (GOOD + GOOD, "malformed-json"),
    "unquoted name": (b"{order: 1}", "malformed-json"),
    "single quotes": (b"{'order': 1}", "malformed-json"),
    "not a number": (spoiled(b'"version": 1', b'"version": NaN'), "malformed-json"),
    "leading zero": (spoiled(b'"version": 1', b'"version": 01'), "malformed-json"),
    "byte order mark": (b"\xef\xbb\xbf" + GOOD, "malformed-json"),
    "bad UTF-8": (spoiled("Иванова".encode(), b"\xff\xfe"), "invalid-utf8"),
    "overlong UTF-8": (spoiled("Иванова".encode(), b"\xc0\xaf"), "invalid-utf8"),
    "UTF-8 surrogate": (spoiled("Иванова".encode(), b"\xed\xa0\x80"), "invalid-utf8"),
    "duplicate member": (spoiled(b'"schemaVersion": "1.0"', b'"schemaVersion": "1.0", "schemaVersion": "1.0"'), "duplicate-member"),
    "too deep": (DEEP, "limit-exceeded"),
    "300000 brackets": (b"[" * 300_000, "limit-exceeded"),
    "too many members": (b'{"a":[' + b"0," * 12_000 + b"0]}", "limit-exceeded"),
    "string too long": (b'{"a":"' + b"x" * 70_000 + b'"}', "limit-exceeded"),
}
FRAMING = {
    "no length": (b"POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n%s\r\n", 411),
    "two lengths": (b"POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n%s\r\n{}", 400),
    "length and chunks": (b"POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n%s\r\n0\r\n\r\n", 400),
    "negative length": (b"POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n%s\r\n", 400),
    "no host": (b"GET /v1/adapters HTTP/1.1\r\n%s\r\n", 400),
    "two hosts": (b"GET /v1/adapters HTTP/1.1\r\nHost: a\r\nHost: b\r\n%s\r\n", 400),
    "bare line feeds": (b"GET /v1/adapters HTTP/1.1\nHost: a\n%s\n", 400),
    "space before colon": (b"GET /v1/adapters HTTP/1.1\r\nHost : a\r\n%s\r\n", 400),
    "unknown coding": (b"POST /v1/orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n%s\r\n", 501),
    "header too large": (b"GET /v1/adapters HTTP/1.1\r\nHost: a\r\nX-Big: " + b"x" * 20_000 + b"\r\n%s\r\n", 431),
    "too many headers": (b"GET /v1/adapters HTTP/1.1\r\nHost: a\r\n" + b"X-A: 1\r\n" * 100 + b"%s\r\n", 431),
    "not HTTP": (b"\x16\x03\x01\x02\x00\r\n\r\n", 400),
}


def assert_problem(answer, status, code=None):
    assert answer.status == status, (answer.status, answer.body[:600])
    assert answer.header("Content-Type").startswith("application/problem+json")
    problem = answer.json()
    assert problem["status"] == status and problem["title"] and problem["type"].endswith(problem["code"])
    assert problem["requestId"] == answer.header("X-Request-Id")
    if code:
        assert problem["code"] == code


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_body_is_400(acme, name):
    body, code = MALFORMED[name]
    answer = acme.post("/v1/orders", body)
    assert_problem(answer, 400, code)
    detail = json.dumps(answer.json(), ensure_ascii=False)
    if code in ("malformed-json", "invalid-utf8"):
        assert re.search(r"\d", answer.json().get("detail", "")), detail  # says at which byte


@pytest.mark.parametrize("name", FRAMING)
def test_bad_framing_is_refused_and_the_connection_closed(acme, gateway, name):
    data, status = FRAMING[name]
    authorization = b"Authorization: Bearer " + ACME.token.encode() + b"\r\n"
    received = acme.raw(data % authorization if b"%s" in data else data)
    assert received.startswith(b"HTTP/1.1 %d " % status), received[:300]
    assert len(re.findall(rb"HTTP/1\.1 \d{3} ", received)) == 1
    assert gateway.running()


@pytest.mark.parametrize("token", [None, "nonsense", "sgk_acmekey_wrong", "sgk_nobody_" + "a" * 52, ACME.token + "x"])
def test_wrong_credentials_are_401(acme, token):
    answer = acme.post("/v1/orders", GOOD, token=token)
    assert_problem(answer, 401, "unauthenticated")
    assert answer.header("WWW-Authenticate").startswith("Bearer")


def test_missing_scope_is_403(acme):
    assert_problem(acme.post("/v1/orders", GOOD, token=ACME_READER.token), 403, "scope-missing")
    assert_problem(acme.put("/v1/catalog/items/X", orders.catalog_item("X"), token=ACME_READER.token), 403)


def test_unknown_and_foreign_objects_are_the_same_404(acme, submitted):
    accepted = submitted(orders.direct_ru())
    for path in ("/v1/orders/{}", "/v1/orders/{}/events", "/v1/orders/{}/documents", "/v1/orders/{}/documents/dec_x"):
        foreign = acme.get(path.format(accepted["id"]), token=OTHER.token)
        unknown = acme.get(path.format("ord_" + "a" * 26), token=OTHER.token)
        assert_problem(foreign, 404, "not-found")
        assert_problem(unknown, 404, "not-found")
        keep = ("type", "title", "status", "code", "detail")
        assert {name: foreign.json().get(name) for name in keep} == {name: unknown.json().get(name) for name in keep}
    assert_problem(acme.post("/v1/intake/direct", GOOD, token=OTHER.token), 404)
    assert_problem(acme.post("/v1/intake/nowhere", GOOD), 404)


@pytest.mark.parametrize("method,path", [("DELETE", "/v1/orders"), ("PUT", "/v1/orders:validate"),
                                         ("POST", "/v1/adapters"), ("PATCH", "/v1/catalog/items/X")])
def test_other_method_is_405_with_allow(acme, method, path):
    answer = acme.request(method, path, body=b"{}" if method in ("PUT", "POST", "PATCH") else None)
    assert_problem(answer, 405, "method-not-allowed")
    assert method not in answer.header("Allow")


@pytest.mark.parametrize("media_type", ["text/plain", "application/xml", "application/x-www-form-urlencoded"])
def test_other_media_type_is_415(acme, media_type):
    assert_problem(acme.post("/v1/orders", GOOD, headers={"Content-Type": media_type}), 415, "unsupported-media-type")


def test_unacceptable_answer_is_406(acme):
    assert_problem(acme.post("/v1/orders", GOOD, headers={"Accept": "image/png"}), 406, "not-acceptable")


def test_body_beyond_the_limit_is_413(acme):
    assert_problem(acme.post("/v1/orders", b'"' + b"x" * 1_100_000 + b'"'), 413, "body-too-large")


def test_retry_wants_a_version(acme, submitted, settled):
    accepted = submitted(orders.direct_ru())
    settled(acme, accepted["id"], "cleared")
    path = f"/v1/orders/{accepted['id']}:retry"
    assert_problem(acme.post(path), 428, "precondition-required")
    assert_problem(acme.post(path, headers={"If-Match": '"99"'}), 412, "precondition-failed")


RULES = {
    "unknown member": (lambda o: orders.change(o, "surprise", 1), "/surprise"),
    "amount is not a decimal": (lambda o: orders.change(o, "money/goods", "12,50"), "/money/goods"),
    "float for an amount": (lambda o: orders.change(o, "money/goods", 240.0), "/money/goods"),
    "null is not absent": (lambda o: orders.change(o, "money/freight", None), "/money/freight"),
    "no such currency": (lambda o: orders.change(o, "money/currency", "XQQ"), "/money/currency"),
    "no such country": (lambda o: orders.change(o, "order/flow/destinationCountry", "QQ"), "/order/flow/destinationCountry"),
    "goods do not add up": (lambda o: orders.change(o, "money/goods", "999.00"), "/money"),
    "number missing": (lambda o: orders.without(o, "order/number"), "/order"),
    "no lines": (lambda o: orders.change(o, "lines", []), "/lines"),
    "negative quantity": (lambda o: orders.change(o, "lines/0/quantity", "-2"), "/lines/0"),
    "not a time": (lambda o: orders.change(o, "order/createdAt", "yesterday"), "/order/createdAt"),
    "another major version": (lambda o: orders.change(o, "schemaVersion", "2.0"), "/schemaVersion"),
}


@pytest.mark.parametrize("name", RULES)
def test_broken_rule_is_422_with_its_place(acme, name):
    spoil, place = RULES[name]
    answer = acme.post("/v1/orders", spoil(orders.direct_ru()))
    assert_problem(answer, 422, "rule-violations")
    pointers = [error["pointer"] for error in answer.json()["errors"]]
    assert any(pointer.startswith(place) for pointer in pointers), (pointers, answer.codes)
