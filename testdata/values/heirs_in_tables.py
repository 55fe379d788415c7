"""Classes that their base puts into a table when they are made."""

from transformers import AutoModel


class Policy:
    """Keeps its heirs by their names, in a table of its own."""

    table = {}
    aliases = ()
    name = None

    def __init_subclass__(cls, abstract=False, **options):
        super().__init_subclass__(**options)
        if abstract:
            return
        for alias in (cls.__name__.lower(), *cls.aliases):
            Policy.table[alias] = cls

    def load(self):
        """Asked of one heir."""
        return AutoModel.from_pretrained(self.name)  #? "org/diffusion" @ literal:34 | "org/act" @ literal:28


class Act(Policy):
    """Has no other name."""

    name = "org/act"


class Diffusion(Policy):
    """Has two."""

    name = "org/diffusion"
    aliases = ("dp",)


class Plain(Policy):
    """Is not asked for."""

    name = "org/plain"


AutoModel.from_pretrained(Policy.table["act"].name)  #? "org/act" @ literal:28
AutoModel.from_pretrained(Policy.table["dp"].name)  #? "org/diffusion" @ literal:34
Policy.table["diffusion"]().load()
Policy.table["act"]().load()
