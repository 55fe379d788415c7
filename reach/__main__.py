"""`reach`, and `python -m reach`: what was shown before and still holds is shown again at once."""

import os
import sys

if __name__ == "__main__" and sys.path[:1] == [os.getcwd()]:
    del sys.path[
        0
    ]  # the current folder is often the one that is scanned: nothing is imported from it

from reach.store.replay import replay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> "NoReturn":
    """Run the command line and exit with its status."""
    try:
        status = None if os.environ.get("REACH_DEBUG") else replay(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has gone
        os._exit(0)
    if status is not None:
        os._exit(status)
    from reach.cli import main as run

    run()


if __name__ == "__main__":
    main()
