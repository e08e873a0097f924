"""DCSA documents that the program writes, against the schemas that DCSA publishes."""
import copy
import json
import os
from pathlib import Path

import jsonschema
import pytest
import yaml

UNIT = Path(__file__).parents[1] / "unit"

# Golden file under tests/unit, file of the schema, its name there, members without which it is no such document.
DOCUMENTS = [
    ("sea/golden/booking", "BKG_v2.0.5", "CreateBooking", ("documentParties", "requestedEquipments", "receiptTypeAtOrigin")),
    ("sea/golden/notification", "BKG_v2.0.5", "BookingNotification", ("data", "subscriptionReference", "type")),
    ("booking/golden/dcsa", "BKG_v2.0.5", "CreateBooking", ("documentParties", "shipmentLocations")),
    ("booking/golden/dcsa_return", "BKG_v2.0.5", "CreateBooking", ("documentParties", "shipmentLocations")),
    ("booking/golden/dcsa_amend", "BKG_v2.0.5", "UpdateBooking", ("documentParties", "shipmentLocations")),
    ("booking/golden/dcsa_cancel", "BKG_v2.0.5", "CancelBookingRequest", ()),
    ("sea/golden/instructions", "EBL_v3.0.4", "CreateShippingInstructions", ("consignmentItems", "isToOrder", "documentParties")),
]


def validator(file, name):
    reference = os.environ.get("SILKGATE_REFERENCE")
    if not reference:
        pytest.skip("SILKGATE_REFERENCE is not set")
    document = yaml.safe_load((Path(reference) / f"logistics/sea-dcsa/{file}.yaml").read_text())
    return jsonschema.Draft7Validator({"$ref": f"#/components/schemas/{name}", "components": document["components"]})


@pytest.mark.parametrize(("golden", "file", "name", "members"), DOCUMENTS)
def test_the_document_is_valid(golden, file, name, members):
    validator(file, name).validate(json.loads((UNIT / f"{golden}.json").read_text()))


@pytest.mark.parametrize(("golden", "file", "name", "members"), DOCUMENTS)
def test_a_broken_document_is_not(golden, file, name, members):
    document = json.loads((UNIT / f"{golden}.json").read_text())
    check = validator(file, name)
    for member in members:
        broken = copy.deepcopy(document)
        del broken[member]
        assert not check.is_valid(broken), member
