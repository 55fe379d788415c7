"""A word that is read decides which method runs: one of those that nothing else mentions."""

import sys

import orders


class Robot:
    def __init__(self):
        self.at = 0
        self.known = {}

    def forward(self):
        self.move(1)

    def back(self):
        self.move(-1)

    rewind = back

    def stay(self):
        return self.at

    def move(self, steps):
        self.at += steps

    def lost(self):
        print("?")

    def turn(self, degrees, quickly):
        return degrees, quickly

    @property
    def battery(self):
        return 5

    def handler(self, word):
        if word not in self.known:
            self.known[word] = getattr(self, word.lower(), self.lost)
        return self.known[word]

    def obey(self, words):
        for word in words:
            handler = self.handler(word)
            handler()


    def ask(self, word):
        return getattr(self, word).answer(word)


class Quick(Robot):
    def jump(self):
        return self.at


class Sleeper:
    def snooze(self):
        return 0


def carry_out(word):
    getattr(orders, word)("quickly")


Robot().obey(sys.argv[1:])
for order in sys.argv[4:]:
    carry_out(order)
