"""The benchmark's order: Shopify's webhook shape, 2,048 bytes, from China to Russia, complete but for what the catalogue
gives. `@NUMBER@` is replaced by the generator."""
import json

SKUS = ("PLAYER-BLACK", "PLAYER-WHITE")
NUMBER_BYTES = 14  # prefix of five and nine digits


def line(identifier, sku, title, quantity):
    return {"id": identifier, "variant_id": identifier + 1, "product_id": 921728736, "sku": sku, "title": title,
            "variant_title": "8 GB", "vendor": "Sample", "quantity": quantity, "price": "29.90", "total_discount": "0.00",
            "taxable": True, "requires_shipping": True, "grams": 150, "gift_card": False, "fulfillment_status": None,
            "properties": [], "tax_lines": []}


def document(note):
    return {
        "id": "@ID@", "name": "@NUMBER@", "order_number": 1001, "created_at": "2026-11-20T16:30:00+08:00",
        "currency": "CNY", "presentment_currency": "CNY", "financial_status": "paid", "fulfillment_status": None,
        "email": "olga@example.com", "subtotal_price": "89.70", "total_discounts": "0.00", "total_tax": "0.00",
        "taxes_included": False, "total_price": "89.70", "total_weight": 450, "test": False, "source_name": "web",
        "tags": "", "note": note,
        "note_attributes": [{"name": "passport", "value": "4510123456"},
                            {"name": "passport_issued", "value": "2015-03-20"}, {"name": "inn", "value": "500100732259"}],
        "customer": {"id": 1073339460, "email": "olga@example.com", "state": "disabled", "verified_email": True,
                     "tax_exempt": False, "currency": "CNY"},
        "line_items": [line(1071823195, SKUS[0], "Music player", 1), line(1071823197, SKUS[1], "Music player", 2)],
        "shipping_address": {"first_name": "Ольга", "last_name": "Иванова", "address1": "ул. Тверская, д. 7, кв. 12",
                             "city": "Москва", "zip": "125009", "province": "Москва", "country": "Russia",
                             "country_code": "RU", "phone": "+79161234567"},
        "shipping_lines": [{"title": "Post", "code": "POST", "price": "0.00", "source": "shopify"}],
    }


def template(size=2048):
    """The template whose orders have exactly `size` bytes."""
    def text(note):
        # The id is a number in the platform's format: the nine digits behind a fixed prefix would need one of its own,
        # and the platform's number is what identifies the order, so one id serves all.
        return json.dumps(document(note), ensure_ascii=False, separators=(",", ":")).replace('"@ID@"', "7000000001")
    used = len(text("").replace("@NUMBER@", "x" * NUMBER_BYTES).encode())
    assert used <= size, used
    return text(("Please ring twice. " * 200)[:size - used])
