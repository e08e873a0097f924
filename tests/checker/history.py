"""The history in memory. See README.md for the journal format."""
import json
from collections import defaultdict
from dataclasses import dataclass, field

ACCEPTED = "orders.accepted.v1"
STATE = "orders.state.v1"
EVENTS = "orders.events.v1"


class UnusableJournal(Exception):
    """A line that is not in the documented format: nothing can be concluded from this journal."""


@dataclass(slots=True)
class Record:
    topic: str
    partition: int
    offset: int
    key: str
    id: str
    source: str
    order: str
    document: str
    version: str
    sequence: int | None
    state: str
    tombstone: bool
    places: tuple = ()  # of a state: (document, topic, partition, offset) of each of its documents


@dataclass(slots=True)
class Answers:
    """All answers that one order number got."""
    statuses: set = field(default_factory=set)
    ids: set = field(default_factory=set)
    accepted_ids: set = field(default_factory=set)


class History:
    """Requests by number, records by topic in the order of (partition, offset) once `finish` was called."""

    def __init__(self):
        self.answers = defaultdict(Answers)
        self.records = defaultdict(list)
        self.aborted = set()
        self.end_offsets = {}
        self.requests = 0
        self.record_count = 0

    def add(self, line):
        kind = line.get("kind")
        try:
            if kind == "request":
                self._add_request(line)
            elif kind == "record":
                self._add_record(line)
            elif kind == "aborted":
                self.aborted.add((line["topic"], int(line["partition"]), int(line["offset"])))
            elif kind == "end_offsets":
                place = (line["topic"], int(line["partition"]))
                self.end_offsets[place] = (int(line["offset"]), int(line["position"]))
            else:
                raise UnusableJournal(f"unknown kind {kind!r}")
        except (KeyError, TypeError, ValueError) as error:
            raise UnusableJournal(f"bad {kind} line: {error!r}") from error

    def read(self, path):
        with open(path, encoding="utf-8") as lines:
            for number, text in enumerate(lines, 1):
                try:
                    line = json.loads(text)
                    if not isinstance(line, dict):
                        raise UnusableJournal("not an object")
                    self.add(line)
                except (json.JSONDecodeError, UnusableJournal) as error:
                    raise UnusableJournal(f"{path}:{number}: {error}") from error

    def finish(self):
        for records in self.records.values():
            records.sort(key=lambda record: (record.partition, record.offset))
        return self

    def _add_request(self, line):
        self.requests += 1
        answers = self.answers[str(line["number"])]
        status = int(line["status"])
        answers.statuses.add(status)
        if line["id"]:
            answers.ids.add(line["id"])
            if status == 202:
                answers.accepted_ids.add(line["id"])
        elif status == 202:
            raise UnusableJournal("a 202 without an id")

    def _add_record(self, line):
        self.record_count += 1
        sequence = line.get("sequence")
        self.records[line["topic"]].append(Record(
            topic=line["topic"], partition=int(line["partition"]), offset=int(line["offset"]),
            key=str(line["key"]), id=line.get("id", ""), source=line.get("source", ""),
            order=line.get("order", ""), document=line.get("document", ""), version=str(line.get("version", "")),
            sequence=None if sequence is None else int(sequence), state=line.get("state", ""),
            tombstone=bool(line.get("tombstone", False)),
            places=tuple((str(key), str(topic), int(partition), int(offset))
                         for key, topic, partition, offset in line.get("places", ()))))
