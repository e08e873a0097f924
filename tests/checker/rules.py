"""One function for each rule of README.md. Each yields (subject, sentence) for every violation it finds."""
from collections import Counter, defaultdict

from history import ACCEPTED, EVENTS, STATE

# States of an order, design of the adapters, section 2.
STATES = frozenset({"accepted", "held", "routed", "processing", "cleared", "completed", "rejected",
                    "cancel_requested", "cancelled", "archived"})
# States in which an order may be when it is archived.
ENDS = frozenset({"cleared", "completed", "rejected", "cancelled"})
# Answers after which the order may or may not exist. Everything else that is not 2xx leaves nothing behind.
UNKNOWN = frozenset({0, 408, 409, 500, 502, 504})


class Context:
    """What several rules need, computed once."""

    def __init__(self, history, expect):
        self.history = history
        self.documents = {topic: frozenset(kinds) for topic, kinds in expect.get("documents", {}).items()}
        self.held_excused = bool(expect.get("held_without_documents", False))
        self.final_states = frozenset(expect.get("final_states", ()))
        self.accepted = {record.key for record in history.records[ACCEPTED] if not record.tombstone}
        # Compacted topic: the last record of a key is its state.
        self.states = {record.key: record for record in history.records[STATE]}
        self.effects = defaultdict(lambda: defaultdict(list))  # order -> topic -> records
        for topic in self.documents:
            for record in history.records[topic]:
                self.effects[record.order][topic].append(record)
        self.first_events = {record.key for record in history.records[EVENTS] if record.sequence == 1}

    def state_of(self, order):
        record = self.states.get(order)
        return "" if record is None or record.tombstone else record.state

    def excused(self, order):
        return self.held_excused and self.state_of(order) == "held"


def lost(context):
    for number, answers in context.history.answers.items():
        for order in answers.accepted_ids:
            if order not in context.accepted:
                yield number, f"answered 202 with {order}, which is not in {ACCEPTED}"


def duplicate(context):
    for topic, records in context.history.records.items():
        if topic == ACCEPTED:
            continue  # two gateways may both accept a command; the owner of the key decides once
        seen = {}
        for record in records:
            if not record.id:
                continue
            first = seen.setdefault((record.source, record.id), record)
            if first is not record:
                yield record.order or record.key, (f"{topic} has ce_id {record.id} at {first.partition}:{first.offset} "
                                                   f"and at {record.partition}:{record.offset}")
    for order, topics in context.effects.items():
        for topic, records in topics.items():
            for (kind, version), count in Counter((r.document, r.version) for r in records).items():
                if count > 1:
                    yield order, f"{topic} has {count} {kind} of version {version or '(none)'}"


def missing_effect(context):
    for order in context.accepted:
        if context.excused(order):
            continue
        for topic, kinds in context.documents.items():
            absent = kinds - {record.document for record in context.effects[order][topic]}
            if absent:
                yield order, f"accepted, but {topic} lacks {', '.join(sorted(absent))}"


def orphan(context):
    for order, topics in context.effects.items():
        if order not in context.accepted:
            for topic, records in topics.items():
                if records:
                    yield order or records[0].key, f"{len(records)} records on {topic} for an order never accepted"


def torn(context):
    wanted = sum(len(kinds) for kinds in context.documents.values())
    for order, topics in context.effects.items():
        kinds = {(topic, record.document) for topic, records in topics.items() for record in records}
        if not kinds:
            continue
        parts = []
        if len(kinds) < wanted and not context.excused(order):  # legs are independent: one may be held
            parts.append(f"{len(kinds)} of {wanted} documents")
        if order not in context.states:
            parts.append("no state")
        if order not in context.first_events:
            parts.append("no first event")
        if parts:
            yield order, "a part of its transaction is visible: " + ", ".join(parts)


def aborted_visible(context):
    for topic, partition, offset in context.history.aborted:
        for record in context.history.records[topic]:
            if (record.partition, record.offset) == (partition, offset):
                yield record.order or record.key, f"{topic} {partition}:{offset} was aborted, yet read"


def key_order(context):
    for topic, records in context.history.records.items():
        home = {}
        for record in records:
            first = home.setdefault(record.key, record.partition) if record.key else record.partition
            if first != record.partition:
                yield record.key, f"{topic}: on partitions {first} and {record.partition}"
    last = {}
    for record in context.history.records[EVENTS]:
        if record.sequence is None:
            yield record.key, f"{EVENTS} {record.partition}:{record.offset} has no ce_sequence"
            continue
        before = last.get(record.key, 0)
        if record.sequence != before + 1:
            yield record.key, f"{EVENTS}: event {record.sequence} follows {before} at {record.partition}:{record.offset}"
        last[record.key] = max(before, record.sequence)
    growing = {}
    for record in context.history.records[STATE]:
        if record.sequence is None:
            continue
        if record.sequence <= growing.get(record.key, 0):
            yield record.key, f"{STATE}: sequence {record.sequence} after {growing[record.key]}"
        growing[record.key] = record.sequence


def phantom(context):
    for number, answers in context.history.answers.items():
        refused = all(status >= 300 and status not in UNKNOWN for status in answers.statuses)
        if refused:
            for order in answers.ids & context.accepted:
                yield number, f"only refused ({sorted(answers.statuses)}), yet {order} is in {ACCEPTED}"


def unbalanced(context):
    counts = Counter()
    for order in context.accepted:
        state = context.state_of(order)
        if not state:
            yield order, "accepted, but in no state"
        elif state not in STATES:
            yield order, f"in the unknown state {state!r}"
        else:
            counts[state] += 1
    for order in context.states:
        if order not in context.accepted:
            yield order, "has a state, but was never accepted"
    total = sum(counts.values())
    if total != len(context.accepted):
        yield "all", f"accepted {len(context.accepted)}, in a known state {total} ({dict(counts)})"


def archive(context):
    last = {}
    for record in context.history.records[STATE]:
        before, last[record.key] = last.get(record.key), record.state
        if record.state == "archived" and before is not None and before not in ENDS | {"archived"}:
            yield record.key, f"archived although it was {before}"
        elif before == "archived" and record.state != "archived":
            yield record.key, f"was archived, and is {record.state or 'deleted'} again"


def misplaced(context):
    places = {(record.topic, record.partition, record.offset): record.key
              for topic in context.documents for record in context.history.records[topic]}
    for order, record in context.states.items():
        for document, topic, partition, offset in record.places:
            if topic in context.documents and places.get((topic, partition, offset)) != document:
                yield order, f"its state says that {document} is at {topic} {partition}:{offset}, and it is not"


def identity(context):
    owner = {}
    for number, answers in context.history.answers.items():
        if len(answers.ids) > 1:
            yield number, f"has the ids {sorted(answers.ids)}"
        for order in answers.ids:
            other = owner.setdefault(order, number)
            if other != number:
                yield number, f"shares {order} with {other}"


def final_state(context):
    if context.final_states:
        for order in context.accepted:
            state = context.state_of(order)
            if state not in context.final_states:
                yield order, f"ended as {state or '(none)'}"


def unread(context):
    for (topic, partition), (end, position) in context.history.end_offsets.items():
        if position < end:
            yield f"{topic}:{partition}", f"read to {position} of {end}"


RULES = {
    "lost": lost, "duplicate": duplicate, "missing-effect": missing_effect, "orphan": orphan, "torn": torn,
    "aborted-visible": aborted_visible, "key-order": key_order, "phantom": phantom, "unbalanced": unbalanced,
    "archive": archive, "misplaced": misplaced, "identity": identity, "final-state": final_state, "unread": unread,
}


def check(history, expect):
    """All violations as {rule: [(subject, sentence)]}; only rules that found something are in it."""
    context = Context(history, expect)
    found = {name: list(rule(context)) for name, rule in RULES.items()}
    return {name: violations for name, violations in found.items() if violations}
