"""What an operator sees and does: metrics, health, logs, settings, topics, signals."""
import json
import threading

import pytest
from confluent_kafka.admin import AdminClient, AlterConfigOpType
from rig import orders
from rig.gateway import Gateway, command
from rig.kafka import alter_topic, settle_metadata
from rig.settings import ACME, Key
from rig.toml import dumps
from rig.wait import wait_for


def operation(gateway, path):
    client = gateway.operations()
    answer = client.get(path)
    client.close()
    return answer


def test_health_and_version(gateway):
    for path in ("/livez", "/readyz", "/startupz"):
        assert operation(gateway, path).status == 200, path
    assert operation(gateway, "/version").json()["version"]


def test_operations_are_not_public_and_the_api_is_not_on_the_operations_listener(gateway, acme):
    assert acme.get("/metrics").status == 404
    assert operation(gateway, "/v1/adapters").status == 404


def test_metrics_count_what_happened(gateway, acme, submitted):
    def total(metrics, part):
        return sum(value for name, value in metrics.items() if part in name)
    before = gateway.metrics()
    submitted(orders.direct_ru())
    acme.post("/v1/orders", {})

    def counted():
        after = gateway.metrics()
        assert all(name.startswith(("silkgate_", "process_")) for name in after), after.keys()
        grown = {name for name in after if after[name] > before.get(name, 0)}
        assert any("accepted" in name for name in grown), grown
        assert any("rejected" in name or 'status="4' in name or "422" in name for name in grown), grown
        return True
    wait_for(counted, 60, "both are counted")


def test_metric_series_do_not_depend_on_the_orders(gateway, acme, submitted, settled):
    settled(acme, submitted(orders.direct_ru())["id"], "cleared")  # a series is made when first counted
    before = set(gateway.metrics())
    for _ in range(5):
        settled(acme, submitted(orders.direct_ru())["id"], "cleared")
    assert set(gateway.metrics()) == before


def test_logs_are_json_lines_without_personal_data(installed, gateway, acme, submitted, settled):
    accepted = submitted(orders.direct_ru())
    settled(acme, accepted["id"], "cleared")
    acme.post("/v1/orders", orders.as_bytes(orders.direct_ru())[:-5])
    acme.post("/v1/orders", orders.without(orders.direct_ru(), "lines/0/customs"))
    for process in installed.processes:
        log = process.log()
        log = log[: log.rfind("\n") + 1]  # whole lines: it is being written
        assert not [word for word in (*orders.PERSONAL, ACME.secret) if word in log], process.name
        for line in log.splitlines():
            if line.startswith("{"):
                json.loads(line)
    assert any(line.startswith("{") for line in gateway.log().splitlines())


class TestSettings:
    def check(self, tmp_path, settings):
        path = tmp_path / "silkgate.toml"
        path.write_text(settings if isinstance(settings, str) else dumps(settings), encoding="utf-8")
        return command("check-config", config=path)

    def test_good_settings(self, installed, tmp_path):
        code, _, errors = self.check(tmp_path, installed.settings())
        assert code == 0, errors

    @pytest.mark.parametrize("section,key,value,words", [
        ("http", "prot", 1, ["http.prot", "port"]), ("http", "port", 99999, ["http.port"]),
        ("kafka", "linger_ms", 0, ["kafka.linger_ms"]), ("log", "level", "loud", ["log.level"])])
    def test_bad_setting_is_named_with_a_suggestion(self, installed, tmp_path, section, key, value, words):
        settings = installed.settings()
        settings.setdefault(section, {})[key] = value
        code, output, errors = self.check(tmp_path, settings)
        assert code != 0
        for word in words:
            assert word in output + errors

    def test_all_problems_at_once(self, installed, tmp_path):
        settings = installed.settings(http={"port": -1}, log={"level": "loud"})
        settings["connections"][0]["tenant"] = "nobody"
        code, output, errors = self.check(tmp_path, settings)
        assert code != 0
        assert all(word in output + errors for word in ("http.port", "log.level", "nobody"))

    def test_broken_file(self, tmp_path):
        code, output, errors = self.check(tmp_path, "[http\nport = 1")
        assert code != 0 and "1" in output + errors

    def test_effective_settings_mask_secrets(self, installed):
        code, output, errors = command("config", "--effective", config=installed.main.config)
        assert code == 0, errors
        assert "shpss-test" not in output and "kafka" in output


class TestTopics:
    def test_check_is_content_with_what_apply_made(self, installed):
        command("topics", "check", config=installed.main.config, check=0)
        command("topics", "apply", config=installed.main.config, check=0)  # again: nothing to do

    def test_check_refuses_weak_settings(self, installed):
        def set_min_insync(value):
            alter_topic(installed.cluster.bootstrap, "orders.dlq.v1", AlterConfigOpType.SET, "min.insync.replicas", value)
        try:
            def check():
                return command("topics", "check", config=installed.main.config)
            set_min_insync("1")  # the brokers learn of it one after the other
            code, output, errors = wait_for(lambda: (run := check())[0] != 0 and run, 60, "the check refuses")
            assert "orders.dlq.v1" in output + errors and "min.insync" in output + errors
            set_min_insync("2")
            wait_for(lambda: check()[0] == 0, 60, "the check is content again")
        finally:
            set_min_insync("2")
            settle_metadata(installed.cluster.bootstrap)  # gateways of later tests ask any broker

    def test_gateway_refuses_to_start_on_weak_topics(self, installed, directory):
        """A topic with one replica is weaker than a 202 promises."""
        settings = installed.settings(kafka={"replication": 3, "min_insync": 3})
        weak = Gateway("weak", directory, settings)
        weak.launch()
        try:
            code = weak.process.wait(120)
            assert code != 0 and "min.insync" in weak.log()
        finally:
            weak.kill()

    def test_apply_refuses_another_number_of_partitions(self, installed, tmp_path):
        settings = installed.settings(kafka={"partitions": 7})
        path = tmp_path / "silkgate.toml"
        path.write_text(dumps(settings), encoding="utf-8")
        code, output, errors = command("topics", "apply", config=path)
        assert code != 0 and "partition" in output + errors
        metadata = AdminClient({"bootstrap.servers": installed.cluster.bootstrap}).list_topics(timeout=20)
        assert len(metadata.topics["orders.accepted.v1"].partitions) == 3


class TestSignals:
    def test_sigterm_drains_and_exits_0(self, acme, extra_gateway, settled):
        second = extra_gateway("drained").start()
        accepted, unknown, stop = [], [], threading.Event()

        def post():
            client = second.client(ACME.token)
            while not stop.is_set():
                try:
                    answer = client.post("/v1/orders", orders.direct_ru())
                except OSError:
                    return
                (accepted if answer.status == 202 else unknown).append(answer)
                if answer.status == 503:
                    return
            client.close()
        threads = [threading.Thread(target=post) for _ in range(8)]
        for thread in threads:
            thread.start()
        wait_for(lambda: len(accepted) > 20, 60, "orders flow")
        assert second.terminate() == 0
        stop.set()
        for thread in threads:
            thread.join()
        assert {answer.status for answer in unknown} <= {503}
        for answer in accepted:
            settled(acme, answer.json()["id"], "cleared")

    def test_sighup_takes_a_new_key_over(self, acme, extra_gateway):
        second = extra_gateway("reloaded").start()
        fresh = Key("freshkey", "d" * 52, ("orders:read",))
        client = second.client(fresh.token)
        path = "/v1/orders/ord_" + "a" * 26
        assert client.get(path).status == 401
        second.settings["tenants"][0]["keys"].append(fresh.settings())
        second.write_config()
        second.reload()
        wait_for(lambda: client.get(path).status == 404, 60, "the new key works")
        assert second.client(ACME.token).get(path).status == 404

    def test_sighup_with_bad_settings_changes_nothing(self, extra_gateway):
        second = extra_gateway("unmoved").start()
        second.config.write_text("[http\n", encoding="utf-8")
        second.reload()
        wait_for(lambda: any("reload" in line.lower() for line in second.log().splitlines()), 60, "the refusal is logged")
        assert second.running()
        assert second.client(ACME.token).get("/v1/orders/ord_" + "a" * 26).status == 404
