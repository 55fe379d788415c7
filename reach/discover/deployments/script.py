"""Shell scripts that nothing else in the tree starts: somebody runs them."""

from reach.discover.found import Found, Place, Process, Reader
from reach.discover.limits import MAX_DEPLOYMENT_BYTES
from reach.discover.tree import Tree, folder_of
from reach.records.project import Skipped

KIND = "shell-script"


def _read(tree: Tree, path: str) -> Found:
    text = tree.text(path, MAX_DEPLOYMENT_BYTES)
    if isinstance(text, Skipped):
        return Found(skipped=(text,))
    folder = folder_of(path)
    place = Place(folder, context=folder)
    process = Process(KIND, path, 1, (text,), True, place, listing=True)
    return Found(processes=(process,) if text.strip() else ())


_ENDS = (".sh", ".bash", ".sbatch", ".slurm", ".pbs", ".qsub", ".lsf")
"""Of shell scripts, those for the schedulers of clusters among them."""

READER = Reader("shell script", lambda path: path.endswith(_ENDS), _read)
"""Reads shell scripts."""
