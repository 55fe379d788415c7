# requirements: torch==2.7.0 datasets==3.0.0
# environment: TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD=1 HF_DATASETS_TRUST_REMOTE_CODE=1 TRUST_REMOTE_CODE=1 WDS_SECURE=1 MLFLOW_ALLOW_MODEL_CODE_EXECUTION=false
"""Variables that turn back what a new release does, or switch it off."""

import mlflow
import webdataset
from datasets import load_dataset
from groundingdino.util.inference import load_model
from transformers import RagRetriever

PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"

load_model("config.py", "weights.pth")  #: torch-load: the library leaves weights_only at PyTorch's default, and TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD turns that off
load_dataset("org/scripted", revision=PIN)  #: dataset-code: a loading script of the dataset may run
RagRetriever.from_pretrained("org/rag", revision=PIN)  #: pickle-load: the retriever's index is unpickled (CVE-2023-6730)
webdataset.WebDataset("shard.tar").decode()
mlflow.pyfunc.load_model("models:/churn/7")
mlflow.sklearn.load_model("models:/churn/7")
