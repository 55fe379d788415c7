"""A command of the application, with options and settings."""

from django.conf import settings
from django.core.management.base import BaseCommand
from sentence_transformers import CrossEncoder, SentenceTransformer
from transformers import AutoTokenizer


class Command(BaseCommand):
    """Builds the index."""

    def add_arguments(self, parser):
        """What it may be told."""
        parser.add_argument("--model", default="org/indexer")
        parser.add_argument("path")

    def handle(self, *args, **options):
        """With what it was told."""
        SentenceTransformer(options["model"])  #? "org/indexer" @ argparse default:14
        CrossEncoder(options["path"])  #? unknown: command line argument path has no default
        AutoTokenizer.from_pretrained(settings.TOKENS)  #? "org/configured" @ literal:settings.py:6
        AutoTokenizer.from_pretrained(getattr(settings, "WORDS", "org/words"))  #? "org/words" @ literal:22
