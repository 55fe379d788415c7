"""Plans -> edits of files. A file keeps its layout: only what a plan changes is replaced."""

from reach.repair.fixes import fix_of, with_fixes
from reach.repair.pins import Pins

__all__ = ["Pins", "fix_of", "with_fixes"]
