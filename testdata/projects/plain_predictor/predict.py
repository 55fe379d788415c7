import torch


class Painter:
    """cog asks for the two methods and for no base class."""

    def setup(self):
        self.net = torch.load("weights/painter.pt", weights_only=False)

    def predict(self, prompt: str = "a cat") -> str:
        return self.net(prompt)

    def unused(self):
        return torch.load("weights/other.pt", weights_only=False)
