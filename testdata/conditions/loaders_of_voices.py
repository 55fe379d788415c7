# requirements: torch==2.5.0 coqui-tts==0.24.0
"""A library that restricts with one torch and not with the one before."""

from TTS.tts.configs.xtts_config import XttsConfig
from TTS.tts.models.xtts import Xtts

Xtts.init_from_config(XttsConfig()).load_checkpoint(XttsConfig(), checkpoint_dir="xtts")
