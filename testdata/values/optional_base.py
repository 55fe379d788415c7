"""A base that may not be installed; `object` stands in for it."""

from transformers import AutoModel

try:
    from optimum.neuron import NeuronModelForCausalLM as Base
except ImportError:
    Base = object


class Custom(Base):
    """Inherits its loader."""

    def generate(self):
        """Changed here."""


Custom.from_pretrained("org/custom")  #? "org/custom" @ literal:18
Base.from_pretrained("org/base")  #? "org/base" @ literal:19


class Plain(object):
    """Has no loader."""


def plain(cls=Plain):
    """The class that is known has no such method."""
    return cls, AutoModel


plain()
