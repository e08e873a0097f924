"""The demonstration's installation: certificate, keys, settings, broker, gateway and simulated authorities as processes.

Everything is below build/quickstart, on loopback and on free ports. Only processes started here are ever stopped."""
import ctypes
import fcntl
import json
import secrets
import shutil
import signal
import ssl
import subprocess
import time
import tomllib
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone
from pathlib import Path
from string import Template

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "deploy/demo"
RUN = ROOT / "build/quickstart"
BINARY = ROOT / "build/release/silkgate"
KAFKA = ROOT / "deploy/kafka/kafka"
START_SECONDS = 60
STOP_SECONDS = 40
SCOPES = ("orders:write", "orders:read", "catalog:write")
# Roubles for one unit. The Bank of Russia's rate of the day is not shipped, so these are samples, and said to be.
SAMPLE_RATES = {"EUR": "91.5000", "USD": "79.2500", "CNY": "11.1000"}
# kcat reads this by KCAT_CONFIG: what a customs broker sets, and no waiting for more at the end of a topic.
KCAT = "bootstrap.servers={}\nisolation.level=read_committed\nfetch.wait.max.ms=20\nlog_level=3\n"


class Failed(Exception):
    """A sentence for the reader, and the log that explains it."""

    def __init__(self, sentence, log=None):
        super().__init__(sentence)
        self.log = log


def relative(path):
    return str(Path(path).relative_to(ROOT))


def run(*arguments, log, timeout=60):
    """A command to its end; its standard output."""
    done = subprocess.run([str(argument) for argument in arguments], cwd=ROOT, stdin=subprocess.DEVNULL, timeout=timeout,
                          capture_output=True, text=True)
    log.write_text(done.stdout + done.stderr, encoding="utf-8")
    if done.returncode != 0:
        raise Failed(f"`{Path(arguments[0]).name} {arguments[1]}` ended with {done.returncode}", log)
    return done.stdout


def with_us():
    """In the child: it ends with its parent, even when that is killed."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Process:
    """A program that keeps running, in a session of its own so that a terminal's Ctrl-C reaches only us."""

    def __init__(self, name, *arguments):
        self.name, self.log = name, RUN / f"{name}.log"
        with open(self.log, "wb") as log:
            self.handle = subprocess.Popen([str(argument) for argument in arguments], cwd=ROOT, stdin=subprocess.DEVNULL,
                                           stdout=log, stderr=log, start_new_session=True, preexec_fn=with_us)

    def expect_running(self):
        if self.handle.poll() is not None:
            raise Failed(f"the {self.name} ended with {self.handle.returncode}", self.log)

    def stop(self):
        """SIGTERM and the exit code; None when it had to be killed."""
        if self.handle.poll() is None:
            self.handle.send_signal(signal.SIGTERM)
        try:
            return self.handle.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.handle.kill()
            self.handle.wait()
            return None


class Stage:
    """One installation from certificate to clean end."""

    def __init__(self, real_kafka):
        self.real_kafka = real_kafka
        self.processes = []
        self.environment = {}
        self.gateway = None
        self.kafka_dir = RUN / "kafka"
        self._lock = None
        self._ours = False  # until then everything in the folder is another run's

    def prepare(self):
        """An empty folder that is ours alone."""
        RUN.mkdir(parents=True, exist_ok=True)
        self._lock = open(RUN.parent / "quickstart.lock", "w")  # noqa: SIM115 held until the process ends
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Failed("another quickstart is running in this checkout; end it first (Ctrl-C there)") from error
        self._ours = True
        self._stop_kafka()  # of a run that was killed
        for path in RUN.iterdir():
            if path.name not in ("build.log", "install.log"):
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def start(self, say):
        self._certificate()
        key = self._key()
        self._adapters_data()
        brokers = "embedded"
        if self.real_kafka:
            say("Starting three nodes of Apache Kafka (the first time its jars come from Maven Central) …")
            log = RUN / "kafka.log"
            run(KAFKA, "start", "--nodes", "3", "--dir", self.kafka_dir, log=log, timeout=900)
            brokers = run(KAFKA, "bootstrap", "--dir", self.kafka_dir, log=log).split()[-1]
        webhook = {"shopify_secret": secrets.token_hex(16), "woocommerce_secret": secrets.token_hex(16)}
        config = RUN / "silkgate.toml"
        template = Template((DEMO / "settings.toml.in").read_text(encoding="utf-8"))
        shop = (DEMO / "shop.toml.in").read_text(encoding="utf-8")
        config.write_text(template.substitute(run=RUN, brokers=brokers, key=key["toml"], shop=shop, **webhook),
                          encoding="utf-8")
        config.chmod(0o600)
        run(BINARY, "check-config", "--config", config, log=RUN / "check-config.log")
        if self.real_kafka:
            run(BINARY, "topics", "apply", "--config", config, log=RUN / "topics.log", timeout=120)

        say("Starting `silkgate serve` …")
        self.gateway = self._process("gateway", BINARY, "serve", "--config", config)
        ports = self._wait(self.gateway, lambda: json.loads((RUN / "ports.json").read_text()), "report its ports")
        self.environment = {
            "SILKGATE": f"https://127.0.0.1:{ports['public']}",
            "CURL_CA_BUNDLE": relative(RUN / "tls/certificate.pem"),
            "KEY": key["token"],
            "KAFKA": ports["kafka"],
            "KCAT_CONFIG": relative(RUN / "kcat.conf"),
            "OPERATIONS": f"http://127.0.0.1:{ports['operations']}",
            "SHOPIFY_SECRET": webhook["shopify_secret"],
            "WOOCOMMERCE_SECRET": webhook["woocommerce_secret"],
        }
        (RUN / "kcat.conf").write_text(KCAT.format(ports["kafka"]), encoding="utf-8")
        ready = self.environment["OPERATIONS"] + "/readyz"
        self._wait(self.gateway, lambda: urllib.request.urlopen(ready, timeout=5).status == 200, "become ready")
        say("Starting `silkgate simulate`, the authorities and the carrier of this demonstration …")
        simulate = ["simulate", "--config", config, "--set", f"kafka.brokers={ports['kafka']}"]
        simulator = self._process("simulator", BINARY, *simulate, *([] if self.real_kafka else ["--embedded"]))
        self._wait(simulator, lambda: "simulating" in simulator.log.read_text(encoding="utf-8"), "begin")
        env = RUN / "env"
        env.write_text("".join(f"export {name}='{value}'\n" for name, value in self.environment.items()), encoding="utf-8")
        env.chmod(0o600)

    def expect_running(self):
        for process in self.processes:
            process.expect_running()

    def stop(self):
        """All that was started, last first. A list of what did not end well."""
        wrong = []
        for process in reversed(self.processes):
            code = process.stop()
            if code != 0:
                wrong.append(f"the {process.name} " + ("did not stop in time" if code is None else f"ended with {code}"))
        self.processes.clear()
        if self._ours:
            self._stop_kafka()
        return wrong

    def _process(self, *arguments):
        self.processes.append(Process(*arguments))
        return self.processes[-1]

    def _wait(self, process, probe, what):
        """The first true value of `probe`, which may raise as long as it is too early."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            process.expect_running()
            try:
                if found := probe():
                    return found
            except (OSError, ValueError, urllib.error.URLError):
                pass
            time.sleep(0.05)
        raise Failed(f"the {process.name} did not {what} within {START_SECONDS} s", process.log)

    def _stop_kafka(self):
        if (self.kafka_dir / "cluster.json").exists():
            subprocess.run([KAFKA, "stop", "--dir", self.kafka_dir], stdin=subprocess.DEVNULL, capture_output=True,
                           timeout=120, check=False)

    def _certificate(self):
        folder = RUN / "tls"
        folder.mkdir(mode=0o700)
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout", folder / "key.pem", "-out", folder / "certificate.pem", log=RUN / "openssl.log")
        ssl.create_default_context(cafile=folder / "certificate.pem")

    def _key(self):
        """A key of the shop's own: its row for the settings and, only here, the token."""
        printed = run(BINARY, "keys", "new", *SCOPES, log=RUN / "key.log")
        (RUN / "key.log").unlink()
        token = next(word for line in printed.splitlines() if line.startswith("#") for word in line.split()
                     if word.startswith("sgk_"))
        tomllib.loads("[[tenants]]\n" + printed)
        return {"toml": printed.replace(f"# {token}\n", ""), "token": token}

    def _adapters_data(self):
        """The adapters' data as an operator keeps them: what is shipped, and rates of exchange."""
        for folder in (ROOT / "adapters").glob("*/data"):
            shutil.copytree(folder, RUN / "adapters" / folder.parent.name / "data")
        today = datetime.now(timezone(timedelta(hours=3))).date()  # Moscow
        with open(RUN / "adapters/ru/data/rates.csv", "a", encoding="utf-8") as rates:
            for currency, rate in SAMPLE_RATES.items():
                rates.write(f"CBR,{currency},1,{rate},cbr-daily,{today - timedelta(days=1)},{today + timedelta(days=2)}\n")
