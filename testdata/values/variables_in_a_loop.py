"""Variables of a command that are set in a loop."""

import os
import subprocess


def download(names):
    """What is set in one turn is there in the next."""
    env = os.environ.copy()
    for name in names:
        env["HF_HUB_OFFLINE"] = "0"
        env[name] = "1"
        subprocess.run(["hf", "download", "org/looped"], env=env, check=True)  #? "org/looped"
        env["HF_HOME"] = name
    return env
