import os

from celery import shared_task
from faster_whisper import WhisperModel


@shared_task
def embed():
    return WhisperModel(os.environ.get("MODEL", "acme/default"))
