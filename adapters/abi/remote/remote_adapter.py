"""The third door's other end: serves a country's adapter, written in Python, over Kafka.

    python3 zorgia.py --brokers localhost:9092

An adapter is a class with `info` and the calls `plan_legs`, `check`, `quote`, `declare`, `read_reply` and `simulate`, which take and
return what adapters/abi/README.md says, as dicts. It must be pure: the same request, the same answer. Several processes with one
group share the calls."""
import argparse
import base64
import json
import signal
import uuid

from confluent_kafka import Consumer, Producer

# Silkgate's own name space of UUIDs, in which Context::uuid makes identifiers.
NAMESPACE = uuid.UUID("6f1d0c52-9a3e-4b7d-8e21-5bc40a97d318")


class Failure(Exception):
    """An answer that is an error: its code is one of docs/reference/errors.md."""

    def __init__(self, code, detail):
        super().__init__(detail)
        self.code, self.detail = code, detail


def context_uuid(context, name):
    """The identifier that the gateway's own adapters would make of this name."""
    return str(uuid.uuid5(NAMESPACE, f"{context['orderId']}|{context['version']}|{name}"))


def encoded(documents):
    """Bytes as base64, as they travel."""
    return [{**document, "bytes": base64.b64encode(document["bytes"]).decode()} for document in documents]


def answer(adapter, request):
    """The answer to one request, both as dicts."""
    call = request.get("call")
    about = (request.get("order"), request.get("leg"), request.get("context"))
    if call == "info":
        return {"info": adapter.info}
    if call == "planLegs":
        legs, violations = adapter.plan_legs(about[0], about[2])
        return {"legs": legs, "violations": violations}
    if call == "check":
        return {"violations": adapter.check(*about)}
    if call == "quote":
        return {"lines": adapter.quote(*about)}
    if call == "declare":
        return {"documents": encoded(adapter.declare(*about))}
    if call == "readReply":
        return {"items": adapter.read_reply(base64.b64decode(request["bytes"]), request["contentType"])}
    if call == "simulate":
        replies = adapter.simulate(request["kind"], base64.b64decode(request["bytes"]), request["outcome"], request["now"])
        return {"replies": encoded(replies)}
    raise Failure("invalid-value", "there is no such call")


def answer_bytes(adapter, value):
    """Whatever comes, an answer goes back: a caller waits for it."""
    try:
        made = answer(adapter, json.loads(value))
    except Failure as failure:
        made = {"error": {"code": failure.code, "detail": failure.detail}}
    except Exception as failure:  # noqa: BLE001 - a bug here must not end the service
        made = {"error": {"code": "internal", "detail": f"{type(failure).__name__}: {failure}"}}
    return json.dumps(made, ensure_ascii=False).encode()


def serve(adapter, brokers, group):
    cc = adapter.info["country"].lower()
    consumer = Consumer({"bootstrap.servers": brokers, "group.id": group, "auto.offset.reset": "latest",
                         "fetch.wait.max.ms": 10, "allow.auto.create.topics": True})
    producer = Producer({"bootstrap.servers": brokers, "linger.ms": 0})
    going = [True]
    signal.signal(signal.SIGTERM, lambda *_: going.clear())
    consumer.subscribe([f"adapters.{cc}.calls.v1"], on_assign=lambda *_: print("ready", flush=True))
    while going:
        record = consumer.poll(0.2)
        producer.poll(0)
        if record is None or record.error() or record.value() is None:
            continue
        call = dict(record.headers() or ()).get("sg_call")
        if call:
            producer.produce(f"adapters.{cc}.answers.v1", key=record.key(), value=answer_bytes(adapter, record.value()),
                             headers={"sg_call": call})
    producer.flush(5)
    consumer.close()


def main(adapter):
    arguments = argparse.ArgumentParser(description=adapter.info["name"])
    arguments.add_argument("--brokers", required=True, help="host:port, comma separated")
    arguments.add_argument("--group", default=f"adapter-{adapter.info['country'].lower()}", help="consumer group")
    given = arguments.parse_args()
    serve(adapter, given.brokers, given.group)
