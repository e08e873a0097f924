"""Zorgia (XZ): an invented country whose adapter is a program of its own. Imports only, one JSON document, one fee.

Everything here is invented; the file shows the form. Its cases beside it run in the conformance suite like those of every country
(tests/conformance/remote_test.py)."""
import json
import re
from datetime import datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal

import remote_adapter

FEE_PERCENT = Decimal("5")  # zorg-act#2
VALUE_MAX = {"EUR": Decimal("500"), "CNY": Decimal("4000")}  # zorg-act#3, from 2025-01-01
STATUSES = {"in": "received", "no": "registered", "ask": "query", "free": "released", "stop": "rejected", "void": "cancelled"}
FUNCTIONS = {"submit": "new", "amend": "change", "cancel": "withdraw"}
NUMBER = re.compile(r"XZ[0-9A-F]{16}")


def rule(number, code, remedy, basis, en, zh, ru, severity="error"):
    return {"id": f"XZ-{number:04}", "code": code, "severity": severity, "remedy": remedy, "basis": basis,
            "text": {"en": en, "zh": zh, "ru": ru}}


RULES = [
    rule(1, "lane-not-served", "none", "zorg-act#1", "Zorgia takes imports only.", "佐尔吉亚仅受理进口。",
         "Зоргия принимает только ввоз."),
    rule(2, "action-not-served", "none", "zorg-act#1", "Zorgia has no message for goods that come back.",
         "佐尔吉亚没有退货报文。", "В Зоргии нет сообщения о возврате товаров."),
    rule(3, "consignee-missing", "buyer", "zorg-msg#1", "The consignee's name is missing.", "缺少收货人姓名。",
         "Не указан получатель."),
    rule(4, "gross-weight-missing", "payload", "zorg-msg#2", "The gross weight is missing.", "缺少毛重。",
         "Не указан вес брутто."),
    rule(5, "hs-code-missing", "catalog", "zorg-msg#3", "The six-digit HS code is missing.", "缺少6位HS编码。",
         "Не указан шестизначный код ГС."),
    rule(6, "currency-not-accepted", "payload", "zorg-act#3", "Zorgia takes values in EUR or CNY only.", "佐尔吉亚仅接受欧元或人民币。",
         "Зоргия принимает стоимость только в EUR или CNY."),
    rule(7, "value-above-limit", "payload", "zorg-act#3", "The goods are worth more than a simple import may be.",
         "货值超过简易进口限额。", "Стоимость выше предела простого ввоза."),
    rule(8, "import-fee", "none", "zorg-act#2", "Fee on imports.", "进口规费。", "Сбор при ввозе.", "warning"),
]
INFO = {
    "country": "XZ", "name": "Zorgia Simple Import (invented)", "version": "xz/1", "status": "wip",
    "posture": "A reply is not signed: it is believed only when the number in it is one that was published.",
    "actions": ["submit", "amend", "cancel"],
    "regimes": [{"code": "SIMPLE", "name": "simple import", "kind": "import_declaration", "documents": ["ZorgiaImport"],
                 "followUps": []}],
    "sources": [{"id": "zorg-act", "title": "Zorgia Import Act (invented)", "version": "2025"},
                {"id": "zorg-msg", "title": "Zorgia messages (invented)", "version": "1"}],
    "rules": RULES,
}


def violation(number, pointer, leg="", found=""):
    return {"rule": f"XZ-{number:04}", "pointer": pointer, "leg": leg, "found": found}


def hs6(line):
    return next((code["code"] for code in line.get("customs", {}).get("codes", ()) if code["system"] == "HS6"), "")


def goods(order):
    return [(index, line) for index, line in enumerate(order.get("lines", ())) if line.get("kind", "goods") == "goods"]


def value(order):
    return sum((Decimal(line["amount"]) - Decimal(line.get("discount", "0")) for _, line in goods(order)), Decimal("0.00"))


def weight(order):
    consignments = order.get("consignments") or [{}]
    return consignments[0].get("grossWeight", "")


def consignee(order):
    return order.get("parties", {}).get("consignee", {})


def cents(amount):
    return str(amount.quantize(Decimal("0.01"), ROUND_HALF_UP))


def later(now, minutes):
    at = datetime.fromisoformat(now).astimezone(timezone.utc) + timedelta(minutes=minutes)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z"


class Zorgia:
    info = INFO

    def plan_legs(self, order, context):
        if context["action"] == "return":
            return [], [violation(2, "", found="return")]
        destination = order["order"]["flow"].get("destinationCountry", "")
        if destination != "XZ":
            return [], [violation(1, "/order/flow/destinationCountry", found=destination)]
        return [{"id": "import-xz", "kind": "import_declaration", "country": "XZ", "regime": "SIMPLE"}], []

    def check(self, order, leg, context):
        found, currency = [], order["money"]["currency"]
        if context["action"] == "return":  # a leg that is out is changed without being planned again
            found.append(violation(2, "", leg["id"], "return"))
        if not consignee(order).get("name"):
            found.append(violation(3, "/parties/consignee/name", leg["id"]))
        if not weight(order):
            found.append(violation(4, "/consignments/0/grossWeight", leg["id"]))
        for index, line in goods(order):
            if not hs6(line):
                found.append(violation(5, f"/lines/{index}/customs/codes", leg["id"]))
        if currency not in VALUE_MAX:
            found.append(violation(6, "/money/currency", leg["id"], currency))
        elif value(order) > VALUE_MAX[currency]:
            found.append(violation(7, "/money/goods", leg["id"], cents(value(order))))
        return found

    def quote(self, order, leg, context):
        currency, basis = order["money"]["currency"], value(order)
        return [{"kind": "fee", "basis": cents(basis), "basisCurrency": currency, "rate": f"{FEE_PERCENT} %",
                 "amount": cents(basis * FEE_PERCENT / 100), "currency": currency, "rule": "XZ-0008"}]

    def declare(self, order, leg, context):
        # An amendment has the number of the original.
        name = remote_adapter.context_uuid({**context, "version": 1}, "ZorgiaImport")
        number = "XZ" + name.replace("-", "")[:16].upper()
        document = {
            "number": number, "function": FUNCTIONS[context["action"]], "version": context["version"],
            "prepared": context["decidedAt"], "consignee": consignee(order)["name"], "grossWeightKg": weight(order),
            "currency": order["money"]["currency"], "total": cents(value(order)),
            "goods": [{"code": hs6(line), "text": line["title"], "quantity": line["quantity"]} for _, line in goods(order)],
        }
        return [{"kind": "ZorgiaImport", "contentType": "application/json", "references": [f"xz:ZorgiaImport:{number}"],
                 "bytes": (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode(), "dataSchema": "zorgia-import/1",
                 "filer": "seller", "decidesLeg": True}]

    def read_reply(self, data, content_type):
        """Hostile input is normal: whatever is not a reply is unreadable-reply."""
        try:
            reply = json.loads(data)
            number, status = reply["number"], STATUSES[reply["status"]]
            if not NUMBER.fullmatch(number):
                raise ValueError("number")
            item = {"references": [f"xz:ZorgiaImport:{number}"], "status": status, "nativeStatus": reply["status"],
                    "authorityReference": str(reply.get("registration", ""))[:64],
                    "reasons": [{"code": str(code)[:64], "text": ""} for code in list(reply.get("reasons", []))[:100]]}
            if "at" in reply:
                item["at"] = later(reply["at"], 0)
            json.dumps(item).encode()
            return [item]
        except Exception as failure:  # noqa: BLE001
            raise remote_adapter.Failure("unreadable-reply", f"not a reply of Zorgia: {type(failure).__name__}") from failure

    def simulate(self, kind, data, outcome, now):
        document = json.loads(data)
        ends = {"accepted": ["no", "void" if document["function"] == "withdraw" else "free"], "rejected": ["stop"], "query": ["ask"]}
        replies = []
        for minute, status in enumerate(["in", *ends[outcome]]):
            reply = {"number": document["number"], "status": status, "at": later(now, minute)}
            if status in ("no", "free", "void"):
                reply["registration"] = "XZ/" + document["number"][2:10]
            if status in ("stop", "ask"):
                reply["reasons"] = ["Z1"]
            replies.append({"contentType": "application/json", "bytes": json.dumps(reply).encode()})
        return replies


if __name__ == "__main__":
    remote_adapter.main(Zorgia())
