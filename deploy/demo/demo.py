#!/usr/bin/env python3
"""The demonstration after installing and building: deploy/quickstart starts it. Standard library only."""
import argparse
import json
import signal
import sys
import time
import traceback

import show
from stage import Failed, Stage
from story import Story

TAIL_LINES = 25
GO_ON = """\
. build/quickstart/env
curl -s "$OPERATIONS/metrics" | grep '^silkgate_orders'
curl -s "$SILKGATE/v1/adapters" -H "Authorization: Bearer $KEY" | python3 -m json.tool
deploy/demo/to_russia.py deploy/demo/orders/shopify_order_1002.json '#3001-REJECT' > build/mine.json
curl -si "$SILKGATE/v1/intake/shopify" -H "Authorization: Bearer $KEY" \\
     -H "Content-Type: application/json" --data-binary @build/mine.json
kcat -C -e -q -o beginning -t customs.ru.receipts.v1 -f 'key %k, headers %h\\n%s\\n\\n'"""


def interrupted(*_):
    raise KeyboardInterrupt


def explain(failure):
    show.line()
    show.line(f"✘ {failure}", "red", "bold")
    if failure.log and failure.log.exists():
        show.line(f"  the end of {failure.log}:", "dim")
        lines = failure.log.read_text(encoding="utf-8", errors="replace").splitlines()
        for text in lines[-TAIL_LINES:] or ["(empty)"]:
            show.line("  " + text)


def how_to_go_on(stage):
    show.heading("It stays up. How to go on")
    rows = [(name, stage.environment[key]) for name, key in (
        ("API", "SILKGATE"), ("metrics, health", "OPERATIONS"), ("Kafka", "KAFKA"))]
    show.table(rows)
    show.line()
    show.say("In another terminal, in this folder:")
    show.line()
    for text in GO_ON.splitlines():
        show.line("  " + text, "cyan")
    show.line()
    show.say("Logs and settings: build/quickstart. Ctrl-C ends everything that was started.")


def play(stage, arguments, story):
    show.heading("Starting")
    stage.prepare()
    stage.start(show.say)
    broker = "three nodes of Apache Kafka" if arguments.kafka else "the embedded broker (memory only, for demonstration)"
    show.block("\n".join(f"{name}={value}" for name, value in stage.environment.items() if "SECRET" not in name and name != "KEY"))
    ready = json.loads(story.shell('curl -s "$OPERATIONS/readyz"'))
    show.block(json.dumps(ready))
    story.check(f"the gateway is ready, on {broker}", ready["status"] == "ok" and all(ready["checks"].values()), ready)
    show.say("Commands below are printed as they are run; `. build/quickstart/env` gives your own shell their variables. Rates of exchange are samples: the day's rates of the Bank of Russia are for an operator to load.")
    order = story.tell()
    if arguments.outcomes or arguments.check:
        story.outcomes(order)
    if not arguments.check:
        how_to_go_on(stage)
        while True:
            stage.expect_running()
            time.sleep(0.5)


def main():
    parser = argparse.ArgumentParser()
    for option in ("check", "kafka", "outcomes", "full"):
        parser.add_argument(f"--{option}", action="store_true")
    arguments = parser.parse_args()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupted)
    began = time.monotonic()
    stage = Stage(arguments.kafka)
    story = Story(stage, arguments.full)
    result, summary = 1, ""
    try:
        play(stage, arguments, story)
        result = 0
    except Failed as failure:
        explain(failure)
        summary = f"quickstart: FAILED after {story.checks} checks: {failure}"
    except Exception as error:  # noqa: BLE001 a defect of the demonstration itself: what was started is still stopped
        traceback.print_exc()
        summary = f"quickstart: FAILED: {error!r}"
    except KeyboardInterrupt:
        summary = "quickstart: ended on request"
        result = 130 if arguments.check else 0
    show.line()
    show.say("Stopping what was started …")
    wrong = stage.stop()
    if wrong:
        result, summary = 1, summary or "quickstart: FAILED: " + "; ".join(wrong)
    took = time.monotonic() - began
    summary = summary or f"quickstart: {story.checks} checks passed in {took:.0f} s, and everything was stopped cleanly"
    show.line(summary, "bold", "green" if result == 0 else "red")
    return result


if __name__ == "__main__":
    sys.exit(main())
