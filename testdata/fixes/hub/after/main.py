"""Pins and formats."""

from datasets import load_dataset
from diffusers import StableDiffusionPipeline
from huggingface_hub import hf_hub_download
from transformers import AutoModel, pipeline

REVISION = "0123456789abcdef0123456789abcdef01234567"
BRANCH = "dev"
kwargs = {"device_map": "auto"}

load_dataset("acme/rows", split="train", revision="0123456789abcdef0123456789abcdef01234567")
hf_hub_download("acme/files", "model.safetensors", revision="0123456789abcdef0123456789abcdef01234567")
hf_hub_download(repo_id="acme/files", filename="other.safetensors", revision=REVISION)
hf_hub_download("acme/files", "a.json", revision="0123456789abcdef0123456789abcdef01234567")
hf_hub_download("acme/files", "b.json", revision="0123456789abcdef0123456789abcdef01234567")
hf_hub_download("acme/unlisted", "c.json")
AutoModel.from_pretrained("acme/model", use_safetensors=True, revision="0123456789abcdef0123456789abcdef01234567", **kwargs)
AutoModel.from_pretrained(
    "acme/model",
    use_safetensors=True,
    revision="0123456789abcdef0123456789abcdef01234567"
)
AutoModel.from_pretrained(
    "acme/model",
    torch_dtype="auto",  # as stored
    use_safetensors=True,
    revision="0123456789abcdef0123456789abcdef01234567"
    # nothing else
)
StableDiffusionPipeline.from_pretrained("acme/image", use_safetensors=True, revision="0123456789abcdef0123456789abcdef01234567",)
pipeline("text-generation", model="acme/model", model_kwargs={'torch_dtype': "auto", 'use_safetensors': True}, revision="0123456789abcdef0123456789abcdef01234567")
pipeline("text-generation", model="acme/model", model_kwargs=kwargs, revision="0123456789abcdef0123456789abcdef01234567")
