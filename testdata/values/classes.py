"""Identifiers held by objects and classes."""

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import ClassVar, NamedTuple

from transformers import AutoModel


class InConstructor:
    def __init__(self, name):
        self.name = name

    def load(self):
        return AutoModel.from_pretrained(self.name)  #? "org/constructed" @ literal:19


InConstructor("org/constructed").load()


class ConstructorDefault:
    def __init__(self, name="org/init-default"):
        self.name = name
        self.model = AutoModel.from_pretrained(self.name)  #? "org/init-default" @ default:23


ConstructorDefault()


class ClassAttribute:
    MODEL = "org/class-attribute"

    def load(self):
        return AutoModel.from_pretrained(self.MODEL)  #? "org/class-attribute" @ literal:32


ClassAttribute().load()
AutoModel.from_pretrained(ClassAttribute.MODEL)  #? "org/class-attribute" @ literal:32


class Base:
    model_name = "org/base-never-built"

    def load(self):
        return AutoModel.from_pretrained(self.model_name)  #? "org/child" @ literal:50 | "org/grandchild" @ literal:54


class Child(Base):
    model_name = "org/child"


class Grandchild(Child):
    model_name = "org/grandchild"


Child().load()
Grandchild().load()


class Parent:
    def __init__(self, name):
        self.name = name

    def load(self):
        return AutoModel.from_pretrained(self.name)  #? "org/through-super" @ literal:71


class Heir(Parent):
    def __init__(self):
        super().__init__("org/through-super")


Heir().load()


class WithProperty:
    size = "large"

    @property
    def name(self):
        return f"org/property-{self.size}"

    @cached_property
    def cached_name(self):
        return "org/cached-property"


AutoModel.from_pretrained(WithProperty().name)  #? "org/property-large"
AutoModel.from_pretrained(WithProperty().cached_name)  #? "org/cached-property" @ literal:86


class WithClassMethod:
    repository = "org/class-method"

    @classmethod
    def load(cls):
        return AutoModel.from_pretrained(cls.repository)  #? "org/class-method" @ literal:94

    @staticmethod
    def where():
        return "org/static-method"


WithClassMethod.load()
AutoModel.from_pretrained(WithClassMethod.where())  #? "org/static-method" @ literal:102


class Abstract:
    def repository(self):
        raise NotImplementedError

    def load(self):
        return AutoModel.from_pretrained(self.repository())  #? "org/from-override" @ literal:119


class Concrete(Abstract):
    def repository(self):
        return "org/from-override"


Concrete().load()


@dataclass
class Config:
    name: str = "org/field"
    other: str = field(default="org/field-call")
    made: str = field(default_factory=lambda: "org/factory")
    fixed: ClassVar[str] = "org/class-var"


AutoModel.from_pretrained(Config().name)  #? "org/field" @ field default:127
AutoModel.from_pretrained(Config().other)  #? "org/field-call" @ field default:128
AutoModel.from_pretrained(Config().made)  #? "org/factory"
AutoModel.from_pretrained(Config.fixed)  #? "org/class-var" @ literal:130
AutoModel.from_pretrained(Config(name="org/field-given").name)  #? "org/field-given" @ literal:137
AutoModel.from_pretrained(Config("org/field-position").name)  #? "org/field-position" @ literal:138


@dataclass
class Nested:
    config: Config = field(default_factory=Config)


AutoModel.from_pretrained(Nested().config.name)  #? "org/field" @ field default:127


def takes_config(config: Config):
    return AutoModel.from_pretrained(config.other)  #? "org/in-config" @ literal:153


takes_config(Config(other="org/in-config"))


class Model(Enum):
    SMALL = "org/enum-small"
    LARGE = "org/enum-large"


AutoModel.from_pretrained(Model.SMALL.value)  #? "org/enum-small" @ literal:157
AutoModel.from_pretrained(Model["LARGE"].value)  #? "org/enum-large" @ literal:158
for member in Model:
    AutoModel.from_pretrained(member.value)  #? "org/enum-small" @ literal:157 | "org/enum-large" @ literal:158


class TextModel(str, Enum):
    ONLY = "org/str-enum"


AutoModel.from_pretrained(TextModel.ONLY)  #? "org/str-enum" @ literal:168


class Pair(NamedTuple):
    model: str
    revision: str = "v3"


pair = Pair("org/named-tuple")
AutoModel.from_pretrained(pair.model, revision=pair.revision)  #? "org/named-tuple" @ literal:179 revision="v3"
AutoModel.from_pretrained(pair[0])  #? "org/named-tuple" @ literal:179


class SetOutside:
    pass


holder = SetOutside()
holder.name = "org/set-outside"
AutoModel.from_pretrained(holder.name)  #? "org/set-outside" @ literal:189


class Lazy:
    def __init__(self):
        self._name = None

    def configure(self):
        self._name = "org/configured"

    def load(self):
        return AutoModel.from_pretrained(self._name)  #? "org/configured" @ literal:198


lazy = Lazy()
lazy.configure()
lazy.load()


class Callable:
    def __init__(self, name):
        self.name = name

    def __call__(self):
        return AutoModel.from_pretrained(self.name)  #? "org/callable" @ literal:217


Callable("org/callable")()


class TwoObjects:
    def __init__(self, name):
        self.name = name


one = TwoObjects("org/object-one")
two = TwoObjects("org/object-two")
AutoModel.from_pretrained(one.name)  #? "org/object-one" @ literal:225
