"""What a request may choose from, and what it may send."""

from cog import BasePredictor, Input, Path
from diffusers import DiffusionPipeline

STYLES = ["none", "film", "ink"]


class Predictor(BasePredictor):
    """Gets its inputs from a request."""

    def setup(self):
        """Loads what all requests use."""
        self.pipe = DiffusionPipeline.from_pretrained("org/base")  #? "org/base" @ literal:14

    def predict(
        self,
        style: str = Input(choices=STYLES, default="none"),
        model: str = Input(default="org/default"),
        weights: Path = Input(default=None),
    ) -> Path:
        """Loads what one asks for."""
        if style != "none":
            self.pipe.load_lora_weights(f"org/lora-{style}")  #? "org/lora-film" | "org/lora-ink"
        if weights is not None:
            self.pipe.load_lora_weights(str(weights))  #? unknown: weights comes from the request (Predictor.predict)
        DiffusionPipeline.from_pretrained(model)  #? "org/default" @ literal:19 | unknown: model comes from the request (Predictor.predict)
