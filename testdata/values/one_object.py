"""Classes that hand out one object, made by `__new__`."""

from sentence_transformers import CrossEncoder, SentenceTransformer
from transformers import AutoTokenizer


class Engine:
    """Made by the base class, prepared by a method of its own."""

    _only = None

    def __new__(cls, *args, **kwargs):
        if cls._only is None:
            cls._only = super().__new__(cls)
            cls._only._prepare("org/prepared")
        return cls._only

    def __init__(self, tokenizer):
        self.tokenizer = tokenizer

    def _prepare(self, name):
        self.name = name
        self.model = SentenceTransformer(name)  #? "org/prepared" @ literal:15

    def tokens(self):
        """What the constructor was given."""
        return AutoTokenizer.from_pretrained(self.tokenizer)  #? "org/tokens" @ literal:52

    def ranker(self):
        """What the preparation left."""
        return CrossEncoder(self.name)  #? "org/prepared" @ literal:15


class Pool:
    """Made without its constructor, by a class method."""

    _shared = None

    @classmethod
    def get(cls):
        """The one pool."""
        if not cls._shared:
            shared = cls.__new__(cls)
            shared._open()
            cls._shared = shared
        return cls._shared

    def _open(self):
        self.model = SentenceTransformer("org/pooled")  #? "org/pooled" @ literal:49


Engine("org/tokens").tokens()
Engine("org/tokens").ranker()
Pool.get()
