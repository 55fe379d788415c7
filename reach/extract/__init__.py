"""One file -> its facts. Syntax trees end here: no other stage sees one."""

from reach.extract.lower import extract_source
from reach.extract.sources import Source, load

__all__ = ["Source", "extract_source", "load"]
