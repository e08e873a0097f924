"""What a team would write in an afternoon: POST an order over TLS, produce it to Kafka with acks=all, answer 202 after the
delivery report. Nothing is checked, normalised or de-duplicated."""
import asyncio
import json
import os
import ssl
import threading

import uvloop
from aiohttp import web
from confluent_kafka import KafkaException, Producer

PRODUCER = Producer({"bootstrap.servers": os.environ["BENCH_KAFKA"], "acks": "all", "enable.idempotence": True,
                     "linger.ms": 1, "socket.nagle.disable": True, "compression.type": "lz4"})


def serve_reports():
    while True:
        PRODUCER.poll(0.5)


async def post(request):
    body = await request.read()
    try:
        number = json.loads(body)["name"]
    except (ValueError, KeyError, TypeError):
        return web.json_response({"code": "malformed"}, status=400)
    loop = asyncio.get_running_loop()
    confirmed = loop.create_future()

    def report(error, _message):
        loop.call_soon_threadsafe(lambda: confirmed.done() or confirmed.set_result(error))
    try:
        PRODUCER.produce(os.environ["BENCH_TOPIC"], body, number, on_delivery=report)
    except (BufferError, KafkaException):
        return web.json_response({"code": "overloaded"}, status=503)
    if await confirmed:
        return web.json_response({"code": "kafka-unavailable"}, status=503)
    return web.json_response({"id": number, "state": "accepted"}, status=202)


def main():
    threading.Thread(target=serve_reports, daemon=True).start()
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(os.environ["BENCH_CERTIFICATE"], os.environ["BENCH_KEY"])
    application = web.Application(client_max_size=1 << 20)
    application.router.add_post("/{path:.*}", post)
    uvloop.install()
    web.run_app(application, host="127.0.0.1", port=int(os.environ["BENCH_PORT"]), ssl_context=tls, access_log=None,
                print=None)


if __name__ == "__main__":
    main()
