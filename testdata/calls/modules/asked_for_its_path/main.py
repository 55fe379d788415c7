"""`from module import name` asks a module that is no package for its `__path__`."""

from lids import close
from box import shut

close()
shut()
