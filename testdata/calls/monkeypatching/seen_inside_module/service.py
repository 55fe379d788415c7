"""Asks a database."""


def query():
    return [1]


def run():
    return query()
