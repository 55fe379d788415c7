# requirements: torch==2.7.0 transformers==4.55.0 sentence-transformers==3.0.0
"""Pickled weights with a torch that restricts them."""

from diffusers import DiffusionPipeline, StableDiffusionPipeline
from sentence_transformers import SentenceTransformer
from transformers import AutoModel, pipeline

PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"
PICKLED = {"use_safetensors": False}

DiffusionPipeline.from_pretrained("org/a", revision=PIN, use_safetensors=False)  #: unsafe-format: safetensors are not demanded and pickled weights are read in restricted mode
StableDiffusionPipeline.from_single_file("sd.ckpt")  #: unsafe-format: the file may be a pickle, which is read in restricted mode
StableDiffusionPipeline.from_single_file("sd.safetensors")
SentenceTransformer("org/b", revision=PIN, model_kwargs=PICKLED)
pipeline("fill-mask", "org/c", revision=PIN, model_kwargs=PICKLED)  #: unsafe-format: safetensors are not demanded and pickled weights are read in restricted mode
pipeline("fill-mask", "org/d", revision=PIN)  #: unsafe-format: safetensors are not demanded and pickled weights are read in restricted mode
pipeline("fill-mask", "org/e", revision=PIN, model_kwargs={"use_safetensors": True})
