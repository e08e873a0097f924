"""What the demonstration does and expects. Every command it prints is the one it runs, and every expectation is checked."""
import hashlib
import json

import show
from stage import DEMO, ROOT, RUN, relative
from to_russia import to_russia
from tools import BEARER, Tools

SHOPIFY = DEMO / "orders/shopify_order_1002.json"
WOOCOMMERCE = DEMO / "orders/woocommerce_order_727.json"
ITEM = DEMO / "catalog/IPOD2009BLACK.json"
OUTPUTS = ("customs.cn.declarations.v1", "customs.ru.declarations.v1", "logistics.bookings.v1")
RECEIPTS = ("customs.cn.receipts.v1", "customs.ru.receipts.v1", "logistics.receipts.v1")
DOCUMENTS = {"CEB303": "order", "CEB505": "waybill", "CEB603": "declaration list",
             "ExpressCargoDeclaration": "goods declaration of express cargo (ПТДЭГ)", "S10Item": "postal item booking"}
# Order number's suffix → what it stands for, the order's state at rest, and that of both its declarations.
OUTCOMES = {
    "-REJECT": ("the authority refuses", "rejected", "rejected"),
    "-QUERY": ("the authority asks back", "processing", "query"),
    "-SILENT": ("nobody answers", "routed", "published"),
    "-DUP": ("every reply comes twice", "cleared", "released"),
    "-LATE": ("replies come in reverse order", "cleared", "released"),
}


class Story(Tools):
    def tell(self):
        self.unchanged_shopify()
        self.unchanged_woocommerce()
        order, path, answer = self.to_russia()
        self.catalogue(order)
        self.common_order(order)
        documents = self.documents(order)
        self.receipts(order, documents)
        self.outcome(order)
        self.again(order, path, answer)
        return order

    def unchanged_shopify(self):
        show.heading("1. A real Shopify order, unchanged")
        show.say("Published by Shopify (deploy/demo/orders/SOURCES.md). It goes to Canada, and a shop's order says nothing "
                 "of customs codes.")
        show.title("posted bytes")
        raw = SHOPIFY.read_bytes()
        show.payload(raw, relative(SHOPIFY), self.limit(6))
        answer = self.post_shopify(relative(SHOPIFY))
        self.held_for_its_lane(answer, raw)

    def unchanged_woocommerce(self):
        show.heading("2. A real WooCommerce order, unchanged")
        show.say("From WooCommerce's API documentation; it goes to San Francisco.")
        show.title("posted bytes")
        raw, path = WOOCOMMERCE.read_bytes(), relative(WOOCOMMERCE)
        show.payload(raw, path, self.limit(6))
        answer = self.post_woocommerce(path)
        self.held_for_its_lane(answer, raw)

    def held_for_its_lane(self, answer, raw):
        self.show_answer(answer)
        codes = self.blockers(answer.json(), raw)
        self.check("accepted and held, since no adapter serves that lane", answer.json()["state"] == "held"
                   and "lane-not-served" in codes, codes)
        order = answer.json()["id"]
        self.settled(order, "held")
        published = [record.kind for record in self.published(order)]
        self.check("nothing was declared and nothing booked", not published, published)

    def published(self, order):
        return [record for topic in OUTPUTS for record in self.records(topic) if record.order == order]

    def to_russia(self):
        show.heading("3. The same Shopify order, for a buyer in Moscow")
        path = relative(RUN / "order_1003.json")
        self.shell(f"deploy/demo/to_russia.py {relative(SHOPIFY)} '#1003' \\\n> {path}")
        raw = (ROOT / path).read_bytes()
        show.diff(json.loads(SHOPIFY.read_bytes()), json.loads(raw))
        answer = self.post_shopify(path)
        self.show_answer(answer)
        codes = self.blockers(answer.json(), raw)
        self.check("held: both countries want commodity codes that the shop did not send",
                   answer.json()["state"] == "held" and "hs-code-missing" in codes and "lane-not-served" not in codes, codes)
        order = answer.json()["id"]
        self.settled(order, "held")
        return order, path, answer

    def catalogue(self, order):
        show.heading("4. The catalogue gets what is missing; the order goes on by itself")
        sku, path = ITEM.stem, relative(ITEM)
        show.title(path)
        show.block(ITEM.read_text(encoding="utf-8"))
        answer = self.curl(f'-X PUT "$SILKGATE/v1/catalog/items/{sku}" {BEARER} \\\n'
                           f'-H "Content-Type: application/json" --data-binary @{path}')
        show.line(show.INDENT + answer.status_line, "bold")
        self.check("the catalogue took the article", answer.status in (200, 201), answer.body.decode()[:300])
        show.line()
        show.say("Nothing more is sent. What the order does now, as GET /v1/orders/{id}/events shows it:")
        seen = 0

        def cleared():
            nonlocal seen
            events = self.events(order)
            if events[seen:]:
                show.table(event_rows(events[seen:]), least=EVENT_WIDTHS)
            seen = len(events)
            return events and events[-1].get("state") == "cleared"
        self.wait("the order becomes cleared", cleared)
        self.check("the order is cleared, and nobody posted it again", self.settled(order, "cleared")["state"] == "cleared")
        self.wait("every document has its last reply", lambda: all(
            document["state"] == "released" for leg in self.get(f"/v1/orders/{order}").json()["legs"]
            for document in leg["documents"]))

    def events(self, order):
        return self.get(f"/v1/orders/{order}/events").json()["events"]

    def common_order(self, order):
        show.heading("5. The common order, as the gateway put it on Kafka")
        found = [record for record in self.records("orders.accepted.v1", quiet=False) if record.key == order]
        value = json.loads(found[0].value)
        common = value.get("order", value)
        self.show_headers(found[0])
        path = self.keep("common_order.json", found[0].value)
        show.block(show.pretty(json.dumps(common, ensure_ascii=False).encode()), self.limit(60), path)
        text = found[0].value.decode()
        self.check("one common order with the shop's number, the amounts and the consignee in Moscow",
                   all(word in text for word in ("#1003", "181.09", "Москва")), path)

    def documents(self, order):
        show.heading("6. What the authorities and the carrier get, read back from Kafka")
        found = []
        for topic in OUTPUTS:
            mine = [record for record in self.records(topic, quiet=False) if record.order == order]
            for record in mine:
                show.title(f"{record.kind}: {DOCUMENTS.get(record.kind, 'unexpected')}")
                self.show_headers(record)
                path = self.keep(f"{record.kind}{'.xml' if record.value[:1] == b'<' else '.json'}", record.value)
                show.block(show.pretty(record.value), self.limit(26), path)
            found += mine
        kinds = sorted(record.kind for record in found)
        show.line()
        self.check("one document of each kind: " + ", ".join(DOCUMENTS), kinds == sorted(DOCUMENTS), kinds)
        item = json.loads(ITEM.read_text(encoding="utf-8"))
        values = {record.kind: record.value.decode() for record in found}
        for kind, system in (("CEB603", "CN10"), ("ExpressCargoDeclaration", "TNVED10")):
            code = next(entry["code"] for entry in item["codes"] if entry["system"] == system)
            self.check(f"{kind} carries the catalogue's {system} code {code}", code in values[kind])
        listed = {entry["id"]: entry["sha256"] for entry in self.get(f"/v1/orders/{order}/documents").json()["documents"]}
        self.check("GET /v1/orders/{id}/documents lists the same bytes (sha256)",
                   listed == {record.key: hashlib.sha256(record.value).hexdigest() for record in found}, listed)
        return found

    def receipts(self, order, documents):
        show.heading("7. The replies of customs and carrier (here: of `silkgate simulate`)")
        keys = {record.key: record.kind for record in documents}
        answered = set()
        for topic in RECEIPTS:
            for number, record in enumerate(self.records(topic, quiet=False)):
                if record.key not in keys:
                    continue
                answered.add(keys[record.key])
                show.title(f"reply {number + 1}, to {keys[record.key]}")
                path = self.keep(f"reply_{topic.split('.')[1]}_{number + 1}.txt", record.value)
                show.block(show.pretty(record.value), self.limit(14), path)
        show.line()
        self.check("every document was answered", answered == set(DOCUMENTS), answered)

    def outcome(self, order):
        show.heading("8. How it ended")
        answer = self.curl(f'"$SILKGATE/v1/orders/{order}" {BEARER}')
        body = answer.json()
        show.line(f"{show.INDENT}{body['id']}  number {body['number']}  state {body['state']}  "
                  f"version {body['version']}  waybill {body.get('waybill', '')}", "bold")
        show.table([(leg["id"] if document is leg["documents"][0] else "", leg["state"] if document is leg["documents"][0] else "",
                     document["kind"], document["state"], document.get("authorityReference", ""))
                    for leg in body["legs"] for document in leg["documents"]],
                   ["leg", "state", "document", "state", "authority's number"])
        legs = {leg["id"]: leg["state"] for leg in body["legs"]}
        self.check("China released the export and Russia the import",
                   legs.get("export-cn") == legs.get("import-ru") == "released", legs)
        events = self.events(order)
        show.title("events")
        show.table(event_rows(events), ["no.", "time", "event", "order", "of"], EVENT_WIDTHS)
        numbers = [event["sequence"] for event in events]
        self.check("events are numbered without gaps and end with cleared",
                   numbers == list(range(1, len(numbers) + 1)) and events[-1].get("state") == "cleared", numbers)

    def again(self, order, path, first):
        show.heading("9. The shop's webhook fires again")
        answer = self.post_shopify(path)
        self.show_answer(answer)
        self.check("the same answer, byte for byte, marked as replayed",
                   answer.body == first.body and answer.headers.get("idempotent-replayed") == "true", answer.status_line)
        self.declared_once(order)

    def declared_once(self, order):
        kinds = sorted(record.kind for record in self.published(order))
        self.check("there still is one document of each kind for #1003", kinds == sorted(DOCUMENTS), kinds)

    def outcomes(self, order):
        show.heading("10. When things go differently")
        show.say("The simulated authorities choose their answer by the order number's suffix.")
        show.line()
        document = SHOPIFY.read_bytes()
        posted = {}
        for number, suffix in enumerate(OUTCOMES, 2001):
            path = RUN / f"order_{number}.json"
            path.write_text(json.dumps(to_russia(json.loads(document), f"#{number}{suffix}"), ensure_ascii=False), encoding="utf-8")
            answer = self.post_shopify(relative(path), quiet=True)
            posted[suffix] = answer.json()["id"]
        bodies = {}
        for suffix, (_, state, leg_state) in OUTCOMES.items():
            def there(order=posted[suffix], state=state, leg_state=leg_state):
                body = self.get(f"/v1/orders/{order}").json()
                if body["state"] == "accepted":  # the first answer still: nothing was routed yet
                    return None
                legs = {leg["id"]: leg["state"] for leg in body["legs"]}
                replied = all(document["state"] != "published" for leg in body["legs"] for document in leg["documents"])
                return body if (body["state"] == state and legs["export-cn"] == legs["import-ru"] == leg_state
                                and replied == (leg_state != "published")) else None
            bodies[suffix] = self.wait(f"the order …{suffix} becomes {state}, both its declarations {leg_state}", there)
        replies = [record.key for topic in RECEIPTS for record in self.records(topic)]
        rows, counts = [], {}
        for suffix, body in bodies.items():
            legs = {leg["id"]: leg for leg in body["legs"]}
            counts[suffix] = sum(replies.count(document["id"]) for leg in body["legs"] for document in leg["documents"])
            codes = sorted({reason.get("code") or reason.get("text", "")[:40] for leg in body["legs"] for document in leg["documents"]
                            for reason in document.get("reasons", ())})
            rows.append((suffix, body["state"], legs["export-cn"]["state"], legs["import-ru"]["state"], counts[suffix],
                         OUTCOMES[suffix][0] + (f" ({', '.join(codes)})" if codes else "")))
        show.table(rows, ["number ends", "order", "export-cn", "import-ru", "replies", "meaning"])
        self.check("each order rests where its authority's answer puts it",
                   counts["-SILENT"] == 0 and counts["-DUP"] == 2 * counts["-LATE"] > 0, counts)
        self.declared_once(order)


EVENT_WIDTHS = (3, 12, 19, 10)


def event_rows(events):
    """Number, time, what, the order's state after it, and the document or leg it is about with its reasons."""
    rows = []
    for event in events:
        detail = event.get("detail") or {}
        about = detail.get("kind") or detail.get("leg", "")
        reasons = ", ".join(blocker["code"] for blocker in detail.get("blockedBy", ())) or detail.get("authorityReference", "")
        rows.append((event["sequence"], event["at"][11:23], event["type"], event.get("state", ""),
                     f"{about}: {reasons}" if reasons else about))
    return rows
