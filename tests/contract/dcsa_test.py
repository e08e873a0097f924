"""The DCSA booking that the program writes, against the schema that DCSA publishes."""
import copy
import json
import os
from pathlib import Path

import jsonschema
import pytest
import yaml

GOLDEN = Path(__file__).parents[1] / "unit/transport/golden/dcsa_booking.json"


@pytest.fixture(scope="module")
def schema():
    reference = os.environ.get("SILKGATE_REFERENCE")
    if not reference:
        pytest.skip("SILKGATE_REFERENCE is not set")
    document = yaml.safe_load((Path(reference) / "logistics/sea-dcsa/BKG_v2.0.5.yaml").read_text())
    return {"$ref": "#/components/schemas/CreateBooking", "components": document["components"]}


def test_the_booking_is_valid(schema):
    jsonschema.Draft7Validator(schema).validate(json.loads(GOLDEN.read_text()))


def test_a_broken_booking_is_not(schema):
    booking = json.loads(GOLDEN.read_text())
    validator = jsonschema.Draft7Validator(schema)
    for member in ("documentParties", "requestedEquipments", "receiptTypeAtOrigin"):
        broken = copy.deepcopy(booking)
        del broken[member]
        assert not validator.is_valid(broken), member
