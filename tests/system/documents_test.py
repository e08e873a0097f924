"""Documents over HTTP are the very records on Kafka, as long as the topic keeps them."""
import pytest
from confluent_kafka import TopicPartition
from confluent_kafka.admin import AdminClient
from rig import orders
from rig.settings import OTHER


def test_another_process_shows_the_same_bytes(installed, acme, submitted, settled, extra_gateway):
    from rig.settings import ACME
    accepted = submitted(orders.direct_ru())
    settled(acme, accepted["id"], "cleared")
    second = extra_gateway("librarian").start()
    client = second.client(ACME.token)
    settled(client, accepted["id"], "cleared")
    for record in installed.records(accepted["id"]):
        answer = client.get(f"/v1/orders/{accepted['id']}/documents/{record.key}")
        assert answer.status == 200 and answer.body == record.value
    client.close()


def test_a_document_is_not_made_again_from_changed_settings(installed, submitted, settled, extra_gateway):
    """What the authority got is shown, whatever the adapters and settings would make of the order today."""
    from rig.settings import ACME
    second = extra_gateway("renewed").start()
    client = second.client(ACME.token)
    accepted = submitted(orders.direct_ru(), client=client)
    settled(client, accepted["id"], "cleared")
    [record] = [record for record in installed.records(accepted["id"]) if record.headers["sg_document"] == "CEB303"]
    second.settings["connections"][0]["registrations"]["CN.ebcName"] = "青岛改名贸易有限公司"
    second.write_config()
    second.reload()
    client.close()
    second.terminate()
    second.start()
    client = second.client(ACME.token)
    settled(client, accepted["id"], "cleared")
    answer = client.get(f"/v1/orders/{accepted['id']}/documents/{record.key}")
    assert answer.status == 200 and answer.body == record.value
    assert "青岛示范贸易有限公司" in answer.body.decode() and "青岛改名" not in answer.body.decode()
    client.close()


def test_unknown_and_foreign_documents_are_404(acme, submitted, settled):
    accepted = submitted(orders.direct_ru())
    state = settled(acme, accepted["id"], "cleared")
    document = state["legs"][0]["documents"][0]["id"]
    assert acme.get(f"/v1/orders/{accepted['id']}/documents/dec_{'a' * 26}").status == 404
    assert acme.get(f"/v1/orders/{accepted['id']}/documents/{document}", token=OTHER.token).status == 404
    assert acme.get(f"/v1/orders/ord_{'a' * 26}/documents/{document}").status == 404


def test_what_retention_removed_is_gone(installed, acme, submitted, settled):
    accepted = submitted(orders.direct_ru())
    settled(acme, accepted["id"], "cleared")
    [record] = [record for record in installed.records(accepted["id"]) if record.headers["sg_document"] == "S10Item"]
    admin = AdminClient({"bootstrap.servers": installed.cluster.bootstrap})
    up_to = TopicPartition(record.topic, record.partition, record.offset + 1)
    for future in admin.delete_records([up_to]).values():
        future.result(30)
    answer = acme.get(f"/v1/orders/{accepted['id']}/documents/{record.key}")
    assert (answer.status, answer.code) == (410, "gone")
    others = [other for other in installed.records(accepted["id"]) if other.key != record.key]
    for other in others:
        assert acme.get(f"/v1/orders/{accepted['id']}/documents/{other.key}").body == other.value


@pytest.mark.parametrize("path", ["documents", "events"])
def test_lists_of_unknown_orders_are_404(acme, path):
    assert acme.get(f"/v1/orders/ord_{'a' * 26}/{path}").status == 404
