"""The floor: parse every Python file below a folder with tree-sitter, and nothing else."""

import sys
from pathlib import Path

import tree_sitter
import tree_sitter_python

parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_python.language()))
for path in Path(sys.argv[1]).rglob("*.py"):
    parser.parse(path.read_bytes())
