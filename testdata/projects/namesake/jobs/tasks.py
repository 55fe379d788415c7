from celery import shared_task
from sentence_transformers import CrossEncoder


@shared_task(bind=True)
def classify(self, text):
    return CrossEncoder("acme/topics", model_kwargs={"use_safetensors": True}).predict(text)
