"""A text that is kept in a module from outside is what is read there."""

import builtins
import sys

from transformers import AutoModel

sys.chosen_model = "org/kept"
builtins.small_model = "org/small"


def main():
    AutoModel.from_pretrained(sys.chosen_model)  #? "org/kept" @ literal:8
    AutoModel.from_pretrained(builtins.small_model)  #? "org/small" @ literal:9


main()
