import os
from pathlib import Path

import folder_paths
from huggingface_hub import snapshot_download
from transformers import AutoModel

FOLDER = os.path.join(folder_paths.models_dir, "texts")
SMALL = ["org/small", "org/tiny"]


class Fetch:
    @classmethod
    def INPUT_TYPES(cls):
        return {
            "required": {"model": (SMALL + ["org/large"], {"default": "org/small"})},
            "optional": {"name": ("STRING", {"default": "org/typed"}), "base": ("BASE",)},
        }

    RETURN_TYPES = ("BASE",)
    FUNCTION = "fetch"

    def fetch(self, model, name="", base=None):
        folder = os.path.join(FOLDER, model.rsplit("/", 1)[-1])
        snapshot_download(repo_id=model, local_dir=folder)
        snapshot_download(repo_id=name)
        return (AutoModel.from_pretrained(folder, trust_remote_code=True, use_safetensors=True),)


class Load:
    @classmethod
    def INPUT_TYPES(cls):
        cls.known = {path.name: path for path in Path("models").iterdir() if path.is_dir()}
        return {"required": {"model": ([*cls.known],)}}

    RETURN_TYPES = ("BASE",)
    FUNCTION = "load"

    def load(self, model):
        path = Load.known.get(model)
        return (AutoModel.from_pretrained(path, trust_remote_code=True, use_safetensors=True),)


NODE_CLASS_MAPPINGS = {"Fetch": Fetch, "Load": Load}
