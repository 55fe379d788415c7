"""The models in use, kept in memory until somebody reloads them."""

import json
import pickle
from pathlib import Path
from threading import Lock

import torch


class Registry:
    def __init__(self):
        self.folder = None
        self._models = {}
        self._lock = Lock()

    def init_app(self, app):
        self.folder = Path(app.config["MODELS"])
        app.extensions["registry"] = self

    def get(self, name):
        with self._lock:
            if name not in self._models:
                self._models[name] = self.load(name)
            return self._models[name]

    def load(self, name):
        with open(self.folder / f"{name}.pkl", "rb") as handle:
            return pickle.load(handle)

    def reload(self):
        with self._lock:
            self._models.clear()
        for name in self.manifest()["preload"]:
            self.get(name)

    def weights(self, name):
        """Weights of the network that corrects the scores."""
        return torch.load(self.folder / f"{name}.pt", weights_only=True)

    def manifest(self):
        return json.loads((self.folder / "manifest.json").read_text())


registry = Registry()
