"""A script beside a package that lives under src."""

from acme.pipeline import run

run()
