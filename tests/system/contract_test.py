"""The server and schemas/openapi.yaml agree, in both directions."""
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from rig import orders

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = yaml.safe_load((ROOT / "schemas/openapi.yaml").read_text(encoding="utf-8"))
METHODS = ("get", "put", "post", "delete", "patch")
REGISTRY = Registry().with_resource("openapi", Resource(contents=DOCUMENT, specification=DRAFT202012))


def operations():
    return [(method, path) for path, item in DOCUMENT["paths"].items() for method in METHODS if method in item]


def validator(schema):
    return Draft202012Validator({"$ref": f"openapi#/components/schemas/{schema}"}, registry=REGISTRY)


def filled(path):
    values = {"id": "ord_" + "a" * 26, "connection": "direct", "sku": "NO-SUCH", "documentId": "dec_" + "a" * 26, "cc": "cn",
              "code": "not-found", "number": "NO-SUCH", "kind": "manifest", "key": "a" * 32}
    return re.sub(r"{(\w+)}", lambda match: values[match[1]], path)


@pytest.mark.parametrize("method,path", operations(), ids=[" ".join(operation) for operation in operations()])
def test_documented_route_exists_and_answers_a_documented_status(acme, method, path):
    body = b"{}" if "requestBody" in DOCUMENT["paths"][path][method] else None
    kind = "application/x-ndjson" if path.endswith(":bulk") else "application/json"
    answer = acme.request(method.upper(), filled(path), body=body, headers={"Content-Type": kind} if body else {})
    assert answer.status != 405
    assert str(answer.status) in DOCUMENT["paths"][path][method]["responses"], (answer.status, answer.body[:400])
    if answer.status == 404:
        assert answer.code == "not-found"


@pytest.mark.parametrize("path", list(DOCUMENT["paths"]))
def test_undocumented_methods_are_refused_and_allow_lists_the_documented_ones(acme, path):
    documented = {method.upper() for method in METHODS if method in DOCUMENT["paths"][path]}
    for method in {"GET", "PUT", "POST", "DELETE", "PATCH"} - documented:
        answer = acme.request(method, filled(path), body=b"{}" if method in ("PUT", "POST", "PATCH") else None)
        assert answer.status == 405, (method, path, answer.status)
        allowed = {name.strip() for name in answer.header("Allow").split(",")} - {"HEAD", "OPTIONS"}
        assert allowed == documented


@pytest.mark.parametrize("path", ["/", "/v1", "/v2/orders", "/v1/order", "/v1/orders/x/y/z", "/metrics", "/livez",
                                  "/readyz", "/console/", "/ops/v1/queues", "/v1/openapi.json"])
def test_undocumented_paths_do_not_exist_on_the_public_listener(acme, path):
    assert acme.get(path).status == 404


def test_the_served_contract_is_the_file(acme):
    answer = acme.get("/v1/openapi.yaml", token=None)
    assert answer.status == 200
    assert answer.body == (ROOT / "schemas/openapi.yaml").read_bytes()


def test_answers_fit_their_schemas(acme, submitted, settled):
    accepted = submitted(orders.direct_ru())
    validator("Acceptance").validate(accepted)
    state = settled(acme, accepted["id"], "cleared")
    validator("OrderState").validate(state)
    for document in acme.get(f"/v1/orders/{accepted['id']}/documents").json()["documents"]:
        validator("Document").validate(document)
    for event in acme.get(f"/v1/orders/{accepted['id']}/events").json()["events"]:
        validator("Event").validate(event)
    validator("Validation").validate(acme.post("/v1/orders:validate", orders.direct_ru()).json())
    for adapter in acme.get("/v1/adapters").json()["adapters"]:
        validator("Adapter").validate(adapter)
    validator("Problem").validate(acme.post("/v1/orders", {}).json())
    validator("Problem").validate(acme.get("/v1/orders/ord_x").json())
    held = acme.post("/v1/orders", orders.without(orders.direct_ru(), "lines/0/customs/codes"),
                     headers={"Prefer": "handling=lenient"}).json()
    validator("Acceptance").validate(held)
    validator("OrderState").validate(settled(acme, held["id"], "held"))
