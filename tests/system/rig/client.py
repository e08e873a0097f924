"""An HTTPS client that shows everything: status, headers as sent, raw bytes. One connection, kept alive."""
import http.client
import json
import socket
import ssl
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urlsplit


@dataclass
class Response:
    status: int
    headers: Message
    body: bytes

    def json(self):
        return json.loads(self.body)

    def header(self, name):
        return self.headers.get(name)

    @property
    def code(self):
        """The stable code of a problem document."""
        return self.json()["code"]

    @property
    def codes(self):
        """The codes of all violations of a problem document."""
        return [error["code"] for error in self.json().get("errors", ())]


def tls_context():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # the test gateway signs its certificate itself
    return context


class Client:
    def __init__(self, url, token=None, timeout=30):
        parts = urlsplit(url)
        self.host, self.port, self.secure = parts.hostname, parts.port, parts.scheme == "https"
        self.token, self.timeout = token, timeout
        self._connection = None

    def _open(self):
        if self.secure:
            return http.client.HTTPSConnection(self.host, self.port, timeout=self.timeout, context=tls_context())
        return http.client.HTTPConnection(self.host, self.port, timeout=self.timeout)

    def request(self, method, path, body=None, headers=None, token=...):
        """`body`: bytes and text as they are, anything else as JSON. `token`: the client's own unless given."""
        send = {}
        if body is not None and not isinstance(body, (bytes, str)):
            body = json.dumps(body, ensure_ascii=False)
        if isinstance(body, str):
            body = body.encode()
        if body is not None:
            send["Content-Type"] = "application/json"
        bearer = self.token if token is ... else token
        if bearer:
            send["Authorization"] = f"Bearer {bearer}"
        send.update(headers or {})
        fresh = self._connection is None
        if fresh:
            self._connection = self._open()
        try:
            self._connection.request(method, path, body=body, headers=send)
            answer = self._connection.getresponse()
            response = Response(answer.status, answer.headers, answer.read())
        except (http.client.HTTPException, OSError):
            self.close()
            if fresh:
                raise
            return self.request(method, path, body, headers, token)  # the kept connection had been closed
        if answer.will_close:
            self.close()
        return response

    def get(self, path, **more):
        return self.request("GET", path, **more)

    def post(self, path, body=None, **more):
        return self.request("POST", path, body=b"" if body is None else body, **more)

    def put(self, path, body, **more):
        return self.request("PUT", path, body=body, **more)

    def delete(self, path, **more):
        return self.request("DELETE", path, **more)

    def raw(self, data):
        """Sends bytes as they are on a connection of their own; all that comes back until the server closes or 5 s."""
        plain = socket.create_connection((self.host, self.port), timeout=5)
        with (tls_context().wrap_socket(plain) if self.secure else plain) as stream:
            stream.sendall(data)
            received = b""
            try:
                while chunk := stream.recv(65536):
                    received += chunk
            except (TimeoutError, ssl.SSLError, ConnectionResetError):
                pass
            return received

    def close(self):
        if self._connection is not None:
            self._connection.close()
            self._connection = None
