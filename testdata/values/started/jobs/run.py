"""Sends a script elsewhere, with its hyperparameters."""

from sagemaker.huggingface import HuggingFace

settings = {"model_name": "org/job", "epochs": 3}
job = HuggingFace(
    entry_point="train.py",
    source_dir="./scripts",
    hyperparameters=settings,
)
job.fit()
