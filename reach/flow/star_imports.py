"""What `from module import *` brings, told without asking for any value."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.program import Program


class StarImports:
    """The star imports of one program."""

    def __init__(self, program: "Program") -> None:
        self.program = program
        self._listed: dict[str, Mapping[object, None] | None] = {}
        self._stars: dict[tuple[Body, str], list[tuple[str, str | None]]] = {}

    def of(self, module: Body, name: str) -> list[tuple[str, str | None]]:
        """What a module imports with a star and may bring a name, the last first: how it is
        written, and the dotted name of the project module that it means."""
        found = self._stars.get((module, name))
        if found is None:
            ops = [module.ops[vid] for vid in reversed(module.facts.stars)]
            every = [(op[1], self.program.resolve(module.facts, op[1], op[3])) for op in ops]
            found = [s for s in every if s[1] is None or self._may_bring(s[1], name)]
            self._stars[module, name] = found
        return found

    def listed(self, module: str) -> Mapping[object, None] | None:
        """The names that `__all__` of a module lists, none where it has no such list; None when it
        is not a list of literals."""
        if module not in self._listed:
            self._listed[module] = self._literals(self.program.modules.get(module))
        return self._listed[module]

    def _literals(self, body: Body | None) -> Mapping[object, None] | None:
        if body is None or "__all__" not in body.code.exports:
            return {}
        written = body.ops[body.code.exports["__all__"]]
        if written[0] not in (ir.LIST, ir.TUPLE):
            return None
        operands = [body.ops[vid] for vid in written[1]]
        if any(op[0] != ir.CONST for op in operands):
            return None
        return {op[1]: None for op in operands}

    def _may_bring(self, module: str, name: str) -> bool:
        """Whether `from module import *` could bring a name, itself or from further modules that
        are imported with a star, told without asking for any value."""
        seen = {module: None}
        work = [module]
        while work:
            each = work.pop()
            listed = self.listed(each)
            if listed or name.startswith("_"):
                if listed is None or name in listed:
                    return True
                continue
            if self._may_have(each, name):
                return True
            body = self.program.modules[each]
            for vid in body.facts.stars:
                op = body.ops[vid]
                inner = self.program.resolve(body.facts, op[1], op[3])
                if inner is None:
                    return True
                if inner not in seen:
                    seen[inner] = None
                    work.append(inner)
        return False

    def _may_have(self, module: str, name: str) -> bool:
        """Whether a module could define a name, or answer for it."""
        body = self.program.modules.get(module)
        if body is None or name in body.code.exports or "__getattr__" in body.code.exports:
            return True
        if name in self.program.assigned_names or (body, name) in self.program.global_stores:
            return True
        if "__all__" in body.code.exports and body in self.program.replaced_modules:
            return True
        full = f"{module}.{name}"
        return full in self.program.modules or full in self.program.packages
