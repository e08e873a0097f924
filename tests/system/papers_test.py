"""What people print, over HTTPS: PDFs whose text can be read back in three scripts, lists of a consolidation."""
import csv
import io
import subprocess

import pytest
from rig import orders
from rig.settings import ACME, OTHER
from rig.wait import wait_for


def text_of(answer):
    """As a reader of the PDF would select it."""
    assert answer.status == 200 and answer.header("Content-Type") == "application/pdf", (answer.status, answer.body[:300])
    return subprocess.run(["pdftotext", "-layout", "-", "-"], input=answer.body, capture_output=True, check=True).stdout.decode()


@pytest.fixture(scope="module")
def cleared(installed):
    client = installed.main.client(ACME.token)
    accepted = client.post("/v1/orders", orders.direct_ru())
    assert accepted.status == 202
    order = accepted.json()["id"]
    state = wait_for(lambda: (body := client.get(f"/v1/orders/{order}").json())["state"] == "cleared" and body, 120, "cleared")
    yield client, order, state
    client.close()


def test_label_and_cn23_carry_the_number_the_gateway_gave(cleared):
    client, order, state = cleared
    label = text_of(client.get(f"/v1/orders/{order}/papers/label"))
    number = state["waybill"]
    assert f"{number[:2]} {number[2:5]} {number[5:8]} {number[8:11]} {number[11:]}" in label
    assert "Иванова Ольга Петровна" in label and "Ivanova Olga" in label
    form = text_of(client.get(f"/v1/orders/{order}/papers/cn23", headers={"Accept-Language": "zh"}))
    for part in ("内件详细名称", "电热水壶", "Чайник электрический", "Electric kettle", number, "1.800", "240.00 CNY"):
        assert part in form


def test_invoice_as_paper_and_as_data(cleared):
    client, order, _ = cleared
    paper = f"/v1/orders/{order}/papers/invoice"
    assert "Коммерческий счёт" in text_of(client.get(paper, headers={"Accept-Language": "ru"}))
    data = client.get(paper, headers={"Accept": "application/json"}).json()
    assert data["total"]["amount"] == "240.00" and data["orderTotal"] == "260.00 CNY"
    [row] = csv.DictReader(io.StringIO(client.get(paper, headers={"Accept": "text/csv"}).body.decode()))
    assert row["hs"] == "851679" and row["amount"] == "240.00"
    assert "Packing list" in text_of(client.get(f"/v1/orders/{order}/papers/packing-list"))


def test_lists_of_a_consolidation_for_each_level(cleared):
    client, order, state = cleared
    number = orders.number("-papers")
    body = {"mode": "rail", "from": "JIAOZHOU", "to": "MOSCOW",
            "units": [{"ref": "BOX", "kind": "container", "number": "CSQU3054383", "type": "45G1", "tareKg": "3940"},
                      {"ref": "BAG", "kind": "bag", "in": "BOX", "tareKg": "0.35", "orders": [order]}]}
    assert client.put(f"/v1/consolidations/{number}", body).status == 201
    papers = f"/v1/consolidations/{number}/papers"
    manifest = client.get(f"{papers}/manifest").json()
    assert [row["unit"] for row in manifest["rows"]] == ["BOX", "BAG"] and manifest["total"]["grossKg"] == "3942.350"
    assert [row["unit"] for row in client.get(f"{papers}/manifest?unit=BAG").json()["rows"]] == ["BAG"]
    [house] = csv.DictReader(io.StringIO(client.get(f"{papers}/house-list", headers={"Accept": "text/csv"}).body.decode()))
    assert house["waybill"] == state["waybill"] and house["unit"] == "BOX > BAG" and "Иванова" in house["consignee"]
    listed = text_of(client.get(f"{papers}/packing-list", headers={"Accept": "application/pdf", "Accept-Language": "zh"}))
    assert "装箱单" in listed and "电热水壶" in listed
    assert client.get(f"{papers}/manifest?unit=NONE").status == 404
    assert client.get(f"{papers}/poster").status == 404


def test_papers_are_the_tenant_s_own_and_of_known_kinds(cleared):
    client, order, _ = cleared
    assert client.get(f"/v1/orders/{order}/papers/label", token=OTHER.token).status == 404
    assert client.get(f"/v1/orders/{order}/papers/poster").status == 404
    assert client.get(f"/v1/orders/{order}/papers/label?consignment=2").status == 400
    refused = client.get(f"/v1/orders/{order}/papers/label", headers={"Accept": "text/csv"})
    assert (refused.status, refused.code) == (406, "not-acceptable")
