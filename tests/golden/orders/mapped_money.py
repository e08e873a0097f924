"""What each platform's payload says of its amounts: platform → (document → one dict an order). Decimals from text."""

from decimal import ROUND_HALF_EVEN, Decimal

ZERO = Decimal(0)


def number(value):
    """A decimal; a JSON float with noise is taken at 9 places, as the schema keeps it."""
    if value in (None, ""):
        return ZERO
    exact = Decimal(str(value))
    return exact.quantize(Decimal("1e-9"), ROUND_HALF_EVEN) if -exact.as_tuple().exponent > 9 else exact


def total(values):
    return sum((number(value) for value in values), ZERO)


def ozon(document):
    found = document.get("result", document)
    postings = found.get("postings", [found])

    def price(product):
        return number(product["price"]["amount"] if isinstance(product["price"], dict) else product["price"])

    return [{
        "goods": sum((price(line) * number(line["quantity"]) for line in order["products"]), ZERO),
        "freight": number(order.get("delivery_price")),
        "total": sum((price(line) * number(line["quantity"]) for line in order["products"]), ZERO)
        + number(order.get("delivery_price")),
    } for order in postings]


def wildberries(document):
    return [{
        "goods": number(order["price"]) / 100,
        "total": number(order.get("finalPrice", order["price"])) / 100,
        "discount": (number(order["price"]) - number(order.get("finalPrice", order["price"]))) / 100,
    } for order in document["orders"]]


def amazon(document):
    if "orderItems" in document.get("order", {}):
        order = document["order"]

        def part(kind):
            own = [row for row in order["proceeds"].get("breakdowns", []) if row["type"] == kind]
            items = [row for item in order["orderItems"] for row in item["proceeds"]["breakdowns"] if row["type"] == kind]
            return total(row["subtotal"]["amount"] for row in own or items)

        return [{"goods": part("ITEM"), "freight": part("SHIPPING"), "tax": part("TAX"), "discount": abs(part("DISCOUNT")),
                 "total": number(order["proceeds"]["grandTotal"]["amount"])}]
    order = document["getOrder"]["payload"] if "getOrder" in document else document.get("payload", document)
    items = order.get("OrderItems") or document["getOrderItems"]["payload"]["OrderItems"]

    def part(name):
        return total(item.get(name, {}).get("Amount") for item in items)

    return [{"goods": part("ItemPrice"), "freight": part("ShippingPrice"),
             "discount": part("PromotionDiscount") + part("ShippingDiscount") + part("CODFeeDiscount"),
             "tax": part("ItemTax") + part("ShippingTax"), "total": number(order["OrderTotal"]["Amount"])}]


def magento(document):
    def goods(order):
        rows = [row for row in order["items"] if row.get("parent_item", {}).get("product_type") != "configurable"]
        left = {row["item_id"]: number(row["qty_ordered"]) - number(row.get("qty_refunded")) for row in rows}
        amounts = {row["item_id"]: number(row["price"]) * left[row["item_id"]] for row in rows}
        for row in rows:  # a bundle's price is counted once, on its children, where they add up to it
            children = [child["item_id"] for child in rows if child.get("parent_item_id") == row["item_id"]]
            if children and sum(amounts[child] for child in children) == amounts[row["item_id"]]:
                amounts[row["item_id"]] = ZERO
        return sum(amounts.values(), ZERO)

    return [{"goods": goods(order), "discount": -number(order["discount_amount"]), "tax": number(order["tax_amount"]),
             "freight": number(order["shipping_amount"]), "total": number(order["grand_total"])}
            for order in (document["items"] if "increment_id" not in document else [document])]


def ebay(document):
    def paid(money):
        return number(money.get("convertedFromValue", money.get("value")))

    def one(order):
        summary = order["pricingSummary"]
        remitted = sum((paid(tax["amount"]) for line in order["lineItems"]
                        for tax in line.get("ebayCollectAndRemitTaxes", [])), ZERO)
        return {"goods": paid(summary["priceSubtotal"]), "freight": paid(summary["deliveryCost"]),
                "discount": -paid(summary.get("priceDiscount", {})), "total": paid(summary["total"]),
                "tax": paid(summary["tax"]) if "tax" in summary else remitted}

    return [one(order) for order in document.get("orders", [document])]


def bigcommerce(document):
    return [{"goods": total(line["total_ex_tax"] for line in document["products"]),
             "discount": number(document["discount_amount"]) + number(document["coupon_discount"]),
             "freight": number(document["shipping_cost_ex_tax"]), "tax": number(document["total_tax"]),
             "total": number(document["total_inc_tax"])}]


def medusa(document):
    order = document["order"]
    return [{"goods": sum((number(line["raw_unit_price"]["value"]) * number(line["quantity"])
                           for line in order["items"] if line["requires_shipping"] != False), ZERO),
             "discount": number(order["raw_discount_total"]["value"]), "tax": number(order["raw_tax_total"]["value"]),
             "freight": number(order["original_shipping_subtotal"]), "total": number(order["raw_total"]["value"])}]


def saleor(document):
    if "payload" in document:
        document = [document["payload"]["order"]]
    if isinstance(document, list):
        def price(line):
            return number(line.get("undiscounted_unit_price_net_amount", line["unit_price_net_amount"]))
        return [{"goods": sum((price(line) * number(line["quantity"]) for line in order["lines"]), ZERO),
                 "discount": number(order["undiscounted_total_net_amount"]) - number(order["total_net_amount"]),
                 "freight": number(order["shipping_price_net_amount"]), "total": number(order["total_gross_amount"]),
                 "tax": number(order["total_gross_amount"]) - number(order["total_net_amount"])} for order in document]
    order = document["event"]["order"]
    return [{"goods": sum((number(line["undiscountedUnitPrice"]["net"]["amount"]) * number(line["quantity"])
                           for line in order["lines"]), ZERO),
             "discount": number(order["undiscountedTotal"]["net"]["amount"]) - number(order["total"]["net"]["amount"]),
             "freight": number(order["shippingPrice"]["net"]["amount"]),
             "total": number(order["total"]["gross"]["amount"]), "tax": number(order["total"]["tax"]["amount"])}]


def aliexpress(document):
    wrapper = next(iter(document.values()))
    if "target" in wrapper:
        order = wrapper["target"]
        lines = order["child_order_list"]["global_aeop_tp_child_order_dto"]
        goods = total(line["init_order_amt"]["amount"] for line in lines)
        return [{"goods": goods, "freight": number(order["logistics_amount"]["amount"]),
                 "discount": number(order["init_oder_amount"]["amount"]) - number(order["order_amount"]["amount"]),
                 "total": number(order["order_amount"]["amount"])}]
    return [{
        "goods": total(line["total_product_amount"]["amount"] for line in order["product_list"]["order_product_dto"]),
        "freight": total(line["logistics_amount"]["amount"] for line in order["product_list"]["order_product_dto"]),
        "total": number(order["pay_amount"]["amount"])} for order in wrapper["result"]["target_list"]["order_dto"]]


def kaspi(document):
    def entries(order):
        if "entries" in order:
            return order["entries"]
        named = {entry["id"] for entry in order["relationships"]["entries"]["data"]}
        return [entry for entry in document["included"] if entry["id"] in named]

    return [{"goods": total(entry["attributes"]["totalPrice"] for entry in entries(order)),
             "freight": number(order["attributes"]["deliveryCost"]),
             "total": number(order["attributes"]["totalPrice"])} for order in document["data"]]


def shopee(document):
    return [{"goods": sum((number(line["model_discounted_price"]) * number(line["model_quantity_purchased"])
                           for line in order["item_list"]), ZERO),
             "freight": number(order.get("actual_shipping_fee", order.get("estimated_shipping_fee"))), "total": number(order["total_amount"])}
            for order in document["response"]["order_list"]]


def yandex(document):
    def one(order):
        if "orderId" in order:
            paid = total(line["prices"]["payment"]["value"] for line in order["items"])
            given = total(line["prices"]["subsidy"]["value"] for line in order["items"])
            freight = number(order["prices"]["delivery"]["payment"]["value"])
            return {"goods": paid + given, "discount": given, "freight": freight, "total": paid + freight}
        given = total(part["amount"] for line in order["items"] for part in line.get("subsidies", []))
        goods = sum((number(line["price"]) * number(line["count"]) for line in order["items"]), ZERO)
        return {"goods": goods + given, "discount": given, "freight": number(order["deliveryTotal"]),
                "total": number(order["buyerTotal"])}

    return [one(order) for order in document["orders"]]


def lazada(document):
    order = document["data"]

    def part(name):
        return total(line.get(name) for line in order["items"])

    return [{"goods": part("item_price"), "discount": part("voucher_seller") + part("voucher_platform"),
             "freight": part("shipping_amount"), "total": part("paid_price") + part("shipping_amount")}]


def schemaorg(document):
    return [{"goods": sum((number(offer["price"]) * number(offer["eligibleQuantity"]["value"])
                           for offer in document["acceptedOffer"]), ZERO),
             "discount": number(document["discount"]),
             "total": number(document["partOfInvoice"]["totalPaymentDue"]["price"])}]


def shopify(document):
    def paid(money):
        return number(money.get("presentmentMoney", money.get("shopMoney"))["amount"])

    def nodes(connection):
        return connection.get("nodes") or [edge["node"] for edge in connection["edges"]]

    data = document["data"]
    return [{"goods": sum((paid(line["originalUnitPriceSet"]) * number(line["currentQuantity"]) for line in nodes(order["lineItems"])), ZERO),
             "discount": paid(order["totalDiscountsSet"]), "tax": paid(order["totalTaxSet"]),
             "freight": sum((paid(line["originalPriceSet"]) for line in nodes(order["shippingLines"])), ZERO),
             "total": paid(order["totalPriceSet"])}
            for order in ([data["order"]] if "order" in data else nodes(data["orders"]))]


def pinduoduo(document):
    answer = next(iter(document.values()))
    return [{"goods": sum((number(line["goods_price"]) * number(line["goods_count"]) for line in order["item_list"]), ZERO),
             "discount": number(order["discount_amount"]), "freight": number(order["postage"]),
             "total": number(order["pay_amount"])} for order in answer.get("order_list", [answer.get("order_info")])]


def jd(document):
    answer = next(iter(document.values()))
    orders = answer["searchorderinfo_result"]["orderInfoList"] if "searchorderinfo_result" in answer else \
        [answer["orderDetailInfo"]["orderInfo"]]
    return [{"goods": sum((number(line["jdPrice"]) * number(line["itemTotal"]) for line in order["itemInfoList"]), ZERO),
             "discount": total(part["couponPrice"] for part in order.get("couponDetailList", []))
             or number(order["sellerDiscount"]),
             "freight": number(order["freightPrice"]), "total": number(order["orderPayment"])} for order in orders]


def alibaba_1688(document):
    result = document["result"]
    return [{"goods": sum((number(line["price"]) * number(line["quantity"]) for line in order["productItems"]), ZERO),
             "discount": number(order["baseInfo"].get("couponFee", 0)) - number(order["baseInfo"]["discount"]) / 100,
             "freight": number(order["baseInfo"]["shippingFee"]), "total": number(order["baseInfo"]["totalAmount"])}
            for order in (result if isinstance(result, list) else [result])]


def temu(document):
    def part(order, name):
        return total(line["amount"][name]["amount"] for line in order["orderList"] if name in line["amount"]) / 100

    def price(line):
        amount = line["amount"]
        return number(amount.get("unitRetailPriceTaxIncl", amount.get("unitRetailPriceVatIncl"))["amount"])

    return [{"goods": sum((price(line) * number(line["quantity"]) for line in order["orderList"]), ZERO) / 100,
             "discount": part(order, "retailPriceTemuDiscountTaxIncl") + part(order, "shippingTemuDiscountTotalTaxIncl"),
             "freight": part(order, "shippingTotalTaxIncl"),
             "total": part(order, "retailPriceDiscountedTotalTaxIncl") + part(order, "shippingCustomerTotalTaxIncl")}
            if "amount" in order["orderList"][0] else {} for order in document["result"].get("pageItems", [document["result"]])]


def flipkart(document):
    def part(order, name):
        return total(line["priceComponents"][name] for line in order["orderItems"])

    return [{"goods": part(order, "totalPrice") - part(order, "shippingCharge"), "discount": part(order, "flipkartDiscount"),
             "freight": part(order, "shippingCharge"), "total": part(order, "customerPrice")}
            for order in document.get("shipments", [document.get("attributes")])]


def uzum(document):
    return [{"goods": sum((number(line["sellerPrice"]) * number(line["amount"]) for line in order["orderItems"]), ZERO),
             "total": number(order["price"])} for order in document["payload"].get("orders", [document["payload"]])]


def prestashop(document):
    return [{"goods": sum((number(line["unit_price_tax_excl"]) * number(line["product_quantity"])
                           for line in order["associations"]["order_rows"]), ZERO),
             "discount": number(order["total_discounts_tax_excl"]), "freight": number(order["total_shipping_tax_excl"]),
             "tax": number(order["total_paid_tax_incl"]) - number(order["total_paid_tax_excl"]),
             "total": number(order["total_paid_tax_incl"])} for order in document.get("orders", [document.get("order")])]


def ubl(order):
    def part(path):
        return total(element.text for element in order.findall(path))

    def charges(indicator):
        return total(charge.findtext("{*}Amount") for charge in order.findall("{*}AllowanceCharge")
                     if charge.findtext("{*}ChargeIndicator") == indicator)

    return [{"goods": part("{*}OrderLine/{*}LineItem/{*}LineExtensionAmount"), "discount": charges("false"),
             "freight": charges("true"), "tax": part("{*}TaxTotal/{*}TaxAmount"),
             "total": part("{*}AnticipatedMonetaryTotal/{*}PayableAmount")}]


EXPECTED = {
    "1688": alibaba_1688,
    "aliexpress": aliexpress,
    "amazon": amazon,
    "bigcommerce": bigcommerce,
    "ebay": ebay,
    "flipkart": flipkart,
    "jd": jd,
    "kaspi": kaspi,
    "lazada": lazada,
    "magento": magento,
    "medusa": medusa,
    "ozon": ozon,
    "pinduoduo": pinduoduo,
    "prestashop": prestashop,
    "saleor": saleor,
    "schemaorg": schemaorg,
    "shopee": shopee,
    "shopify": shopify,
    "temu": temu,
    "ubl": ubl,
    "uzum": uzum,
    "wildberries": wildberries,
    "yandex-market": yandex,
}
