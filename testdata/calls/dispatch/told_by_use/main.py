"""A common name says something once three attributes of an object point to one class."""


class Cell:
    def __init__(self):
        self.row = 0
        self.column = 0

    def match(self, text):
        return text

    def merge(self, other):
        return other


class Match:
    def match(self, text):
        return text

    def merge(self, other):
        return other


def compare(cell, text):
    if cell.row == cell.column:
        cell.merge(cell)
    return cell.match(text)


def search(pattern, text):
    return pattern.match(text)
