"""The checker's own tests: a clean history passes, and a history that breaks a rule is reported by that rule."""
import copy
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from history import History, UnusableJournal  # noqa: E402
from rules import RULES, check  # noqa: E402

CN, RU = "customs.cn.declarations.v1", "customs.ru.declarations.v1"
EXPECT = {"documents": {CN: ["CEB303", "CEB505", "CEB603"], RU: ["ExpressCargoDeclaration"]},
          "held_without_documents": True, "final_states": ["cleared", "held", "archived"]}


class Builder:
    """Writes a history as a correct gateway would leave it; tests then spoil one thing."""

    def __init__(self):
        self.lines = []
        self.offsets = {}

    def request(self, number, status, order="", **more):
        self.lines.append({"kind": "request", "number": number, "status": status, "id": order, "t": 1, **more})

    def record(self, topic, key, **more):
        partition = more.pop("partition", sum(key.encode()) % 3)
        offset = self.offsets.get((topic, partition), 0)
        self.offsets[(topic, partition)] = offset + 1
        line = {"kind": "record", "topic": topic, "partition": partition, "offset": offset, "key": key,
                "source": "/silkgate/test", "id": f"{topic}/{key}/{more.get('sequence', 0)}", **more}
        self.lines.append(line)
        return line

    def effects(self, order, state="cleared"):
        places = []
        for topic, kinds in EXPECT["documents"].items():
            for kind in kinds:
                line = self.record(topic, f"dec_{order}_{kind}", order=order, document=kind, version="1")
                places.append([line["key"], topic, line["partition"], line["offset"]])
        for sequence in (1, 2, 3):
            self.record("orders.events.v1", order, order=order, sequence=sequence)
            self.record("orders.state.v1", order, order=order, sequence=sequence, places=places,
                        state="routed" if sequence < 3 else state)

    def order(self, number, state="cleared", statuses=(202,)):
        order = f"ord_{number}"
        for status in statuses:
            self.request(number, status, order if status == 202 else "")
        self.record("orders.accepted.v1", order, order=order)
        if state == "held":
            self.record("orders.events.v1", order, order=order, sequence=1)
            self.record("orders.state.v1", order, order=order, sequence=1, state="held")
        else:
            self.effects(order, state)

    def archive(self, order, sequence):
        self.record("orders.events.v1", order, order=order, sequence=sequence)
        self.record("orders.state.v1", order, order=order, sequence=sequence, state="archived")

    def clean(self):
        self.order("A-1")
        self.order("A-2", statuses=(0, 503, 202, 202))
        self.order("A-3", statuses=(504,))        # unknown to the client, present once
        self.order("A-4", state="held")
        self.order("A-20")
        self.archive("ord_A-20", 4)
        self.request("A-5", 0)                    # unknown to the client, absent
        self.request("A-6", 422)
        self.request("A-7", 409, "ord_A-1x")
        self.record("orders.accepted.v1", "ord_A-1", order="ord_A-1")  # a second gateway accepted it as well
        for (topic, partition), end in list(self.offsets.items()):
            self.lines.append({"kind": "end_offsets", "topic": topic, "partition": partition, "offset": end + 1,
                               "position": end + 1})
        return self


def verdict(lines, expect=None):
    history = History()
    for line in lines:
        history.add(copy.deepcopy(line))
    return check(history.finish(), expect or EXPECT)


def pick(lines, **wanted):
    return next(line for line in lines if all(line.get(key) == value for key, value in wanted.items()))


@pytest.fixture
def builder():
    return Builder().clean()


def test_clean_history_passes(builder):
    assert verdict(builder.lines) == {}


def spoil_lost(b):
    b.lines = [line for line in b.lines if not (line.get("topic") == "orders.accepted.v1"
                                                and line["kind"] == "record" and line["key"] == "ord_A-4")]
    return {"lost", "unbalanced"}


def spoil_lost_without_a_trace(b):
    b.request("A-8", 202, "ord_A-8")
    return {"lost"}


def spoil_duplicate_id(b):
    line = dict(pick(b.lines, topic=CN, document="CEB603"), offset=900)
    b.lines.append(line)
    return {"duplicate"}


def spoil_duplicate_document_under_other_id(b):
    line = pick(b.lines, topic=CN, document="CEB303")
    b.record(CN, line["key"], order=line["order"], document="CEB303", version="1", sequence=77)
    return {"duplicate"}


def spoil_missing_effect(b):
    b.lines.remove(pick(b.lines, topic=RU, order="ord_A-3"))
    return {"missing-effect", "torn", "misplaced"}


def spoil_archive_of_an_open_order(b):
    b.archive("ord_A-4", 2)
    return {"archive", "missing-effect"}


def spoil_archive_that_does_not_last(b):
    b.record("orders.events.v1", "ord_A-20", order="ord_A-20", sequence=5)
    b.record("orders.state.v1", "ord_A-20", order="ord_A-20", sequence=5, state="cleared")
    return {"archive"}


def spoil_misplaced(b):
    state = pick(b.lines, topic="orders.state.v1", key="ord_A-2", sequence=3)
    state["places"] = [[*place[:3], place[3] + 1] for place in state["places"]]
    return {"misplaced"}


def spoil_missing_everything(b):
    b.lines = [line for line in b.lines if line.get("order") != "ord_A-3" or line["topic"] == "orders.accepted.v1"]
    return {"missing-effect", "unbalanced", "final-state"}


def spoil_orphan(b):
    b.effects("ord_ghost")
    return {"orphan", "unbalanced"}


def spoil_torn(b):
    b.record(CN, "dec_z", order="ord_A-4", document="CEB303", version="1")
    b.lines.remove(pick(b.lines, topic="orders.events.v1", key="ord_A-4"))  # the document came, its event did not
    return {"torn"}


def spoil_aborted_visible(b):
    line = pick(b.lines, topic=CN)
    b.lines.append({"kind": "aborted", "topic": CN, "partition": line["partition"], "offset": line["offset"]})
    return {"aborted-visible"}


def spoil_event_gap(b):
    b.lines.remove(pick(b.lines, topic="orders.events.v1", key="ord_A-1", sequence=2))
    return {"key-order"}


def spoil_event_order(b):
    second = pick(b.lines, topic="orders.events.v1", key="ord_A-1", sequence=2)
    third = pick(b.lines, topic="orders.events.v1", key="ord_A-1", sequence=3)
    second["offset"], third["offset"] = third["offset"], second["offset"]
    return {"key-order"}


def spoil_partition(b):
    home = pick(b.lines, topic="orders.events.v1", key="ord_A-4")["partition"]
    b.record("orders.events.v1", "ord_A-4", order="ord_A-4", sequence=2, partition=(home + 1) % 3)
    # The second event sorts by partition, so the sequence is wrong as well: the same rule says both.
    return {"key-order"}


def spoil_phantom(b):
    b.request("A-9", 422, "ord_A-9")
    b.record("orders.accepted.v1", "ord_A-9", order="ord_A-9")
    b.effects("ord_A-9")
    return {"phantom"}


def spoil_stateless(b):
    b.lines = [line for line in b.lines if not (line.get("topic") == "orders.state.v1" and line["kind"] == "record"
                                                and line["key"] == "ord_A-4")]
    return {"unbalanced", "missing-effect", "final-state"}


def spoil_unknown_state(b):
    pick(b.lines, topic="orders.state.v1", key="ord_A-2", sequence=3)["state"] = "lost in the post"
    return {"unbalanced", "final-state"}


def spoil_identity(b):
    b.request("A-1", 202, "ord_A-2")
    return {"identity"}


def spoil_final_state(b):
    pick(b.lines, topic="orders.state.v1", key="ord_A-2", sequence=3)["state"] = "processing"
    return {"final-state"}


def spoil_unread(b):
    pick(b.lines, kind="end_offsets", topic=CN)["position"] -= 1
    return {"unread"}


SPOILERS = {name[6:]: spoiler for name, spoiler in list(globals().items()) if name.startswith("spoil_")}


@pytest.mark.parametrize("name", SPOILERS)
def test_spoiled_history_is_reported(builder, name):
    expected = SPOILERS[name](builder)
    assert set(verdict(builder.lines)) == expected


def test_every_rule_has_a_history_that_violates_it():
    reported = set()
    for spoiler in SPOILERS.values():
        reported |= spoiler(Builder().clean())
    assert reported == set(RULES)


@pytest.mark.parametrize("line", [
    {"kind": "request", "number": "A", "status": 202, "id": ""},
    {"kind": "request", "number": "A"},
    {"kind": "record", "topic": "t", "partition": 0, "key": "k"},
    {"kind": "gossip"}, {}])
def test_unusable_lines_are_refused(line):
    with pytest.raises(UnusableJournal):
        History().add(line)


def run(tmp_path, lines):
    (tmp_path / "expect.json").write_text(json.dumps(EXPECT))
    (tmp_path / "journal.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return subprocess.run([sys.executable, HERE / "checker.py", "--expect", tmp_path / "expect.json",
                           tmp_path / "journal.jsonl"], capture_output=True, text=True, timeout=120)


def test_command_says_clean_and_exits_0(builder, tmp_path):
    result = run(tmp_path, builder.lines)
    assert (result.returncode, result.stdout.splitlines()[-1]) == (0, "clean"), result.stderr


def test_command_names_the_order_and_exits_1(builder, tmp_path):
    spoil_duplicate_id(builder)
    result = run(tmp_path, builder.lines)
    assert result.returncode == 1 and "duplicate: 2" in result.stdout and "ord_A-1" in result.stdout


def test_command_refuses_an_empty_or_broken_journal(tmp_path):
    assert run(tmp_path, []).returncode == 2
    (tmp_path / "journal.jsonl").write_text("not json\n")
    assert subprocess.run([sys.executable, HERE / "checker.py", "--expect", tmp_path / "expect.json",
                           tmp_path / "journal.jsonl"], capture_output=True, timeout=60).returncode == 2


def test_twenty_thousand_orders_take_seconds():
    builder = Builder()
    for number in range(20_000):
        builder.order(f"N-{number}")
    started = time.process_time()
    assert verdict(builder.lines) == {}
    assert time.process_time() - started < 30
