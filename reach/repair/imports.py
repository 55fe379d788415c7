"""Imports that a change needs."""

from collections.abc import Iterable

import libcst as cst
from libcst.codemod import CodemodContext
from libcst.codemod.visitors import AddImportsVisitor

from reach.repair.errors import CannotEdit

Import = tuple[str, str | None]
"""A module, and the name of it that is imported; None imports the module."""


def with_imports(code: str, wanted: Iterable[Import]) -> str:
    """The text of a module that has these imports too."""
    try:
        module = cst.parse_module(code)
    except (cst.ParserSyntaxError, RecursionError):
        raise CannotEdit("the file is not Python 3") from None
    context = CodemodContext()
    for name, item in wanted:
        AddImportsVisitor.add_needed_import(context, name, item)
    return AddImportsVisitor(context).transform_module(module).code
