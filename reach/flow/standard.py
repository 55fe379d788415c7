"""What the classes of Python itself have. An attribute that they do not have leads nowhere: the
program would stop there, so that another value is meant where there is one."""

import array
import builtins
import collections
import collections.abc
import datetime
import decimal
import io
import numbers
import types
from functools import cache

BUILTINS = frozenset(dir(builtins)) | {"unicode", "basestring", "xrange", "raw_input", "long"}
"""Built-in names, those of Python 2 included."""

_MODULES = {
    "<builtin>": builtins,
    "collections": collections,
    "collections.abc": collections.abc,
    "datetime": datetime,
    "decimal": decimal,
    "io": io,
    "numbers": numbers,
}
"""Modules whose classes are looked at: those of which objects of a project inherit."""

_PLAIN = {"types.ModuleType": types.ModuleType}
"""Classes of which objects of a project inherit, while others that they make have what they are
given."""

_ALIKE: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "bytes": (bytes, bytearray),
    "bool": (int,),
    "int": (int, float),
    "float": (int, float),
    "list": (list, collections.deque, collections.UserList, array.array),
    "tuple": (tuple,),
    "set": (set, frozenset),
    "dict": (
        dict,
        collections.OrderedDict,
        collections.defaultdict,
        collections.Counter,
        collections.ChainMap,
        collections.UserDict,
    ),
    "NoneType": (types.NoneType,),
    "generator": (types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType),
}
"""Kinds of values, and the classes that a value of this kind may have."""

CONSTANTS = {
    "os.curdir": ".",
    "os.pardir": "..",
    "os.path.sep": "/",
    "os.pathsep": ":",
    "os.sep": "/",
    "string.ascii_lowercase": "abcdefghijklmnopqrstuvwxyz",
    "string.digits": "0123456789",
}
"""Texts that modules of Python hold, where programs that load models run."""

_FORMERLY = frozenset(
    "decode encode iteritems iterkeys itervalues viewitems viewkeys viewvalues has_key next"
    " _asdict _replace _fields _make _field_defaults"
    " __nonzero__ __unicode__ __getslice__ __setslice__ __delslice__ __div__ __cmp__".split()
)
"""Names of Python 2, and those of named tuples."""

_TEXTS = (
    "capitalize casefold center expandtabs format join ljust lower lstrip removeprefix"
    " removesuffix replace rjust rstrip strip swapcase title translate upper zfill".split()
)
_RETURNED = {
    **{f"{kind}.{name}": kind for kind in ("<builtin>.str", "<builtin>.bytes") for name in _TEXTS},
    "<builtin>.str.encode": "<builtin>.bytes",
    "<builtin>.bytes.decode": "<builtin>.str",
    "<builtin>.str.__getitem__": "<builtin>.str",
    "<builtin>.str.__str__": "<builtin>.str",
    "<builtin>.str.split": "<builtin>.list",
    "<builtin>.str.splitlines": "<builtin>.list",
    "<builtin>.repr": "<builtin>.str",
    "<builtin>.len": "<builtin>.int",
}
"""Functions that return an object of such a class."""


@cache
def lacks(kind: str, name: str) -> bool:
    """Whether no value of a kind (`str`, `list`) has an attribute."""
    classes = _ALIKE.get(kind)
    return classes is not None and name not in _FORMERLY and not _any_has(classes, name)


@cache
def class_lacks(dotted: str, name: str) -> bool:
    """Whether this is a class of Python whose objects do not have an attribute."""
    found = _class(dotted)
    if found is None or name in _FORMERLY:
        return False
    return found is object or not _any_has(_ALIKE.get(found.__name__, (found,)), name)


@cache
def class_defines(dotted: str, name: str) -> bool:
    """Whether this is a class of Python that has a method of its own in place of `object`'s."""
    own = getattr(_class(dotted), name, None)
    return own is not None and own is not getattr(object, name, None)


@cache
def made_lacks(dotted: str, name: str) -> bool:
    """Whether what this name stands for is an object of such a class: what a call of it or of a
    function that is known to return one gives."""
    if not dotted.endswith("()"):
        return False
    maker = dotted[:-2]
    return maker not in _PLAIN and class_lacks(_RETURNED.get(maker, maker), name)


def _class(dotted: str) -> type | None:
    module, _, name = dotted.rpartition(".")
    found = _PLAIN.get(dotted) or getattr(_MODULES.get(module), name, None)
    return found if isinstance(found, type) else None


def _any_has(classes: tuple[type, ...], name: str) -> bool:
    return any(hasattr(cls, name) for cls in classes)
