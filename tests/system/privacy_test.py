"""Personal data in the log of accepted orders: sealed with the destination's key, and erased with it."""
import shutil

from rig import orders
from rig.gateway import command
from rig.kafka import read_all
from rig.settings import ACME

ACCEPTED = "orders.accepted.v1"


def names_in(order):
    """Every text of 4 characters or more under the order's parties."""
    def texts(node):
        if isinstance(node, str):
            return [node] if len(node) >= 4 else []
        return [text for child in (node.values() if isinstance(node, dict) else node if isinstance(node, list) else ())
                for text in texts(child)]
    return texts(order["parties"])


def log_of(installed, order):
    """Every command of the order, the accepted order first."""
    return [record.value.decode() for record in read_all(installed.cluster.bootstrap, [ACCEPTED]) if record.key == order]


def test_the_parties_of_an_order_stand_in_no_readable_byte_of_the_log(installed, acme, settled):
    order = orders.direct_ru()
    accepted = acme.post("/v1/orders", order).json()["id"]
    settled(acme, accepted, "cleared")
    log = log_of(installed, accepted)
    assert '"sealedParties":"RU.2026:' in log[0] and len(log) > 1  # and what the authorities answered
    assert [text for text in (*names_in(order), '"parties"') for record in log if text in record] == []
    # The declaration carries what the authority asks for.
    [declaration] = [one for one in installed.records(accepted) if one.headers["sg_document"] == "ExpressCargoDeclaration"]
    assert order["parties"]["consignee"]["address"]["city"] in declaration.value.decode()


def test_a_held_order_is_retried_from_what_is_sealed(installed, acme, settled):
    sku = f"SEALED-{orders.number()}"
    order = orders.without(orders.direct_ru(), "lines/0/customs/codes")
    order["lines"][0]["sku"] = sku
    held = acme.post("/v1/orders", order, headers={"Prefer": "handling=lenient"}).json()["id"]
    settled(acme, held, "held")
    assert acme.put(f"/v1/catalog/items/{sku}", orders.catalog_item(sku)).status in (200, 201)
    settled(acme, held, "cleared")
    assert [text for text in names_in(order) for record in log_of(installed, held) if text in record] == []


def test_an_order_whose_countrys_key_was_destroyed_can_not_be_read_again(installed, extra_gateway, settled, tmp_path):
    keys = tmp_path / "keys"
    shutil.copytree(installed.keys, keys)
    gateway = extra_gateway("erased", privacy={"keys_dir": str(keys)}).start()
    client = gateway.client(ACME.token)
    order = client.post("/v1/orders", orders.without(orders.direct_ru(), "lines/0/customs/codes"),
                        headers={"Prefer": "handling=lenient"}).json()["id"]
    settled(client, order, "held")
    client.close()
    assert gateway.terminate() == 0
    (keys / "RU.2026.key").unlink()
    gateway.start()
    client = gateway.client(ACME.token)
    assert client.get(f"/v1/orders/{order}").json()["state"] == "held"  # states hold no personal data
    answer = client.post(f"/v1/orders/{order}:retry", headers={"If-Match": '"1"'})
    assert answer.status == 410 and answer.json()["code"] == "gone", answer.body
    client.close()


def test_a_folder_that_leaves_a_country_without_a_key_is_refused_at_start(installed, extra_gateway, tmp_path):
    keys = tmp_path / "keys"
    shutil.copytree(installed.keys, keys)
    (keys / "ANY.2026.key").unlink()
    gateway = extra_gateway("keyless", privacy={"keys_dir": str(keys)})
    code, _, errors = command("check-config", config=gateway.config)
    assert code != 0 and "has no ANY.<id>.key" in errors
