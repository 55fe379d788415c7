# requirements: torch==2.4.1 transformers==4.55.0 sentence-transformers==2.7.0
"""An old torch, and releases around it that changed something else."""

from sentence_transformers import SentenceTransformer
from transformers import AutoModel, pipeline

PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"

SentenceTransformer("org/a", revision=PIN)  #: unsafe-format: safetensors are not demanded and pickled weights are accepted
AutoModel.from_pretrained("org/b", revision=PIN)  #: unsafe-format: safetensors are not demanded and pickled weights are read in restricted mode
pipeline("fill-mask", "org/c", revision=PIN, model_kwargs={"use_safetensors": False})  #: unsafe-format: safetensors are not demanded and pickled weights are read in restricted mode
