"""A command that takes an option by name."""

from django.core.management.base import BaseCommand
from transformers import AutoModel


class Command(BaseCommand):
    """Tags what is there."""

    def add_arguments(self, parser):
        """What it may be told."""
        parser.add_argument("--model", default="org/tagger")

    def handle(self, *args, model=None, **options):
        """With what it was told."""
        AutoModel.from_pretrained(model)  #? "org/tagger" @ argparse default:12
