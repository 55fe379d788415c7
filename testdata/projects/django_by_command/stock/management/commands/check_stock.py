from django.core.management.base import BaseCommand
from transformers import pipeline


class Command(BaseCommand):
    def handle(self, *args, **options):
        pipeline("text-classification", model="acme/stock")
