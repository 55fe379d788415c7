# requirements: torch==2.4.1 transformers==5.1.0 sentence-transformers==2.2.0 numpy==1.24.0
# environment: TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD=1
"""An old torch with a new library around it, and variables that it does not read yet."""

import torch
from sentence_transformers import SentenceTransformer
from torch.serialization import safe_globals
from transformers import Trainer

Trainer(model=None).train(resume_from_checkpoint="checkpoint-500")
torch.load("model.pt")  #: torch-load: weights_only is not set and was off by default before torch 2.6
with safe_globals([dict]):
    torch.load("model.pt")  #: torch-load: weights_only is not set and was off by default before torch 2.6
SentenceTransformer("org/a")  #: unpinned-hub-download: the revision is not a full commit hash | unsafe-format: safetensors are not demanded and pickled weights are accepted
