"""Tasks of the worker."""

import joblib

from .queue import app


@app.task
def score(rows):
    """With what was trained elsewhere."""
    return joblib.load("models/score.joblib").predict(rows)
