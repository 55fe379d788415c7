"""A package that imports its parts when they are asked for."""

from toolbox import Hammer, saw
import toolbox

Hammer().hit()
saw()
toolbox.Drill().turn()
