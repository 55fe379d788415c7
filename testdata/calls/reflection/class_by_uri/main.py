"""Backends that a setting names, as text or as the class itself."""

import inspect
import sys
from importlib import import_module


KNOWN = {"secure": "app.mailers.SecureMailer"}


def load(uri, default="app.mailers.Mailer", section="mailers"):
    if inspect.isclass(uri):
        return uri
    parts = uri.split(".")
    if len(parts) == 1:
        parts = KNOWN[uri].split(".")
    name = parts.pop(-1)
    try:
        module = import_module(".".join(parts))
    except ImportError:
        raise RuntimeError(uri) from None
    return getattr(module, name)


class Settings:
    def __init__(self, name):
        self.name = name

    @property
    def mailer_class(self):
        uri = self.name
        if uri == "plain":
            uri = "app.mailers.Mailer"
        found = load(uri)
        if hasattr(found, "install"):
            found.install()
        return found


class Worker:
    def __init__(self, settings):
        self.settings = settings
        self.mailer = self.settings.mailer_class(settings)

    def run(self):
        self.mailer.send("done")


Worker(Settings("secure")).run()
Worker(Settings(sys.argv[-1] if len(sys.argv) > 1 else "plain")).run()
