from django.core.management.base import BaseCommand
from transformers import pipeline


class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("--model", default="acme/prices-small")

    def handle(self, *args, **options):
        pipeline("text-classification", model=options["model"])
