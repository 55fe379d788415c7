import modal

app = modal.App("scores")


@app.function(gpu="T4")
def score(text: str):
    import joblib

    return joblib.load("score.joblib").predict([text])
