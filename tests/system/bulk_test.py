"""POST /v1/orders:bulk: many orders in one request, each with its own result."""
import json

from rig import orders
from rig.settings import ACME

NDJSON = {"Content-Type": "application/x-ndjson"}


def post(client, lines, **more):
    body = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    answer = client.post("/v1/orders:bulk", body, headers=NDJSON | more)
    results = [json.loads(line) for line in answer.body.decode().splitlines()] if answer.status in (200, 207, 422) else None
    return answer, results


def counts(answer):
    return tuple(answer.header(f"Silkgate-{name}") for name in ("Succeeded", "Failed", "Replayed"))


def test_each_line_has_its_result_in_order(acme, settled):
    bad = orders.direct_ru()
    bad["lines"][0]["quantity"] = "-1"
    good, other = orders.direct_ru(), orders.direct_ru()
    answer, results = post(acme, [good, bad, "", "{not json", other])
    assert answer.status == 207 and counts(answer) == ("2", "2", "0")
    assert [(row["line"], row["status"]) for row in results] == [(1, 202), (2, 422), (4, 400), (5, 202)]
    assert any(error["pointer"] == "/lines/0/quantity" for error in results[1]["problem"]["errors"])
    for row in (results[0], results[3]):
        settled(acme, row["id"], "cleared")


def test_the_same_request_again_is_all_replays(acme):
    lines = [orders.direct_ru() for _ in range(200)]
    first, results = post(acme, lines)
    assert first.status == 200 and counts(first) == ("200", "0", "0")
    assert len({row["id"] for row in results}) == 200 and [row["line"] for row in results] == list(range(1, 201))
    again, replays = post(acme, lines)
    assert counts(again) == ("200", "0", "200")
    assert [row["id"] for row in replays] == [row["id"] for row in results]


def test_the_same_order_on_two_lines_is_one_order(acme, installed, settled):
    order = orders.direct_ru()
    answer, results = post(acme, [order] * 20)
    assert answer.status == 200 and counts(answer) == ("20", "0", "19")
    assert len({row["id"] for row in results}) == 1
    settled(acme, results[0]["id"], "cleared")
    kinds = [record.headers["sg_document"] for record in installed.records(results[0]["id"])]
    assert len(kinds) == len(set(kinds)) == 5


def test_none_accepted_is_422(acme):
    answer, results = post(acme, ["[]", "5"])
    assert answer.status == 422 and counts(answer) == ("0", "2", "0") and len(results) == 2


def test_an_unknown_connection_is_404(acme):
    answer = acme.post("/v1/orders:bulk?connection=nowhere", json.dumps(orders.direct_ru()), headers=NDJSON)
    assert answer.status == 404


def test_limits(extra_gateway):
    gateway = extra_gateway("bulk", http={"bulk_lines_max": 3, "bulk_bytes_max": 70_000, "body_bytes_max": 70_000}).start()
    client = gateway.client(ACME.token)
    assert post(client, ["{}"] * 3)[0].status == 422
    assert post(client, ["{}"] * 4)[0].status == 413
    assert client.post("/v1/orders:bulk", " " * 70_001, headers=NDJSON).status == 413


def test_takes_no_idempotency_key(acme):
    answer, _ = post(acme, [orders.direct_ru()], **{"Idempotency-Key": "k"})
    assert (answer.status, answer.code) == (400, "idempotency-key-malformed")
