"""Nothing starts this."""

import joblib


def main():
    joblib.load("old.joblib")
