"""Scripts that set the variables of a compose file: `source set_env.sh` comes before `up`."""

from reach.discover.commands.place import move
from reach.discover.commands.scope import Scope
from reach.discover.commands.shell import Shell
from reach.discover.commands.target import doubt
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, above, folder_of, name_of
from reach.later import regex
from reach.records.project import EnvValue

_NAMES = regex(r"\.?(?:set[-_])?env(?:[-_.]\w+)*\.(?:sh|bash)|\.?[\w-]*[-_]env\.(?:sh|bash)")
_MAX_SCRIPTS = 10


def exported(tree: Tree, folder: str) -> tuple[EnvValue, ...]:
    """What scripts for that purpose export, the nearest and the shortest name first."""
    folders = above(folder)
    scripts = [p for p in tree.files if folder_of(p) in folders and _NAMES.fullmatch(name_of(p))]
    scripts.sort(key=lambda p: (-len(folder_of(p)), len(p), p))
    found: dict[str, EnvValue] = {}
    for path in scripts[:_MAX_SCRIPTS]:
        text = tree.text(path, MAX_DEPLOYMENT_BYTES)
        if not isinstance(text, str):
            continue
        scope = Scope(path, {}, None)
        Shell(scope, folder_of(path), move).commands(text, 1)
        for value in scope.environment.values():
            if value.value and not doubt(value.value):
                found.setdefault(value.name, value)
    return tuple(found.values())
