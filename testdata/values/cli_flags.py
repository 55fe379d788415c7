"""Identifiers in absl flags and in the argument vector itself."""

import sys

from absl import app, flags
from transformers import AutoModel

FLAGS = flags.FLAGS
flags.DEFINE_string("model", "org/flag", "Model to load.")
flags.DEFINE_enum("kind", "org/enum-a", ["org/enum-a", "org/enum-b"], "Kind.")
flags.DEFINE_string("empty", None, "No default.")
_HOLDER = flags.DEFINE_string("held", "org/held", "Kept in a variable.")
_LIST = flags.DEFINE_list("several", ["org/list-1"], "A list.")


def main(arguments):
    AutoModel.from_pretrained(FLAGS.model)  #? "org/flag" @ absl default:9
    AutoModel.from_pretrained(FLAGS.kind)  #? "org/enum-a" @ absl default:10 | "org/enum-b" @ absl choice:10
    AutoModel.from_pretrained(_HOLDER.value)  #? "org/held" @ absl default:12
    AutoModel.from_pretrained(_LIST.value[0])  #? "org/list-1" @ absl default:13
    AutoModel.from_pretrained(FLAGS.empty)  #? unknown: command line argument --empty has no default
    AutoModel.from_pretrained(sys.argv[1])  #? unknown: command line argument 1 has no default


if __name__ == "__main__":
    app.run(main)
