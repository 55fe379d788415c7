import os

import torch
from fastapi import FastAPI
from faster_whisper import WhisperModel

from settings import Settings

settings = Settings()
BACKEND = os.getenv("BACKEND", "torch").lower()
app = FastAPI()
speech = WhisperModel(settings.model)
words = WhisperModel(settings.words)
if BACKEND == "torch":
    voices = torch.load("voices.pt", weights_only=False)
PARTS = os.getenv("PARTS", "rain,wind")
if "wind" in PARTS.split(","):
    torch.load("wind.pt", weights_only=False)
if "heat" in PARTS.split(","):
    torch.load("heat.pt", weights_only=False)
loud = WhisperModel(os.getenv("LOUD") or "acme/loud")


@app.post("/speech")
def transcribe(path: str):
    return speech.transcribe(path), words
