"""The models a visitor can choose from."""

from dataclasses import dataclass

SPEECH = {
    "Small, fast": "openai/whisper-small",
    "Large": "openai/whisper-large-v3",
    "Distilled": "distil-whisper/distil-large-v3",
}


@dataclass(frozen=True)
class Style:
    """A fine-tuned image model, at the commit that was reviewed."""

    repo: str
    revision: str


STYLES = {
    "Photograph": Style(
        "stabilityai/stable-diffusion-xl-base-1.0",
        "462165984030d82259a11f4367a4eed129e94a7b",
    ),
    "Anime": Style(
        "cagliostrolab/animagine-xl-3.1",
        "483f9b8c49a5ff2ffe14d6a9e1d3d1a1a3d4e2c7",
    ),
}

UPSCALER = "eugenesiow/edsr-base"
