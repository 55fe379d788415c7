import modal

app = modal.App("trial")


@app.function()
def attempt(text: str):
    import joblib

    return joblib.load("attempt.joblib").predict([text])
