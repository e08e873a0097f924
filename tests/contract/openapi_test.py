"""The contract files are valid, complete and agree with the tables in the code. The server's side of the OpenAPI check,
every documented route answered and every undocumented one refused, is tests/system/contract_test.py."""
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

ROOT = Path(__file__).resolve().parents[2]
OPENAPI = yaml.safe_load((ROOT / "schemas/openapi.yaml").read_text(encoding="utf-8"))
ASYNCAPI = yaml.safe_load((ROOT / "schemas/asyncapi.yaml").read_text(encoding="utf-8"))
METHODS = ("get", "put", "post", "delete", "patch")
COUNTRIES = {"cn", "ru", "kz", "kg", "tj", "uz", "in", "pk", "ir", "by"}


def errors_def():
    """{code: status} of the rows of errors.def."""
    text = (ROOT / "gateway/core/errors.def").read_text(encoding="utf-8")
    return {code: int(status) for code, status in re.findall(r'^SILKGATE_ERROR\(\w+,\s*"([^"]+)",\s*(\d+)', text, re.M)}


def operations():
    for path, item in OPENAPI["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method], item.get("parameters", [])


def follow(document, node):
    while isinstance(node, dict) and "$ref" in node:
        target = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


def references(node):
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_openapi_document_is_valid():
    assert OPENAPI["openapi"].startswith("3.1.")
    validate(OPENAPI)


def test_every_operation_has_its_own_id_and_a_summary():
    ids = [operation["operationId"] for _, _, operation, _ in operations()]
    assert len(ids) == len(set(ids)) and len(ids) >= 14
    assert all(operation.get("summary") for _, _, operation, _ in operations())


@pytest.mark.parametrize("path,method,operation,shared", list(operations()),
                         ids=[f"{method} {path}" for path, method, _, _ in operations()])
class TestOperation:
    def test_path_parameters_are_declared(self, path, method, operation, shared):
        declared = {follow(OPENAPI, parameter)["name"] for parameter in shared + operation.get("parameters", [])
                    if follow(OPENAPI, parameter)["in"] == "path"}
        assert declared == set(re.findall(r"{(\w+)}", path))

    def test_refusals_are_problem_documents(self, path, method, operation, shared):
        for status, response in operation["responses"].items():
            if int(status) >= 400 and not (path.endswith(":bulk") and status == "422"):
                content = follow(OPENAPI, response).get("content", {})
                assert set(content) == {"application/problem+json"}, f"{method} {path} {status}"

    def test_keys_are_checked_and_retries_are_announced(self, path, method, operation, shared):
        if operation.get("security") != []:
            assert "401" in operation["responses"]
        for status in ("429", "503"):
            if status in operation["responses"]:
                assert "Retry-After" in follow(OPENAPI, operation["responses"][status])["headers"]

    def test_writes_with_a_body_state_the_limits(self, path, method, operation, shared):
        if "requestBody" in operation:
            assert {"411", "413", "415"} <= set(operation["responses"])


def test_every_documented_refusal_has_a_code_in_the_table():
    statuses = set(errors_def().values())
    documented = {int(status) for _, _, operation, _ in operations() for status in operation["responses"]}
    assert {status for status in documented if status >= 400} <= statuses


@pytest.mark.parametrize("document", [OPENAPI, ASYNCAPI], ids=["openapi", "asyncapi"])
def test_every_reference_resolves(document):
    found = list(references(document))
    assert found
    for reference in found:
        assert follow(document, {"$ref": reference}) is not None


@pytest.mark.parametrize("document", [OPENAPI, ASYNCAPI], ids=["openapi", "asyncapi"])
def test_every_schema_is_a_schema(document):
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_asyncapi_has_the_parts_of_version_3():
    assert ASYNCAPI["asyncapi"].startswith("3.0.")
    assert set(ASYNCAPI) >= {"info", "servers", "channels", "operations", "components"}
    for name, operation in ASYNCAPI["operations"].items():
        assert operation["action"] in ("send", "receive"), name
        assert operation["channel"]["$ref"].startswith("#/channels/"), name
    used = {operation["channel"]["$ref"].rsplit("/", 1)[1] for operation in ASYNCAPI["operations"].values()}
    assert used == set(ASYNCAPI["channels"])


def test_channels_are_versioned_kept_and_replicated():
    for name, channel in ASYNCAPI["channels"].items():
        assert channel["address"].endswith(".v1"), name
        declared = set(channel.get("parameters", {}))
        assert declared == set(re.findall(r"{(\w+)}", channel["address"])), name
        binding = follow(ASYNCAPI, channel["bindings"]["kafka"])
        assert binding["replicas"] == 3 and binding["partitions"] == 12, name
        policy = binding["topicConfiguration"]["cleanup.policy"]
        if name.startswith("adapter"):  # a question and its answer: nobody waits for longer
            assert binding["topicConfiguration"]["retention.ms"] == 86_400_000, name
            continue
        assert policy == ["compact"] or binding["topicConfiguration"]["retention.ms"] >= 90 * 86_400_000, name
        assert channel["messages"], name


def test_country_parameter_lists_the_countries_served():
    assert set(ASYNCAPI["components"]["parameters"]["country"]["enum"]) == COUNTRIES


def test_topics_of_the_code_are_the_channels():
    """Every fixed topic name in the code is a channel, and the other way round."""
    code = "".join(path.read_text(encoding="utf-8") for folder in ("gateway/kafka", "gateway/dispatch")
                   for path in sorted((ROOT / folder).glob("*.?pp")))
    named = set(re.findall(r'"((?:orders|catalog|logistics|audit)\.(?:[a-z]+\.)?v1)"', code))
    fixed = {channel["address"] for channel in ASYNCAPI["channels"].values() if "{" not in channel["address"]}
    assert named <= fixed
    assert fixed - {"audit.v1"} <= named


def test_headers_of_the_code_are_documented():
    code = "".join(path.read_text(encoding="utf-8") for folder in ("gateway/kafka", "gateway/dispatch")
                   for path in sorted((ROOT / folder).glob("*.cpp")))
    written = {name for name in re.findall(r'"((?:ce|sg)_[a-z_]+)"', code)}
    documented = set()
    for schema in ("Headers", "DocumentHeaders", "DeadLetterHeaders", "CallHeaders"):
        documented |= set(ASYNCAPI["components"]["schemas"][schema]["properties"])
    assert written <= documented, sorted(written - documented)
    assert written


@pytest.mark.parametrize("document", [OPENAPI, ASYNCAPI], ids=["openapi", "asyncapi"])
def test_no_sentence_was_cut_at_a_comma(document):
    """In YAML's flow style an unquoted comma ends a value and the rest becomes a member without a value."""
    def empty(node, path):
        if isinstance(node, dict):
            for name, value in node.items():
                if value is None:
                    yield f"{path}/{name}"
                yield from empty(value, f"{path}/{name}")
        elif isinstance(node, list):
            for index, value in enumerate(node):
                yield from empty(value, f"{path}/{index}")
    assert not list(empty(document, ""))
