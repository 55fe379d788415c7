"""A module that is imported when it is first used: checkers see the real one."""

from typing import TYPE_CHECKING

from late_imports import Late

if TYPE_CHECKING:
    import torch
else:
    torch = Late("torch", globals())

torch.load("late.pt")  #? "late.pt" @ literal:12 local
