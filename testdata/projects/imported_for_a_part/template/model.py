"""Copied for each new service, beside a `wsgi.py` that is written for it."""
