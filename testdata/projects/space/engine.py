"""Loaded when the program starts, and when it is asked."""

import joblib


class Blip:
    def __init__(self):
        self.words = joblib.load("words.joblib")

    def caption(self, image):
        return joblib.load("net.joblib").generate(image, self.words)


def build(kind):
    return {"blip": Blip}[kind]()
