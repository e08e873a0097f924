"""ONE Record objects that the program writes, against IATA's ontology of the data model.

Each property must be one of its object's class, or of a class above it, and each code one of its list.
"""
import json
import os
import re
from pathlib import Path

import pytest

UNIT = Path(__file__).parents[1] / "unit"
GOLDEN = UNIT / "air/golden"
NAMES = ("air/golden/waybill", "air/golden/option_request", "air/golden/booking_request", "air/golden/booking",
         "air/golden/event", "booking/golden/one_record")
CODES = "https://onerecord.iata.org/ns/code-lists/"
# The ontology tells to make these of ISO 4217 and UN Rec 20 where it has no individual.
OPEN = {CODES + "CurrencyCode#USD", CODES + "CurrencyCode#CNY", CODES + "MeasurementUnitCode#H87"}


def blocks(text):
    """Subject and statement of each block of the file."""
    for block in re.split(r"\n(?=###)", text):
        if head := re.match(r"###\s+(\S+)\s*\n(.*)", block, re.DOTALL):
            yield head[1], head[2]


def superclasses(body):
    depth, found = 0, []
    for token in re.findall(r"\[|\]|:[A-Za-z0-9]+|;", body):
        if token == ";" and depth == 0:
            break
        depth += {"[": 1, "]": -1}.get(token, 0)
        if depth == 0 and token.startswith(":"):
            found.append(token[1:])
    return found


@pytest.fixture(scope="module")
def ontology():
    """Class -> (classes above it, own properties); and all addresses that are defined."""
    if not (reference := os.environ.get("SILKGATE_REFERENCE")):
        pytest.skip("SILKGATE_REFERENCE is not set")
    folder = Path(reference) / "logistics/air-iata"
    model = (folder / "2026-07-IATA-1R-DM-Ontology.ttl").read_text()
    classes, known = {}, set()
    for address, body in blocks(model):
        known.add(address)
        if "rdf:type owl:Class" in body:
            above = body.partition("rdfs:subClassOf")[2]
            classes[address.partition("#")[2]] = (superclasses(above), set(re.findall(r"owl:onProperty :(\w+)", body)))
    known |= {address for address, _ in blocks((folder / "2026-07-IATA-1R-CL-Ontology.ttl").read_text())}
    return classes, known


def properties(classes, name):
    above, own = classes[name]
    return own.union(*(properties(classes, parent) for parent in above if parent in classes))


def check(node, ontology):
    """What the ontology does not know in an object and in those inside it."""
    classes, known = ontology
    if isinstance(node, list):
        return [error for item in node for error in check(item, ontology)]
    if not isinstance(node, dict):
        return []
    errors = []
    kind = node.get("@type", "")
    if kind.startswith("cargo:"):
        name = kind.removeprefix("cargo:")
        if name not in classes:
            return [f"no class {name}"]
        mine = properties(classes, name)
        errors += [f"{name} has no {key}" for key in node
                   if key.startswith("cargo:") and key.removeprefix("cargo:") not in mine]
    address = node.get("@id", "")
    if address.startswith("cargo:"):
        address = address.replace("cargo:", "https://onerecord.iata.org/ns/cargo#")
        errors += [] if address in known else [f"no individual {address}"]
    elif address.startswith(CODES):
        errors += [] if address in known | OPEN else [f"no code {address}"]
    for key, value in node.items():
        if not key.startswith("@"):
            errors += check(value, ontology)
    return errors


@pytest.mark.parametrize("name", NAMES)
def test_the_object_is_of_the_ontology(name, ontology):
    assert check(json.loads((UNIT / f"{name}.json").read_text()), ontology) == []


def test_what_is_not_of_the_ontology_is_seen(ontology):
    text = (GOLDEN / "waybill.json").read_text()
    for old, new in (("cargo:pieces", "cargo:parcels"), ("cargo:Shipment", "cargo:Parcel"),
                     ("SpecialHandlingCode#ECC", "SpecialHandlingCode#Q9Q"), ("cargo:MASTER", "cargo:BOSS")):
        assert old in text
        assert check(json.loads(text.replace(old, new)), ontology), old
