"""Identifiers in environment variables."""

import os
from os import environ, getenv

from transformers import AutoModel

DEFAULT = "org/env-constant"

AutoModel.from_pretrained(os.environ.get("MODEL_A", "org/env-get"))  #? "org/env-get" @ environment default:10
AutoModel.from_pretrained(os.getenv("MODEL_B", "org/env-getenv"))  #? "org/env-getenv" @ environment default:11
AutoModel.from_pretrained(os.getenv("MODEL_B", default="org/env-keyword"))  #? "org/env-keyword" @ environment default:12
AutoModel.from_pretrained(getenv("MODEL_C", "org/env-from"))  #? "org/env-from" @ environment default:13
AutoModel.from_pretrained(environ.get("MODEL_D", DEFAULT))  #? "org/env-constant" @ environment default:8
AutoModel.from_pretrained(os.environ.get("MODEL_E", "org/x").strip())  #? "org/x"
AutoModel.from_pretrained(os.environ.setdefault("MODEL_F", "org/env-set"))  #? "org/env-set" @ environment default:16
AutoModel.from_pretrained(f"org/{os.getenv('SIZE', '7b')}-chat")  #? "org/7b-chat"

AutoModel.from_pretrained(os.environ["MODEL_G"])  #? unknown: environment variable MODEL_G has no default
AutoModel.from_pretrained(os.environ.get("MODEL_H"))  #? unknown: environment variable MODEL_H has no default
AutoModel.from_pretrained(os.getenv("MODEL_I"))  #? unknown: environment variable MODEL_I has no default
AutoModel.from_pretrained(environ["MODEL_J"])  #? unknown: environment variable MODEL_J has no default
AutoModel.from_pretrained(os.getenv("MODEL_K") or "org/env-or")  #? "org/env-or" @ literal:23 | unknown: environment variable MODEL_K has no default
AutoModel.from_pretrained("org/" + os.environ["MODEL_L"])  #? "org/{}" | unknown: environment variable MODEL_L has no default

VARIABLE = "MODEL_M"
AutoModel.from_pretrained(os.environ[VARIABLE])  #? unknown: environment variable MODEL_M has no default
AutoModel.from_pretrained(os.environ.get(VARIABLE, "org/env-named"))  #? "org/env-named" @ environment default:28

os.environ["MODEL_N"] = "org/env-assigned"
AutoModel.from_pretrained(os.environ["MODEL_N"])  #? "org/env-assigned" @ literal:30


def setting(name, default=None):
    return os.environ.get(name, default)


AutoModel.from_pretrained(setting("MODEL_O", "org/env-helper"))  #? "org/env-helper" @ environment default:38
AutoModel.from_pretrained(setting("MODEL_P"))  #? unknown: environment variable MODEL_P has no default


class Config:
    MODEL = os.getenv("MODEL_Q", "org/env-class")


AutoModel.from_pretrained(Config.MODEL)  #? "org/env-class" @ environment default:43

if "MODEL_R" in os.environ:
    chosen = os.environ["MODEL_R"]
else:
    chosen = "org/env-absent"
AutoModel.from_pretrained(chosen)  #? "org/env-absent" @ literal:51 | unknown: environment variable MODEL_R has no default

try:
    tried = os.environ["MODEL_S"]
except KeyError:
    tried = "org/env-key-error"
AutoModel.from_pretrained(tried)  #? "org/env-key-error" @ literal:57 | unknown: environment variable MODEL_S has no default
