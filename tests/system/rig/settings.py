"""Settings of a test installation: two tenants with keys, and a connection for each platform. All names and numbers are
invented; enterprise codes have the right length and characters only."""
import base64
import functools
import hashlib
import json
import secrets
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa

SHOPIFY_SECRET = "shpss-test-0123456789abcdef"
WOOCOMMERCE_SECRET = "woo-test-0123456789abcdef"
DARAZ_SECRET = "100001:daraz-test-0123456789abcdef"  # application key and secret
SHOPEE_SECRET = "shopee-test-0123456789abcdef"
OWN_SHOP_SECRET = "own-shop-test-0123456789abcdef"

# GACC's codes: 10 or 18 characters of 0-9 A-Z; customs and port 4 digits; the rest as in the CEB 202205 schema.
CN_REGISTRATIONS = {
    "CN.ebpCode": "3702960ABC", "CN.ebpName": "丝路示范电子商务平台有限公司",
    "CN.ebcCode": "3702960XYZ", "CN.ebcName": "青岛示范贸易有限公司", "CN.ebcTelephone": "053200000000",
    "CN.agentCode": "3702980DEF", "CN.agentName": "青岛示范报关有限公司",
    "CN.logisticsCode": "3702980GHI", "CN.logisticsName": "示范邮政速递物流有限公司",
    "CN.copCode": "3702960ABC", "CN.copName": "丝路示范电子商务平台有限公司", "CN.dxpId": "DXPENTTEST000001",
    "CN.customsCode": "4227", "CN.portCode": "4227", "CN.POD": "344", "CN.statisticsFlag": "A",
    "CN.trafMode": "6", "CN.wrapType": "4", "CN.packNo": "1", "CN.unit": "C62",
    "CN.assureCode": "3702960XYZ", "CN.vatRate": "0.13", "CN.recpAccount": "3702020000000001",
    "CN.trafName": "X8077", "CN.voyageNo": "1",
}
S10_REGISTRATIONS = {"S10.service": "LX", "S10.country": "CN", "S10.from": "10000000", "S10.to": "89999999"}
# The customs representative who files the ПТДЭГ in Russia.
RU_REGISTRATIONS = {
    "RU.brokerName": "ООО Пример Таможенный представитель", "RU.brokerCertificate": "0123/00",
    "RU.customsOffice": "10005020", "RU.shopUrl": "https://shop.example/",
}
# One country in each of the formats: WCO message (UZ, IR), CUSDEC (PK), ASYCUDA file (TJ).
SAD_REGISTRATIONS = {
    "UZ.customsOffice": "26001", "UZ.declarantName": "Example Express", "UZ.declarantId": "301234567",
    "PK.format": "cusdec-d96b", "PK.edifactSender": "GATEWAY01", "PK.edifactRecipient": "PKCUSTOMS", "TJ.format": "asycuda",
    "IR.sanctionsScreening": "on",
}
# Who files express declarations in Kazakhstan, Belarus and Kyrgyzstan, and courier forms in India.
R043_REGISTRATIONS = {"KZ.brokerCertificate": "0000/00", "KZ.customsOffice": "55301", "BY.brokerCertificate": "0000/00",
                      "BY.customsOffice": "06611", "KG.brokerCertificate": "0000/00", "KG.customsOffice": "41711"}
IN_REGISTRATIONS = {"IN.channel": "courier", "IN.courierRegistration": "INX0000001", "IN.courierName": "Sample Express Pvt Ltd",
                    "IN.adCode": "6390005", "IN.personalTariffItem": "98049000", "IN.customHouse": "INBOM4",
                    "IN.icegateId": "SAMPLECHA", "IN.chaCode": "AAAAA0000ACH001", "IN.jobDateFormat": "ddmmyyyy",
                    "IN.port": "CNTAO", "IN.igstStatus": "LUT"}
# Who carries, and on which terms, for a connection that books every mode. Names and numbers are invented.
BOOKING_REGISTRATIONS = {
    "Booking.rail": "SMGS", "Booking.road": "CMR", "Booking.sea": "DCSA", "Booking.air": "XFZB", "Booking.carrier.CDEK": "CDEK",
    "Waybill.prefix": "SG", "Waybill.from": "0000000001", "Waybill.to": "8999999999", "SMGS.carrier": "Example Rail Operator",
    "CMR.carrier": "Example Trucks", "XFZB.carrier": "Example Forwarder", "XFZB.sender": "EXSENDER",
    "XFZB.recipient": "EXRECIPIENT", "DCSA.serviceContract": "SC-0001", "DCSA.receiptType": "CFS", "DCSA.deliveryType": "CFS",
    "DCSA.movementType": "LCL", "DCSA.equipment": "45G1", "CDEK.tariff": "136",
    # Standards that single carriers read, by the carrier's code in the order.
    "Booking.carrier.ETRUCK": "ECMR", "ECMR.carrier": "Example Paperless Trucks", "Booking.carrier.ONER": "ONERECORD",
    "ONERECORD.carrier": "Example Forwarder", "Booking.carrier.YUN": "YUNEXPRESS", "YUNEXPRESS.product": "EGWTR",
    "Booking.carrier.POST-RU": "RUSSIANPOST", "RUSSIANPOST.mailType": "SMALL_PACKET", "RUSSIANPOST.mailCategory": "ORDERED",
    "RUSSIANPOST.transportType": "SURFACE", "TIR.holder": "KAZ/012/1234", "TIR.departureCustoms": "Khorgos",
}


# How Chinese customs asks for payments. A throw-away key; the last part of the address stands in the file.
SIGNING = Path(__file__).resolve().parents[2] / "data/signing"
PAYMENT_DATA = {"address_key_file": str(SIGNING / "payment-address.key"), "certificate_file": str(SIGNING / "rsa.crt.pem"),
                "key_file": str(SIGNING / "rsa.key.pem")}


@dataclass(frozen=True)
class Key:
    id: str
    secret: str
    scopes: tuple

    @property
    def token(self):
        return f"sgk_{self.id}_{self.secret}"

    def settings(self):
        return {"id": self.id, "secret_sha256": hashlib.sha256(self.secret.encode()).hexdigest(),
                "scopes": list(self.scopes)}


ALL_SCOPES = ("orders:write", "orders:read", "catalog:write")
ACME = Key("acmekey", "a" * 52, ALL_SCOPES)
ACME_READER = Key("acmereader", "b" * 52, ("orders:read",))
OTHER = Key("otherkey", "c" * 52, ALL_SCOPES)
ACME_OPERATOR = Key("acmeboss", "e" * 52, ("operator",))
INDIA = Key("indiakey", "d" * 52, ALL_SCOPES)
LANES = Key("laneskey", "e" * 52, ALL_SCOPES)
EXPORTS = Key("exportskey", "f" * 52, ALL_SCOPES)


def registrations(**changes):
    return {**CN_REGISTRATIONS, **S10_REGISTRATIONS, **RU_REGISTRATIONS, **SAD_REGISTRATIONS, **R043_REGISTRATIONS,
            **IN_REGISTRATIONS, **changes}


def connection(identifier, platform, **more):
    return {
        "id": identifier, "tenant": "acme", "platform": platform, "shop_id": f"{identifier}.example",
        "origin_country": "CN", "trade_mode": "9610", "incoterm": "DAP", "language": "ru",
        "registrations": registrations(),
        "seller": {"name": "青岛示范贸易有限公司", "name_latin": "Qingdao Sample Trading Co Ltd", "country": "CN",
                   "address_lines": ["1 Sample Road"], "region": "Shandong", "city": "Qingdao", "postcode": "266000",
                   "phone": "+8653200000000", "email": "seller@example.com"},
        "platform_party": {"name": "丝路示范电子商务平台有限公司", "name_latin": "Silk Road Sample Platform",
                           "country": "CN"},
        # Shopify's note_attributes and WooCommerce's meta_data in which the shop asks its buyers.
        "buyer_id_attributes": {"passport": "RU_PASSPORT", "passport_issued": "RU_PASSPORT.issued",
                                "passport_issuer": "RU_PASSPORT.issuer", "inn": "RU_INN"},
        **more,
    }


def adapters_data(directory, today=None):
    """The adapters' data as an operator keeps them: those of the repository, and the rates of the day, which are not
    shipped. The rates are invented."""
    source, target = Path(__file__).resolve().parents[3] / "adapters", Path(directory) / "adapters-data"
    today = today or datetime.now(timezone(timedelta(hours=3))).date()  # Moscow
    for folder in source.glob("*/data"):
        shutil.copytree(folder, target / folder.parent.name / "data", dirs_exist_ok=True)
    days = f"{today - timedelta(days=1)},{today + timedelta(days=2)}"
    rates_of_the_day = {
        "ru": [("CBR", "EUR", "91.5000"), ("CBR", "USD", "79.2500"), ("CBR", "CNY", "11.1000")],
        "kz": [("NBK", "EUR", "600.00"), ("NBK", "CNY", "75.00")],
        "by": [("NBRB", "EUR", "3.4500"), ("NBRB", "CNY", "0.4200")],
        "kg": [("NBKR", "EUR", "100.0000"), ("NBKR", "CNY", "12.3000")],
        "in": [("CBIC-IMPORT", "CNY", "12.5000"), ("CBIC-EXPORT", "CNY", "12.0000")],
    }
    for country, rows in rates_of_the_day.items():
        with open(target / country / "data/rates.csv", "a", encoding="utf-8") as rates:
            for bank, currency, rate in rows:
                rates.write(f"{bank},{currency},1,{rate},of-the-day,{days}\n")
    # Of the Union's tariff the one code that the tests' organisations import; the rate is invented.
    for country in ("ru", "kz", "by", "kg"):
        with open(target / country / "data/tariff.csv", "a", encoding="utf-8") as tariff:
            tariff.write("8516797000,MAX,10,2,EUR,166,of-the-tests,2026-01-01,\n")
    return target


def party_keys(directory):
    """A folder of keys for the parties of accepted orders: one of Russia's own, one for all other countries."""
    folder = Path(directory) / "party-keys"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("RU.2026", "ANY.2026"):
        (folder / f"{name}.key").write_text(base64.b64encode(secrets.token_bytes(32)).decode() + "\n", encoding="ascii")
    return folder


@functools.cache
def saleor_key():
    """The key a Saleor signs with; one a run."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def saleor_jwks():
    """What it publishes at /.well-known/jwks.json."""
    def url64(value):
        return base64.urlsafe_b64encode(value.to_bytes((value.bit_length() + 7) // 8, "big")).rstrip(b"=").decode()
    numbers = saleor_key().public_key().public_numbers()
    return json.dumps({"keys": [{"kty": "RSA", "use": "sig", "kid": "1", "n": url64(numbers.n), "e": url64(numbers.e)}]})


# Id and name of the person on the installation's list of denied parties.
DENIED = ("own-1", "ZUBROV, Arkady Ivanovich")


def denied_parties(directory):
    """A list of denied parties; everybody on it is invented."""
    path = Path(directory) / "denied-parties.csv"
    path.write_text(f'id,name,kind\n{DENIED[0]},"{DENIED[1]}",person\nown-2,Blue Crane Trading,organisation\n', encoding="utf-8")
    return path


def tenants():
    return [{"id": "acme", "name": "Acme", "keys": [ACME.settings(), ACME_READER.settings(), ACME_OPERATOR.settings()]},
            {"id": "other", "name": "Other", "keys": [OTHER.settings()]},
            {"id": "india", "name": "India", "keys": [INDIA.settings()]},
            {"id": "lanes", "name": "Lanes", "keys": [LANES.settings()]},
            {"id": "exports", "name": "Exports", "keys": [EXPORTS.settings()]}]


def connections():
    return [connection("direct", "direct", payment_data=PAYMENT_DATA),
            connection("shopify", "shopify", secret=SHOPIFY_SECRET),
            connection("woo", "woocommerce", secret=WOOCOMMERCE_SECRET),
            connection("saleor", "saleor", secret=saleor_jwks()),
            connection("daraz", "lazada", secret=DARAZ_SECRET),
            connection("shopee", "shopee", secret=SHOPEE_SECRET),
            connection("ubl", "ubl", utc_offset="+05:00"),
            connection("own-shop", "mapping", mapping_file=str(Path(__file__).with_name("own_shop.json")),
                       secret=OWN_SHOP_SECRET, utc_offset="+03:00"),
            connection("any", "auto"),
            connection("in-cargo", "direct", tenant="india", registrations=registrations(**{"IN.channel": "cargo"})),
            connection("in-post", "direct", tenant="india", registrations=registrations(**{"IN.channel": "post"})),
            connection("lanes", "direct", tenant="lanes", registrations=registrations(**BOOKING_REGISTRATIONS)),
            # What leaves the countries of SAD_REGISTRATIONS in their other formats, and India by its other channels.
            connection("out-other-formats", "direct", tenant="exports",
                       registrations=registrations(**{"TJ.format": "wco", "PK.format": "cusdec-d01b", "IR.format": "asycuda"})),
            connection("out-cusdec", "direct", tenant="exports",
                       registrations=registrations(**{"IR.format": "cusdec-d96b", "IR.edifactSender": "GATEWAY01",
                                                      "IR.edifactRecipient": "IRCUSTOMS"})),
            connection("out-cargo", "direct", tenant="exports",
                       registrations=registrations(**{"IN.channel": "cargo", "IN.port": "INBOM4"})),
            connection("out-post", "direct", tenant="exports",
                       registrations=registrations(**{"IN.channel": "post", "S10.country": "IN"})),
            connection("other", "direct", tenant="other")]


def installation(bootstrap, group, replication=3, **sections):
    """Settings for one gateway of the installation `group` on a real cluster."""
    settings = {
        "instance": {"group": group},
        "kafka": {"brokers": bootstrap, "group": group, "transactional_id": group, "partitions": 3,
                  "replication": replication, "min_insync": 2 if replication >= 2 else 1},
        "route": {"batch_ms": 5},
        "log": {"level": "info"},
        "tenants": tenants(),
        "connections": connections(),
    }
    for section, values in sections.items():
        settings.setdefault(section, {}).update(values)
    return settings
