"""Sells stones."""


def enlist(shop):
    shop["stone"] = sell


def sell():
    return "stone"


def main():
    print(sell())
