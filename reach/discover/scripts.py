"""Declared programs, with their modules named as the project names them."""

from collections.abc import Iterable
from dataclasses import replace

from reach.discover.modules import Modules
from reach.discover.tree import folder_of, join
from reach.records.project import ScriptDeclaration, Skipped


def settle_scripts(
    declared: Iterable[ScriptDeclaration], modules: Modules
) -> tuple[list[ScriptDeclaration], list[Skipped]]:
    """Look up the module of every declaration, from the folder of its manifest.

    A module that is not in the tree keeps its name: it belongs to a dependency, or is built.
    """
    settled: list[ScriptDeclaration] = []
    skipped: list[Skipped] = []
    for script in declared:
        folder = folder_of(script.path)
        if script.kind == "script":
            source = modules.at(join(folder, script.module))
            if source is None:
                reason = f"script {script.module[:200]} is no Python file of the tree"
                skipped.append(Skipped(script.path, reason, script.line))
                continue
        else:
            source = modules.find(script.module, [join(folder, "src"), *modules.near(folder)])
        settled.append(replace(script, module=source.module) if source else script)
    return settled, skipped
