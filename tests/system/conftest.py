"""One installation for the whole run: a real 3-node Kafka, a gateway, the simulated authorities.

SILKGATE_BINARY names the program (tests/run gives the ASan build), SILKGATE_TEST_DIR where logs go."""
import os
import sys
import tempfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from rig import orders  # noqa: E402
from rig.gateway import Gateway, Simulator, command, stop_all  # noqa: E402
from rig.kafka import Cluster, read_all, settle_metadata  # noqa: E402
from rig.settings import ACME, adapters_data, denied_parties, installation, party_keys  # noqa: E402
from rig.wait import wait_for  # noqa: E402

DECLARATIONS = ("customs.cn.declarations.v1", "customs.ru.declarations.v1")
BOOKINGS = "logistics.bookings.v1"
OUTPUTS = (*DECLARATIONS, BOOKINGS)
SETTLE_SECONDS = 120

needs_reference = pytest.mark.skipif(not orders.REFERENCE, reason="SILKGATE_REFERENCE is not set")


class Installation:
    """Every gateway on this cluster belongs to it: topics are the cluster's, so a second group would route twice."""

    def __init__(self, cluster, directory):
        self.cluster, self.directory = cluster, Path(directory)
        self.data = adapters_data(directory)
        self.keys = party_keys(directory)
        self.denied = denied_parties(directory)
        self.processes = []
        self.main = None

    def settings(self, **sections):
        return installation(self.cluster.bootstrap, "test", **{"adapters": {"data_dir": str(self.data), "allow_wip": True},
                                                                "privacy": {"keys_dir": str(self.keys)},
                                                                "screening": {"lists": {"OWN": str(self.denied)}}, **sections})

    def gateway(self, name, **sections):
        """A further gateway process, not started."""
        gateway = Gateway(name, self.directory, self.settings(**sections))
        self.processes.append(gateway)
        return gateway

    def start(self):
        self.main = self.gateway("main")
        command("topics", "apply", config=self.main.config, check=0)
        settle_metadata(self.cluster.bootstrap)  # the gateway asks any broker whether they are there
        self.main.start()
        simulator = Simulator("simulator", self.directory, self.main.config)
        self.processes.append(simulator)
        simulator.start()
        return self

    def records(self, order, topics=OUTPUTS):
        """Committed records of one order."""
        return [record for record in read_all(self.cluster.bootstrap, topics) if record.order == order]

    def stop(self):
        stop_all(self.processes)


@pytest.fixture(scope="session")
def directory():
    given = os.environ.get("SILKGATE_TEST_DIR")
    path = Path(given) / "system-files" if given else Path(tempfile.mkdtemp(prefix="silkgate-system-"))
    path.mkdir(parents=True, exist_ok=True)
    return path


@pytest.fixture(scope="session")
def cluster(directory):
    cluster = Cluster(directory.parent / "kafka-system", 3)
    try:
        yield cluster.start()
    finally:
        cluster.stop()


@pytest.fixture(scope="session")
def installed(cluster, directory):
    installed = Installation(cluster, directory)
    try:
        yield installed.start()
    finally:
        installed.stop()


@pytest.fixture
def gateway(installed):
    """The main gateway, alive."""
    assert installed.main.running(), installed.main.log()[-4000:]
    return installed.main


@pytest.fixture
def acme(gateway):
    client = gateway.client(ACME.token)
    yield client
    client.close()


@pytest.fixture
def extra_gateway(installed):
    """Makes further gateways of the installation and ends them with the test."""
    made = []

    def make(name, **sections):
        made.append(installed.gateway(name, **sections))
        return made[-1]
    yield make
    stop_all(made)


@pytest.fixture
def settled():
    """settled(client, id, "cleared"): the order once it is in (one of) these states."""
    def settle(client, order, *states, deadline_seconds=SETTLE_SECONDS):
        def probe():
            answer = client.get(f"/v1/orders/{order}")
            assert answer.status == 200, answer
            body = answer.json()
            assert body["state"] in states, {"state": body["state"],
                                             "legs": [(leg["id"], leg["state"], [why["code"] for why in leg.get("blockedBy", ())])
                                                       for leg in body["legs"]]}
            return body
        return wait_for(probe, deadline_seconds, f"{order} becomes {' or '.join(states)}")
    return settle


@pytest.fixture
def submitted(acme):
    """submitted(order): posts it to /v1/orders, expects 202, returns the answer's body."""
    def submit(order, client=None, **more):
        answer = (client or acme).post("/v1/orders", order, **more)
        assert answer.status == 202, (answer.status, answer.body.decode())
        return answer.json()
    return submit
