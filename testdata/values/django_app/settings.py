"""Settings; no file says that these are the ones, but they look like it."""

SECRET_KEY = "a"
INSTALLED_APPS = ["app"]

TOKENS = "org/configured"
