"""What the chapters of the demonstration use: shown commands, HTTP answers, Kafka records, waiting, checks."""
import json
import subprocess
import time

import show
from stage import ROOT, RUN, Failed, relative

BEARER = '-H "Authorization: Bearer $KEY"'
SETTLE_SECONDS = 60


class Answer:
    """What curl -i printed: status, headers, body."""

    def __init__(self, printed):
        head, _, self.body = printed.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        self.status_line, self.status = first, int(first.split()[1])
        self.headers = {name.lower(): value.strip() for name, _, value in (text.partition(":") for text in lines)}

    def json(self):
        return json.loads(self.body)


class Record:
    """One record as kcat -J printed it."""

    def __init__(self, text):
        data = json.loads(text)
        flat = data.get("headers") or []
        self.topic, self.partition, self.offset, self.key = data["topic"], data["partition"], data["offset"], data["key"]
        self.headers = dict(zip(flat[::2], flat[1::2], strict=True))
        self.value = (data["payload"] or "").encode()
        self.order = self.headers.get("ce_correlationid")

    @property
    def kind(self):
        return self.headers.get("sg_document", "")


class Tools:
    def __init__(self, stage, full=False):
        self.stage, self.full = stage, full
        self.checks = 0

    # ---- tools ------------------------------------------------------------------------------------------------------

    def check(self, what, holds, seen=None):
        if not holds:
            raise Failed(f"expected: {what}" + ("" if seen is None else f"; seen: {seen}"), self.stage.gateway.log)
        self.checks += 1
        show.passed(what)

    def limit(self, lines):
        return None if self.full else lines

    def shell(self, text, quiet=False):
        if not quiet:
            show.command(text)
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", text], cwd=ROOT, stdin=subprocess.DEVNULL, timeout=90,
                              capture_output=True, env={"PATH": "/usr/bin:/bin", **self.stage.environment})
        if done.returncode != 0:
            self.stage.expect_running()
            raise Failed(f"`{text.split()[0]}` ended with {done.returncode}: {done.stderr.decode().strip()}", self.stage.gateway.log)
        return done.stdout

    def curl(self, text, quiet=False):
        return Answer(self.shell(f"curl -si {text}", quiet))

    def get(self, path):
        answer = self.curl(f'"$SILKGATE{path}" {BEARER}', quiet=True)
        if answer.status != 200:
            raise Failed(f"GET {path} answered {answer.status_line}", self.stage.gateway.log)
        return answer

    def records(self, topic, quiet=True):
        text = f"kcat -C -e -q -J -o beginning -t {topic}"
        return [Record(row) for row in self.shell(text, quiet).splitlines() if row.strip()]

    def wait(self, what, probe):
        """The first true value of `probe`."""
        end = time.monotonic() + SETTLE_SECONDS
        while not (found := probe()):
            self.stage.expect_running()
            if time.monotonic() > end:
                raise Failed(f"not within {SETTLE_SECONDS} s: {what}", self.stage.gateway.log)
            time.sleep(0.1)
        return found

    def settled(self, order, state):
        return self.wait(f"{order} becomes {state}",
                         lambda: (body := self.get(f"/v1/orders/{order}").json())["state"] == state and body)

    def webhook(self, connection, body, secret, *headers, quiet=False):
        """As the platform does: the proof is a signature over the raw bytes, with the secret that both sides know."""
        lines = [f"body={body}", f'sign=$(openssl dgst -sha256 -hmac "${secret}" -binary $body | base64)',
                 f'curl -si "$SILKGATE/v1/intake/{connection}" -H "Content-Type: application/json" \\',
                 *(f'-H "{header}" \\' for header in headers), "--data-binary @$body"]
        text = "\n".join(lines)
        return Answer(self.shell(text, quiet))

    def post_shopify(self, body, quiet=False):
        answer = self.webhook("shopify", body, "SHOPIFY_SECRET", "X-Shopify-Topic: orders/create",
                              "X-Shopify-Hmac-Sha256: $sign", quiet=quiet)
        return self.accepted(answer)

    def post_woocommerce(self, body):
        answer = self.webhook("woo", body, "WOOCOMMERCE_SECRET", "X-WC-Webhook-Topic: order.created",
                              "X-WC-Webhook-Resource: order", "X-WC-Webhook-Signature: $sign")
        return self.accepted(answer)

    def accepted(self, answer):
        if answer.status != 202:
            raise Failed(f"expected 202, got {answer.status_line}: {answer.body.decode()[:600]}", self.stage.gateway.log)
        return answer

    def show_answer(self, answer):
        show.line(show.INDENT + answer.status_line, "bold")
        for name in ("location", "etag", "idempotent-replayed"):
            if name in answer.headers:
                show.line(f"{show.INDENT}{name}: {answer.headers[name]}", "dim")
        body = answer.json()
        show.line(f"{show.INDENT}{body['id']}  number {body['number']}  state {body['state']}")

    def blockers(self, body, raw):
        """Why it is held: the code, the place in the bytes that were sent, and the rule."""
        found = [("order", why) for why in body.get("blockedBy", ())]
        found += [(leg["id"], why) for leg in body.get("legs", ()) for why in leg.get("blockedBy", ())]
        rows = []
        for part, why in found:
            row = (part, why["code"], why["pointer"], why.get("rule", {}).get("id", ""))
            if row not in rows:
                rows.append(row)
        show.table(rows, ["held", "reason", "pointer into the posted bytes", "rule"])
        document = json.loads(raw)
        for *_, pointer, _ in rows:
            reached = resolve(document, pointer)
            if reached is None:
                raise Failed(f"the pointer {pointer} leads nowhere in the posted bytes", self.stage.gateway.log)
        return {code for _, code, _, _ in rows}

    # ---- printing ---------------------------------------------------------------------------------------------------

    def show_headers(self, record):
        rows = [("topic", f"{record.topic}, partition {record.partition}, offset {record.offset}"), ("key", record.key)]
        show.table(rows + list(record.headers.items()))

    def keep(self, name, data):
        folder = RUN / "shown"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
        return relative(folder / name)


def resolve(document, pointer):
    """What a JSON Pointer names, or for a missing member the object it belongs in; None when it leads elsewhere."""
    node = document
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    for number, part in enumerate(parts):
        if isinstance(node, list):
            if not part.isdigit() or int(part) >= len(node):
                return None
            node = node[int(part)]
        elif isinstance(node, dict) and part in node:
            node = node[part]
        else:
            return node if number == len(parts) - 1 else None
    return node if node is not None else document
