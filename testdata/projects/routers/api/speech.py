from fastapi import APIRouter

from api import models

VERSION = "/v2"
router = APIRouter(prefix="/speech")


@router.post("/transcribe")
def transcribe(body: bytes):
    return models.load("whisper.pt")(body)


@router.get("")
def describe():
    return models.load("labels.pt")
