"""Settings of all machines."""

import os

SECRET_KEY = os.environ["SECRET_KEY"]
INSTALLED_APPS = ["django.contrib.auth", "tagging"]
ROOT_URLCONF = "shop.urls"
TAGGER = {"model": "acme/tagger", "revision": "main"}
RANKER = os.environ.get("RANKER", "acme/ranker")
