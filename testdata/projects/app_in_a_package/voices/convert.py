import sys

import torch

state = torch.load("checkpoints/old.pth", weights_only=False)
torch.save(state["model"], sys.argv[1])
