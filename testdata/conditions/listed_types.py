# requirements: torch==2.6.0
"""What the restricted unpickler may use, where it is the default."""

import torch
from torch.serialization import safe_globals


class Config:
    pass


with safe_globals([Config]):
    torch.load("model.pt")  #: torch-load: the restricted unpickler can be corrupted before torch 2.10 (CVE-2026-24747)
torch.load("model.pt")  #: torch-load: the restricted unpickler can be corrupted before torch 2.10 (CVE-2026-24747)
