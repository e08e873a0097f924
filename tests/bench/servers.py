"""The servers under measurement: Silkgate, the nginx floor, the Python peer, and peers of another rig."""
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tests/system"))
from rig import orders  # noqa: E402
from rig.gateway import Gateway, command  # noqa: E402
from rig.settings import ACME, installation  # noqa: E402
from rig.wait import wait_for  # noqa: E402

from order import SKUS  # noqa: E402

TOPIC = "bench.peer.v1"


def free_port():
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return attempt.getsockname()[1]


def pinned(cpu, line):
    return ["taskset", "-c", cpu, *map(str, line)]


class Certificate:
    """ECDSA P-256, as the gateway's own."""

    def __init__(self, directory):
        self.certificate, self.key = directory / "certificate.pem", directory / "key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                        "30", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", self.key,
                        "-out", self.certificate], check=True, capture_output=True)


class Server:
    """A started program, pinned to one CPU."""
    path, token = "/v1/orders", None

    def __init__(self, name, note):
        self.name, self.note = name, note
        self.process, self.url = None, None

    def launch(self, line, cpu, log, environment=None):
        with open(log, "ab") as output:
            self.process = subprocess.Popen(pinned(cpu, line), stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                                            env={**os.environ, **(environment or {})})

        def listening():
            if self.process.poll() is not None:
                raise SystemError(f"{self.name} ended: {Path(log).read_text(errors='replace')[-2000:]}")
            host, port = self.url.removeprefix("https://").split(":")
            socket.create_connection((host, int(port)), 1).close()
            return True
        wait_for(listening, 30, f"{self.name} listens")
        return self

    @property
    def pid(self):
        return self.process.pid

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)


class Nginx(Server):
    def start(self, context):
        directory = context.directory / "nginx"
        directory.mkdir(exist_ok=True)
        port = free_port()
        text = (HERE / "peers/nginx.conf.in").read_text()
        for name, value in (("DIR", directory), ("PORT", port), ("CERTIFICATE", context.certificate.certificate),
                            ("KEY", context.certificate.key)):
            text = text.replace(f"@{name}@", str(value))
        (directory / "nginx.conf").write_text(text)
        self.url = f"https://127.0.0.1:{port}"
        return self.launch(["nginx", "-p", directory, "-c", directory / "nginx.conf"], context.server_cpu, directory / "log")


class Aiohttp(Server):
    def start(self, context):
        directory = context.directory / "aiohttp"
        directory.mkdir(exist_ok=True)
        python = directory / "venv/bin/python"
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", directory / "venv"], check=True)
            subprocess.run([python, "-m", "pip", "-q", "--disable-pip-version-check", "install", "-r", HERE / "requirements.txt"],
                           check=True)
        port = free_port()
        self.url = f"https://127.0.0.1:{port}"
        return self.launch([python, HERE / "peers/aiohttp_server.py"], context.server_cpu, directory / "log", {
            "BENCH_KAFKA": context.cluster.bootstrap, "BENCH_TOPIC": TOPIC, "BENCH_PORT": str(port),
            "BENCH_CERTIFICATE": str(context.certificate.certificate), "BENCH_KEY": str(context.certificate.key)})


class Silkgate(Server):
    path, token = "/v1/intake/shopify", ACME.token

    def __init__(self, name, note, roles):
        super().__init__(name, note)
        self.roles = roles
        self.gateway = None

    def start(self, context):
        settings = installation(context.cluster.bootstrap, "bench", replication=context.replication, http={
            "io_threads": 1, "tls_certificate_file": str(context.certificate.certificate),
            "tls_key_file": str(context.certificate.key)}, kafka={"allow_weak": True}, log={"level": "warn"})
        settings["roles"] = self.roles
        self.gateway = Gateway(self.name.replace(" ", "-"), context.directory, settings)
        command("topics", "apply", config=self.gateway.config, check=0)
        self.gateway.start()
        self.process, self.url = self.gateway.process, self.gateway.url
        # Started first and pinned then: threads made later inherit it, those of now are set one by one.
        subprocess.run(["taskset", "-a", "-c", "-p", context.server_cpu, str(self.pid)], check=True, capture_output=True)
        client = self.gateway.client(ACME.token)
        for sku in SKUS:
            answer = client.put(f"/v1/catalog/items/{sku}", orders.catalog_item(sku))
            assert answer.status in (200, 201), answer.body.decode()
            wait_for(lambda sku=sku: client.get(f"/v1/catalog/items/{sku}").status == 200, 30, "the catalogue is filled")
        self.check(client, context)
        client.close()
        return self

    def check(self, client, context):
        """The measured order must be the real work: accepted with all legs, not held and not refused."""
        body = context.template.read_text().replace("@NUMBER@", f"CHECK{time.time_ns() % 10**9:09d}")
        answer = client.post(self.path, body)
        assert answer.status == 202 and answer.json()["state"] == "accepted", answer.body.decode()[:3000]
        assert len(answer.json()["legs"]) == 3, answer.body.decode()
