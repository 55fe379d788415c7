# requirements: torch==2.7.0
"""Nothing replaces torch.load."""

from groundingdino.util.inference import load_model

load_model("config.py", "weights.pth")
