"""Loads the tagger when the site starts."""

from django.apps import AppConfig
from django.conf import settings
from transformers import AutoTokenizer


class TaggingConfig(AppConfig):
    """Finds names in texts."""

    name = "tagging"

    def ready(self):
        """Pinned by the settings of the server alone."""
        self.words = AutoTokenizer.from_pretrained(
            settings.TAGGER["model"], revision=settings.TAGGER["revision"]
        )
