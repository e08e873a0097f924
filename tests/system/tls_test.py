"""Which TLS the public listener speaks."""
import socket
import ssl

import pytest
from rig.client import tls_context


def handshake(gateway, **changes):
    context = tls_context()
    for name, value in changes.items():
        setattr(context, name, value)
    with socket.create_connection(("127.0.0.1", gateway.ports["public"]), timeout=20) as plain:
        with context.wrap_socket(plain) as secure:
            return secure.version(), secure.cipher()[0]


@pytest.mark.parametrize("version,name", [(ssl.TLSVersion.TLSv1_2, "TLSv1.2"), (ssl.TLSVersion.TLSv1_3, "TLSv1.3")])
def test_present_versions_are_spoken_with_forward_secrecy(gateway, version, name):
    spoken, suite = handshake(gateway, minimum_version=version, maximum_version=version)
    assert spoken == name
    assert suite.startswith(("TLS_", "ECDHE-")) and ("GCM" in suite or "CHACHA20" in suite)


def test_newest_version_is_taken_where_both_are_offered(gateway):
    assert handshake(gateway)[0] == "TLSv1.3"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_old_versions_are_refused(gateway, version):
    context = tls_context()
    context.set_ciphers("ALL:@SECLEVEL=0")  # so that the client itself would take it
    context.minimum_version = context.maximum_version = version
    with pytest.raises((ssl.SSLError, ConnectionResetError)):
        with socket.create_connection(("127.0.0.1", gateway.ports["public"]), timeout=20) as plain:
            context.wrap_socket(plain)


def test_weak_suites_are_refused(gateway):
    context = tls_context()
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("AES128-SHA:AES256-SHA:ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0")
    with pytest.raises((ssl.SSLError, ConnectionResetError)):
        with socket.create_connection(("127.0.0.1", gateway.ports["public"]), timeout=20) as plain:
            context.wrap_socket(plain)


def test_plain_http_gets_nothing_from_the_secure_port(gateway):
    with socket.create_connection(("127.0.0.1", gateway.ports["public"]), timeout=20) as plain:
        plain.sendall(b"GET /v1/adapters HTTP/1.1\r\nHost: localhost\r\n\r\n")
        try:
            answer = plain.recv(4096)
        except ConnectionResetError:
            answer = b""
        assert not answer.startswith(b"HTTP/1.1 2")
