"""Sells paper."""


def enlist(shop):
    shop["paper"] = sell


def sell():
    return "paper"


def main():
    print(sell())


def offer(first, second):
    return first or second
