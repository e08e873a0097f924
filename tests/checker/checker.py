#!/usr/bin/env python3
"""checker.py --expect EXPECT.json JOURNAL… : exit 0 clean, 1 violations (printed), 2 unusable journal."""
import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from history import ACCEPTED, History, UnusableJournal  # noqa: E402
from rules import Context, check  # noqa: E402


def report(found, shown, out):
    for name, violations in found.items():
        print(f"{name}: {len(violations)}", file=out)
        for subject, sentence in violations[:shown]:
            print(f"  {subject}: {sentence}", file=out)
        if len(violations) > shown:
            print(f"  and {len(violations) - shown} more", file=out)


def summary(history, expect):
    context = Context(history, expect)
    answered = sum(1 for answers in history.answers.values() if answers.accepted_ids)
    effects = sum(len(records) for topics in context.effects.values() for records in topics.values())
    return (f"{history.requests} requests for {len(history.answers)} orders, {answered} answered 202; "
            f"{len(context.accepted)} orders in {ACCEPTED}; {effects} documents; {history.record_count} records read")


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--expect", type=Path, required=True)
    parser.add_argument("--show", type=int, default=10, help="violations printed for each rule")
    parser.add_argument("journal", type=Path, nargs="+")
    options = parser.parse_args(arguments)
    history = History()
    try:
        expect = json.loads(options.expect.read_text(encoding="utf-8"))
        for path in options.journal:
            history.read(path)
    except (UnusableJournal, OSError, json.JSONDecodeError) as error:
        print(f"unusable: {error}", file=sys.stderr)
        return 2
    history.finish()
    print(summary(history, expect))
    if not history.requests or not history.record_count:
        print("unusable: the journal has no requests or no records, so it shows nothing", file=sys.stderr)
        return 2
    found = check(history, expect)
    report(found, options.show, sys.stdout)
    print("violations: " + str(sum(len(violations) for violations in found.values())) if found else "clean")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
