"""The gateway and the simulator as processes."""
import json
import os
import signal
import subprocess
import time
from pathlib import Path

from .client import Client
from .toml import dumps
from .wait import wait_for

ROOT = Path(__file__).resolve().parents[3]
START_SECONDS = 120  # generous: the sanitizer build on a busy machine


def binary():
    path = Path(os.environ.get("SILKGATE_BINARY", ROOT / "build/release/silkgate"))
    assert path.exists(), f"there is no {path}: build it, or name another by SILKGATE_BINARY"
    return path


def command(*arguments, config=None, timeout=120, check=None, stdin=None):
    """One run of a sub-command to its end."""
    line = [binary(), *arguments, *(["--config", config] if config else [])]
    done = subprocess.run(line, capture_output=True, timeout=timeout, cwd=ROOT,
                          **({"input": stdin} if stdin is not None else {"stdin": subprocess.DEVNULL}))
    output = done.stdout.decode(), done.stderr.decode()
    if check is not None:
        assert done.returncode == check, f"{arguments}: exit {done.returncode}\n{output[0]}\n{output[1]}"
    return done.returncode, *output


class Process:
    """A sub-command that keeps running. Its output goes to files under `directory`."""

    def __init__(self, name, directory, arguments):
        self.name, self.directory, self.arguments = name, Path(directory), arguments
        self.directory.mkdir(parents=True, exist_ok=True)
        self.log_path = self.directory / f"{name}.log"
        self.process = None

    def launch(self):
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen([binary(), *self.arguments], stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=log, cwd=ROOT)
        return self

    def log(self):
        return self.log_path.read_text(encoding="utf-8", errors="replace") if self.log_path.exists() else ""

    def running(self):
        return self.process is not None and self.process.poll() is None

    def terminate(self, deadline_seconds=40):
        """SIGTERM; the exit code."""
        if self.running():
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(deadline_seconds)
        except subprocess.TimeoutExpired as error:
            self.kill()
            raise AssertionError(f"{self.name} did not stop within {deadline_seconds} s of SIGTERM") from error

    def kill(self):
        """SIGKILL."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(20)

    def assert_sane(self):
        """No sanitizer finding and no crash in the output."""
        log = self.log()
        for mark in ("ERROR: AddressSanitizer", "runtime error:", "LeakSanitizer", "ThreadSanitizer", "terminate called"):
            assert mark not in log, f"{self.name}: {log[log.index(mark):][:4000]}"


class Gateway(Process):
    """`silkgate serve` with its own settings file. Ports are free ones that the process reports when it is ready."""

    def __init__(self, name, directory, settings):
        directory = Path(directory)
        super().__init__(name, directory, ["serve", "--config", str(directory / f"{name}.toml")])
        self.config = self.directory / f"{name}.toml"
        self.ports_file = self.directory / f"{name}.ports.json"
        self.settings = settings
        self.settings.setdefault("http", {}).update(port=0, address="127.0.0.1", ports_file=str(self.ports_file))
        self.settings.setdefault("operations", {}).update(port=0, address="127.0.0.1")
        self.settings.setdefault("instance", {}).setdefault("id", name)
        self.settings.setdefault("state", {}).setdefault("dir", str(self.directory / f"{name}.state"))
        self.ports = {}
        self.write_config()

    def write_config(self):
        self.config.write_text(dumps(self.settings) + "\n", encoding="utf-8")

    def start(self, deadline_seconds=START_SECONDS):
        self.ports_file.unlink(missing_ok=True)
        self.launch()
        return self.wait_ready(deadline_seconds)

    def wait_ready(self, deadline_seconds=START_SECONDS):
        def ports():
            if not self.running():
                raise SystemError(f"{self.name} ended with {self.process.returncode}:\n{self.log()[-4000:]}")
            return json.loads(self.ports_file.read_text())
        self.ports = wait_for(ports, deadline_seconds, f"{self.name} reports its ports")
        operations = self.operations()
        wait_for(lambda: operations.get("/readyz").status == 200, deadline_seconds, f"{self.name} is ready")
        operations.close()
        return self

    @property
    def url(self):
        return f"https://127.0.0.1:{self.ports['public']}"

    def client(self, token=None, timeout=30):
        return Client(self.url, token, timeout)

    def operations(self):
        return Client(f"http://127.0.0.1:{self.ports['operations']}")

    def metrics(self):
        """{name{labels}: value} of /metrics."""
        client = self.operations()
        text = client.get("/metrics").body.decode()
        client.close()
        lines = (line for line in text.splitlines() if line and not line.startswith("#"))
        return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines}

    def reload(self):
        self.process.send_signal(signal.SIGHUP)

    def rss_bytes(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) * 1024

    def cpu_seconds(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Simulator(Process):
    """`silkgate simulate`: the authorities and carriers."""

    def __init__(self, name, directory, config):
        super().__init__(name, directory, ["simulate", "--config", str(config)])

    def start(self):
        return self.launch()


def stop_all(processes, deadline_seconds=40):
    """Ends what still runs, then says what was wrong with any of it."""
    for process in processes:
        if process.running():
            process.process.send_signal(signal.SIGTERM)
    end = time.monotonic() + deadline_seconds
    for process in processes:
        if process.process is not None:
            try:
                process.process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
    for process in processes:
        process.assert_sane()
