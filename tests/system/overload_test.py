"""Work beyond the limits is refused at once, says when to come back, and harms nobody else."""
import socket

from rig import orders
from rig.client import tls_context
from rig.settings import ACME
from rig.wait import wait_for


class HalfSent:
    """A request whose last byte is never sent."""

    def __init__(self, gateway, size):
        plain = socket.create_connection(("127.0.0.1", gateway.ports["public"]), timeout=20)
        self.stream = tls_context().wrap_socket(plain)
        self.stream.sendall(f"POST /v1/orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {ACME.token}\r\n"
                            f"Content-Type: application/json\r\nContent-Length: {size}\r\n\r\n".encode()
                            + b" " * (size - 1))

    def close(self):
        self.stream.close()


def test_bodies_beyond_the_memory_limit_are_503_with_retry_after(extra_gateway, settled, acme):
    second = extra_gateway("crowded", http={"in_flight_bytes_max": 1_048_576, "bulk_bytes_max": 1_048_576, "body_grace_ms": 300_000}).start()
    client = second.client(ACME.token)
    assert client.post("/v1/orders", orders.direct_ru()).status == 202
    filling = [HalfSent(second, 700_000)]
    try:
        wait_for(lambda: second.metrics()["silkgate_http_inflight_bytes"] >= 690_000, 60, "the first body is held")
        big = b" " * 600_000 + orders.as_bytes(orders.direct_ru())
        answer = client.post("/v1/orders", big)
        assert (answer.status, answer.code) == (503, "overloaded"), answer.body
        assert int(answer.header("Retry-After")) >= 1
        assert client.get("/v1/adapters").status == 200  # small requests still fit
        assert second.metrics()['silkgate_http_refused_total{listener="public",reason="in_flight_limit"}'] >= 1
    finally:
        for connection in filling:
            connection.close()
    wait_for(lambda: second.metrics()["silkgate_http_inflight_bytes"] < 10_000, 60, "its memory is free again")
    accepted = client.post("/v1/orders", orders.direct_ru())
    assert accepted.status == 202
    settled(acme, accepted.json()["id"], "cleared")
    client.close()


def test_connections_beyond_the_limit_are_refused_and_the_others_live(extra_gateway):
    second = extra_gateway("small", http={"connections_max": 3}).start()
    clients = [second.client(ACME.token) for _ in range(3)]
    assert [client.get("/v1/adapters").status for client in clients] == [200, 200, 200]
    one_more = second.client(ACME.token)
    try:
        assert one_more.get("/v1/adapters").status == 503
    except OSError:
        pass  # closed before an answer
    one_more.close()
    assert [client.get("/v1/adapters").status for client in clients] == [200, 200, 200]
    clients[0].close()
    wait_for(lambda: second.client(ACME.token).get("/v1/adapters").status == 200, 60, "a place is free again")
    for client in clients:
        client.close()
