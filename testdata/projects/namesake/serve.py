import torch
from net.activation.torch.act import Act

state = torch.load("weights.pt", weights_only=False)
print(Act, state)
