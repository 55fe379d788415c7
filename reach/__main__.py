"""`python -m reach`."""

import os
import sys

if __name__ == "__main__" and sys.path[:1] == [os.getcwd()]:
    del sys.path[
        0
    ]  # the current folder is often the one that is scanned: nothing is imported from it

from reach.cli import main

if __name__ == "__main__":
    main()
