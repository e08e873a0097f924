"""The booking documents among the golden cases are what the published schema says."""
import json

import pytest

from tree import files, read

BOOKINGS = [path for path in files() if path.endswith(".S10Item.json")]


def test_there_is_a_booking():
    assert BOOKINGS


@pytest.mark.parametrize("path", BOOKINGS)
def test_a_booking_follows_its_schema(path):
    jsonschema = pytest.importorskip("jsonschema", reason="1 check skipped: no jsonschema")
    schema = json.loads(read("schemas/booking/v1/s10_item.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(read(path)))
