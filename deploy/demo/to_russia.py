#!/usr/bin/env python3
"""The same Shopify order, for a buyer in Moscow: to_russia.py ORDER.json NUMBER > NEW.json

Changes the buyer and the consignee, the two identity numbers that Russian customs asks for (as the shop's own order
attributes) and, since it is another order now, its number and id. Goods, prices and everything else stay as they are.
"""
import json
import sys
import zlib

PERSON = {"first_name": "Ольга", "last_name": "Иванова"}
CONSIGNEE = {**PERSON, "name": "Ольга Иванова", "address1": "ул. Тверская, д. 7, кв. 12", "city": "Москва", "zip": "125009",
             "province": "Москва", "province_code": None, "country": "Russia", "country_code": "RU", "phone": "+79161234567"}
ATTRIBUTES = {"passport": "4510123456", "passport_issued": "2015-03-20", "inn": "500100732259"}


def to_russia(document, number):
    order = document["order"]
    order["name"] = number
    order["id"] += 1 + zlib.crc32(number.encode()) % 1_000_000
    order["shipping_address"].update(CONSIGNEE)
    # A passport is the buyer's; it is the consignee's only where both are one person.
    order["customer"].update(PERSON)
    order["billing_address"].update(PERSON, name=CONSIGNEE["name"])
    order["note_attributes"] = [{"name": name, "value": value} for name, value in ATTRIBUTES.items()]
    return document


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as source:
        changed = to_russia(json.load(source), sys.argv[2])
    sys.stdout.write(json.dumps(changed, ensure_ascii=False) + "\n")
