import os

import torch

model = torch.load(os.getenv("MODEL_PATH", "models/tags.pt"))

if __name__ == "__main__":
    print(model("one"))
