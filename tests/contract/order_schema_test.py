"""The schemas of the common order and of catalogue items against the code that reads and writes them."""
import copy
import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
ORDER = json.loads((ROOT / "schemas/order/v1/order.schema.json").read_text(encoding="utf-8"))
ITEM = json.loads((ROOT / "schemas/catalog/v1/item.schema.json").read_text(encoding="utf-8"))
EXAMPLES = ROOT / "schemas/order/v1/examples"
ITEM_EXAMPLES = ROOT / "schemas/catalog/v1/examples"
GOLDEN = sorted((ROOT / "tests/golden/orders").rglob("*.expected.json"))
# Found in an order that the schema allows, by lists the schema does not repeat.
BY_LIST = {"country-unknown", "currency-unknown"}


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def accepted(folder):
    return [path for path in sorted(folder.glob("*.json")) if path.name != "refused.json"]


def names(paths):
    return [path.stem for path in paths]


def escape(token):
    return str(token).replace("~", "~0").replace("/", "~1")


def pointer(tokens):
    return "".join("/" + escape(token) for token in tokens)


def refused_pointers(schema, document):
    """Pointers of what the schema refuses, as the gateway writes them: of the missing or unknown member itself."""
    found = set()
    for error in Draft202012Validator(schema).iter_errors(document):
        at = list(error.absolute_path)
        if error.validator == "required":
            found |= {pointer([*at, name]) for name in error.validator_value if name not in error.instance}
        elif error.validator == "dependentRequired":
            found |= {pointer([*at, other]) for name, others in error.validator_value.items()
                      for other in others if name in error.instance and other not in error.instance}
        elif error.validator == "additionalProperties":
            found |= {pointer([*at, name]) for name in error.instance if name not in error.schema["properties"]}
        else:
            found.add(pointer(at))
    return found


def change(document, row):
    """`every_member.json` with row's value at its pointer, or without what is there."""
    document = copy.deepcopy(document)
    tokens = [token.replace("~1", "/").replace("~0", "~") for token in row["pointer"].split("/")[1:]]
    node = document
    for token in tokens[:-1]:
        node = node[int(token)] if isinstance(node, list) else node[token]
    last = int(tokens[-1]) if isinstance(node, list) else tokens[-1]
    if "value" in row:
        node[last] = row["value"]
    else:
        del node[last]
    return document


def members(schema):
    """Every member name that the schema gives, wherever it stands."""
    found = set()

    def walk(node):
        if isinstance(node, dict):
            for name, value in node.items():
                if name == "properties":
                    found.update(value)
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(schema)
    return found


def paths(document, at=()):
    """Every member of a document as a path without array positions."""
    if isinstance(document, dict):
        for name, value in document.items():
            yield (*at, name)
            yield from paths(value, (*at, name))
    elif isinstance(document, list):
        for value in document:
            yield from paths(value, at)


def schema_paths(schema, node, at=()):
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rsplit("/", 1)[1]]
    for name, value in node.get("properties", {}).items():
        yield (*at, name)
        yield from schema_paths(schema, value, (*at, name))
    if "items" in node:
        yield from schema_paths(schema, node["items"], at)


@pytest.mark.parametrize("schema", [ORDER, ITEM], ids=["order", "item"])
def test_the_schema_is_a_schema_and_closed(schema):
    Draft202012Validator.check_schema(schema)
    for node in [schema, *schema["$defs"].values()]:
        if node.get("type") == "object":
            assert node["additionalProperties"] is False


# ---- schema and reader know the same members ------------------------------------------------------------------------
READ = re.compile(r'\b(?:in|reader)\.\w+\(\s*"(\w+)"(?:,\s*"(\w+)")?|\bread_(?:party|legal)\(in, "(\w+)"')


@pytest.mark.parametrize("schema, source", [(ORDER, "order_read.cpp"), (ITEM, "catalog_item.cpp")],
                         ids=["order", "item"])
def test_schema_and_reader_know_the_same_members(schema, source):
    text = (ROOT / "gateway/order" / source).read_text(encoding="utf-8")
    read = {name for match in READ.finditer(text) for name in match.groups() if name}
    known = members(schema)
    if schema is ORDER:
        read |= {"source", "reference"}  # StrictReader::provenance
    elif "provenance" not in read:
        known -= {"source", "reference"}
    assert read == known


@pytest.mark.parametrize("schema, folder", [(ORDER, EXAMPLES), (ITEM, ITEM_EXAMPLES)], ids=["order", "item"])
def test_one_example_has_every_member(schema, folder):
    assert set(paths(load(folder / "every_member.json"))) - {("attributes", "campaign")} == set(schema_paths(schema, schema))


# ---- what is accepted -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", accepted(EXAMPLES) + accepted(ITEM_EXAMPLES),
                         ids=names(accepted(EXAMPLES)) + ["item-" + n for n in names(accepted(ITEM_EXAMPLES))])
def test_an_example_follows_its_schema(path):
    assert not refused_pointers(ORDER if path.parent == EXAMPLES else ITEM, load(path))


@pytest.mark.parametrize("path", accepted(EXAMPLES), ids=names(accepted(EXAMPLES)))
def test_an_example_is_read_and_written_back(silkgate, path):
    done = silkgate("normalize", "--platform", "direct", path)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    written, sent = json.loads(line), load(path)
    assert not refused_pointers(ORDER, written)
    for document in (written, sent):  # the gateway's own, and what the writer fills in
        document.pop("messageId", None)
        document.pop("source", None)
    written["money"].pop("unexplained")
    sent["money"].pop("unexplained", None)
    for one in sent["lines"]:
        one.setdefault("customs", {})
    sent["money"].setdefault("insurance", "0")
    assert written == sent


@pytest.mark.parametrize("path", GOLDEN, ids=[f"{path.parent.name}-{path.stem}" for path in GOLDEN])
def test_a_golden_order_follows_the_schema(path):
    golden = load(path)
    if isinstance(golden, dict):  # a payload that is no order: the problem that is answered
        assert golden["problem"]
        return
    assert golden
    for entry in golden:
        at = refused_pointers(ORDER, entry["order"])
        # Where the schema refuses, the gateway says so too.
        assert at <= {found.split(" <- ")[0] for found in entry["violations"]}


def test_there_are_golden_orders():
    assert len(GOLDEN) >= 17


# ---- what is refused ------------------------------------------------------------------------------------------------
REFUSED = load(EXAMPLES / "refused.json")
REFUSED_ITEMS = load(ITEM_EXAMPLES / "refused.json")


@pytest.mark.parametrize("row", REFUSED, ids=[row["name"] for row in REFUSED])
def test_schema_and_program_refuse_at_the_same_pointer(silkgate, row):
    order = change(load(EXAMPLES / "every_member.json"), row)
    if row["code"] not in BY_LIST or re.search("[^A-Z]", str(row.get("value"))):
        assert row["pointer"] in refused_pointers(ORDER, order)
    done = silkgate("normalize", "--platform", "direct", "-", stdin=json.dumps(order))
    found = [error for line in done.stderr.splitlines() for error in json.loads(line).get("errors", [])]
    if row["pointer"] in ("/schemaVersion", "/order") and row["code"] in ("member-missing", "wrong-type"):
        assert done.returncode == 4  # not seen to be a common order at all
        return
    assert (row["pointer"], row["code"]) in {(error["pointer"], error["code"]) for error in found}, done.stderr
    if row["code"] != "no-lines":  # an order without lines is read, and held
        assert done.returncode == 3 and not done.stdout


@pytest.mark.parametrize("row", REFUSED_ITEMS, ids=[row["name"] for row in REFUSED_ITEMS])
def test_the_schema_refuses_an_item_at_the_pointer(row):
    assert row["pointer"] in refused_pointers(ITEM, change(load(ITEM_EXAMPLES / "every_member.json"), row)) or \
        row["code"] in BY_LIST
