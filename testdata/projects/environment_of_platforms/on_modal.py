"""Variables that the program gives to its own image."""

import os

import modal

image = (
    modal.Image.debian_slim(python_version="3.11")
    .pip_install("transformers", "torch")
    .run_commands("apt-get update")
    .env({"EMBEDDER": "org/embedder", "HF_HOME": "/cache"})
)
app = modal.App("embed", image=image, secrets=[modal.Secret.from_dict({"RERANKER": "org/reranker"})])


@app.function()
def embed(text: str):
    from transformers import AutoModel

    return AutoModel.from_pretrained(os.environ["EMBEDDER"])


@app.function()
def rerank(text: str):
    from transformers import AutoModel

    return AutoModel.from_pretrained(os.environ["RERANKER"])
