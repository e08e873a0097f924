"""`silkgate seal` and `verify`: a declaration signed by a key in a file or on a signature server."""
import base64
import json
import os
import pathlib
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from lxml import etree

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("SILKGATE_BINARY", str(ROOT / "build/release/silkgate"))
KEYS = ROOT / "tests/data/signing"
DECLARATION = ROOT / "adapters/cn/cases/import_from_uz.CEB621.xml"
DXP = "{http://www.chinaport.gov.cn/dxp}"


def run(*arguments, stdin=b""):
    done = subprocess.run([BINARY, *map(str, arguments)], input=stdin, capture_output=True, timeout=60, cwd=ROOT, check=False)
    return done.returncode, done.stdout, done.stderr.decode()


@pytest.fixture
def signature_server():
    """Signs with the test key as a card would; answers wrongly when `lies` is set."""
    key = serialization.load_pem_private_key((KEYS / "rsa.key.pem").read_bytes(), None)
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            seen.append(asked)
            signature = key.sign(base64.b64decode(asked["data"]), padding.PKCS1v15(), hashes.SHA1())  # noqa: S303
            if self.path == "/lies":
                signature = signature[::-1]
            body = json.dumps({"signature": base64.b64encode(signature).decode()}).encode()
            self.send_response(200 if self.path != "/fails" else 503)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass
    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.seen = seen
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("key", "serial"), [("rsa", "01691ffe"), ("sm2", "03000000000cdffe")])
def test_a_sealed_declaration_verifies_and_a_changed_one_does_not(key, serial):
    code, envelope, errors = run("seal", "--key", KEYS / f"{key}.key.pem", "--certificate", KEYS / f"{key}.crt.pem", DECLARATION)
    assert code == 0, errors
    root = etree.fromstring(envelope)
    assert root.tag == DXP + "DxpMsg" and root.findtext(f"{DXP}TransInfo/{DXP}MsgType") == "CEB621Message"
    document = base64.b64decode(root.findtext(DXP + "Data"))
    assert document.replace(b"\n", b"")[:200] == DECLARATION.read_bytes().replace(b"\n", b"")[:200]
    code, said, _ = run("verify", "-", stdin=document)
    assert code == 0 and serial in said.decode()
    code, _, errors = run("verify", "-", stdin=document.replace("巧克力".encode(), "巧克刀".encode()))
    assert code == 3 and "changed" in errors
    code, _, errors = run("verify", "-", stdin=DECLARATION.read_bytes())
    assert code == 3 and "signature" in errors


def test_a_signature_server_signs(signature_server):
    url = f"http://127.0.0.1:{signature_server.server_port}"
    arguments = ("--certificate", KEYS / "rsa.crt.pem", "--bare", DECLARATION)
    code, document, errors = run("seal", "--signer", url + "/sign", *arguments)
    assert code == 0, errors
    assert (signature_server.seen[0]["key"], signature_server.seen[0]["mechanism"]) == ("01691ffe", "SHA1_RSA_PKCS")
    assert run("verify", "-", stdin=document)[0] == 0
    for path, said in (("/lies", "no signature of the certificate's key"), ("/fails", "answered 503")):
        code, document, errors = run("seal", "--signer", url + path, *arguments)
        assert (code, document) == (1, b"") and said in errors
    code, _, errors = run("seal", "--signer", "https://127.0.0.1/sign", *arguments)
    assert code == 1 and "http://<host>:<port>" in errors


def test_wrong_use_is_said(signature_server):
    assert run("seal", "--certificate", KEYS / "rsa.crt.pem", DECLARATION)[0] == 2
    code, _, errors = run("seal", "--key", KEYS / "sm2.key.pem", "--certificate", KEYS / "rsa.crt.pem", DECLARATION)
    assert code == 1 and "not the certificate's" in errors
    assert run("seal", "--key", KEYS / "rsa.key.pem", "--certificate", KEYS / "rsa.crt.pem", "/nonexistent")[0] == 1


def test_a_manifest_is_written_and_sealed(tmp_path):
    settings = tmp_path / "silkgate.toml"
    settings.write_text("\n".join([
        "[[tenants]]", 'id = "t_qd01"', "[[connections]]", 'id = "shop-1"', 'tenant = "t_qd01"', 'platform = "direct"',
        "[connections.registrations]", '"CN.customsCode" = "4258"', '"CN.copCode" = "3702960001"', '"CN.copName" = "示例"',
        '"CN.dxpId" = "DXPENT0000000001"', '"CN.agentCode" = "3702960001"', '"CN.agentName" = "示例报关"',
        '"CN.logisticsCode" = "3702980001"', '"CN.logisticsName" = "示例物流"']), encoding="utf-8")
    manifest = {"message": "CEB607", "copNo": "M-1", "trafMode": "3", "trafName": "X8077", "voyageNo": "1", "billNo": "B-1",
                "grossWeight": "12.5", "list": [{"logisticsNo": "W1"}, {"logisticsNo": "W2"}]}
    arguments = ("shipment", "--config", settings, "--connection", "shop-1", "--out", tmp_path)
    code, said, errors = run(*arguments, "-", stdin=json.dumps(manifest).encode())
    assert code == 0, errors
    [path] = said.decode().split()
    code, envelope, errors = run("seal", "--key", KEYS / "sm2.key.pem", "--certificate", KEYS / "sm2.crt.pem", path)
    assert code == 0 and b"CEB607Message" in envelope, errors
    del manifest["billNo"]
    code, _, errors = run(*arguments, "-", stdin=json.dumps(manifest).encode())
    assert code == 3 and "billNo" in errors


def test_payment_data_are_signed_over_the_text_that_stands_in_them(tmp_path):
    order = json.loads((ROOT / "adapters/cn/cases/import_from_uz.order.json").read_text(encoding="utf-8"))
    order["parties"]["payer"] = {"name": "测试甲", "paymentRecords": [
        {"paymentId": order["payments"][0]["id"], "request": "<xml>\"问\"</xml>", "response": "<xml>答</xml>", "clearing": "netsunion"}]}
    for line in order["lines"]:
        line["url"] = f"https://shop.example/{line['sku']}"
    connection = json.loads((ROOT / "adapters/cn/cases/import_from_uz.connection.json").read_text(encoding="utf-8"))
    registrations = {**connection["registrations"], "CN.recpAccount": "3702020000000001"}
    settings = tmp_path / "silkgate.toml"
    settings.write_text("\n".join([
        "[[tenants]]", 'id = "t_qd01"', "[[connections]]", 'id = "shop-1"', 'tenant = "t_qd01"', 'platform = "direct"',
        "[connections.registrations]", *(f"{json.dumps(key)} = {json.dumps(value, ensure_ascii=False)}"
                                         for key, value in registrations.items())]), encoding="utf-8")
    asked = {"orderNo": order["order"]["number"], "sessionID": "S-1", "serviceTime": 1764000000000}
    arguments = ("payment-data", "--config", settings, "--connection", "shop-1", "--certificate", KEYS / "rsa.crt.pem",
                 "--key", KEYS / "rsa.key.pem")
    code, upload, errors = run(*arguments, "--query", json.dumps(asked), "-", stdin=json.dumps(order).encode())
    assert code == 0, errors
    text, read = upload.decode(), json.loads(upload)
    head = text[text.index('"payExchangeInfoHead":') + 22:text.index(',"payExchangeInfoLists":')]
    lists = text[text.index('"payExchangeInfoLists":') + 23:text.index(',"serviceTime":')]
    signed = f'"sessionID":"S-1"||"payExchangeInfoHead":"{head}"||"payExchangeInfoLists":"{lists}"||"serviceTime":"1764000000000"'
    key = serialization.load_pem_private_key((KEYS / "rsa.key.pem").read_bytes(), None).public_key()
    key.verify(base64.b64decode(read["signValue"]), signed.encode(), padding.PKCS1v15(), hashes.SHA1())  # noqa: S303
    assert read["certNo"] == "01691ffe" and read["payExchangeInfoHead"]["totalAmount"] == 339.12
    code, _, errors = run(*arguments, "--query", json.dumps({**asked, "orderNo": "other"}), "-", stdin=json.dumps(order).encode())
    assert code == 1 and "not the one" in errors
