"""Syntax tree -> `FileFacts`: definitions, assignment targets and the work queue."""

from tree_sitter import Node

from reach.extract import displays  # noqa: F401  (it registers itself)
from reach.extract.comments import ignores
from reach.extract.cut import readable
from reach.extract.expressions import annotation, changed, children, expression
from reach.extract.kinds import PARSER
from reach.extract.literals import string_value
from reach.extract.names import declarations, rebound_inside, spelled
from reach.extract.scope import Scope, TooLarge
from reach.extract.statements import block
from reach.extract.subjects import tested_names
from reach.extract.surface import LONGEST
from reach.records import code as ir
from reach.records.code import Code, FileFacts, Parameter

MAX_PROBLEMS = 20
"""Problems listed for one file."""

MAX_WRITTEN = 50
"""Strings that `eval` is given, read in one file."""


class Lowering:
    """The file being lowered: its text, the scope at work and the definitions still to do."""

    def __init__(self, text: bytes) -> None:
        self.source = text
        self.codes: list[Code | None] = []
        self.queue: list[tuple[Scope, Node]] = []
        self.problems: list[tuple[int, str]] = []
        self.main_blocks: list[int] = []
        self.star_imports: list[int] = []
        self._names: dict[bytes, str] = {}
        self.depth = 0
        self.nesting = 0
        self.written = 0
        self.scope = self.new_scope("module", "", None)

    def text(self, node: Node) -> str:
        """Source text of a node."""
        return self.source[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def name(self, node: Node) -> str:
        """A name as Python knows it where this stands."""
        raw = self.source[node.start_byte : node.end_byte]
        known = self._names.get(raw)
        if known is None:
            text = raw.decode("utf-8", "replace")
            known = spelled(text, self.scope.class_name)
            if not text.startswith("__"):
                self._names[raw] = known
        return known

    def problem(self, node: Node, reason: str) -> None:
        """Record something that could not be understood."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append((node.start_point[0] + 1, reason))

    limit = problem

    def new_scope(self, kind: str, name: str, parent: Scope | None) -> Scope:
        """Reserve the next code."""
        self.codes.append(None)
        return Scope(len(self.codes) - 1, kind, name, parent)

    # -- the queue ---------------------------------------------------------------------------

    def run(self, root: Node) -> list[Code]:
        """Lower the module, then every definition in the order met."""
        module = self.scope
        module.rebound = rebound_inside(root, self.source, "module")
        try:
            block(self, root)
        except TooLarge:
            self.problem(root, "too many operations in the module body")
        self.codes[0] = module.finish()
        position = 0
        while position < len(self.queue):
            scope, node = self.queue[position]
            position += 1
            self.scope, self.depth, self.nesting = scope, 0, 0
            try:
                self.body(node)
            except TooLarge:
                self.problem(node, "too many operations in one function")
            self.codes[scope.index] = scope.finish()
        return [c for c in self.codes if c is not None]

    def body(self, node: Node) -> None:
        """Lower the body of a definition whose scope is current."""
        scope = self.scope
        text = self.source[node.start_byte : node.end_byte]
        scope.globals, scope.nonlocals = map(set, declarations(node, text))
        scope.rebound = rebound_inside(node, text, scope.kind)
        for index, parameter in enumerate(scope.parameters):
            scope.bind(parameter.name, scope.emit(ir.PARAM, index))
        inner = node.child_by_field_name("body")
        if node.type == "lambda":
            if inner is not None:
                scope.give_back(expression(self, inner))
        else:
            block(self, inner)
            if scope.kind == "function" and not scope.dead:
                scope.give_back(scope.emit(ir.CONST, None, node.start_byte))

    # -- definitions -------------------------------------------------------------------------

    def qualified(self, name: str) -> str:
        """Name of a definition inside the current scope."""
        return f"{self.scope.name}.{name}" if self.scope.name else name

    def define(self, kind: str, name: str, node: Node, name_node: Node) -> Scope:
        """A new code, defined here and lowered later."""
        scope = self.new_scope(kind, self.qualified(name), self.scope)
        scope.definition = len(self.scope.ops)
        scope.span = (node.start_byte, node.end_byte, name_node.start_byte)
        self.queue.append((scope, node))
        return scope

    def define_function(self, node: Node, decorators: list[Node]) -> None:
        """`def`, with its decorators applied innermost first."""
        name_node = node.child_by_field_name("name")
        if name_node is None:
            return
        wrappers = [expression(self, children(d)[0]) for d in decorators if children(d)]
        name = self.name(name_node)
        scope = self.define("function", spelled(self.text(name_node), ""), node, name_node)
        scope.parameters = self.parameters(node.child_by_field_name("parameters"))
        result = node.child_by_field_name("return_type")
        scope.return_annotation = annotation(self, result) if result is not None else -1
        scope.is_async = node.children[0].type == "async"
        scope.decorators = tuple(wrappers)
        scope.definition = len(self.scope.ops)
        vid = self.scope.emit(ir.FUNC, scope.index, name_node.start_byte)
        self.scope.bind(name, self.decorate(vid, wrappers, decorators))

    def define_class(self, node: Node, decorators: list[Node]) -> None:
        """`class`, with its decorators."""
        name_node = node.child_by_field_name("name")
        if name_node is None:
            return
        wrappers = [expression(self, children(d)[0]) for d in decorators if children(d)]
        bases: list[int] = []
        keywords: list[tuple[str, int]] = []
        superclasses = node.child_by_field_name("superclasses")
        for arg in children(superclasses) if superclasses is not None else []:
            if arg.type == "keyword_argument":
                key, value = arg.child_by_field_name("name"), arg.child_by_field_name("value")
                if key is not None and value is not None:
                    keywords.append((self.name(key), expression(self, value)))
            elif arg.type == "list_splat":
                bases.append(~expression(self, children(arg)[0]))
            elif arg.type != "dictionary_splat":
                bases.append(expression(self, arg))
        name = self.name(name_node)
        scope = self.define("class", spelled(self.text(name_node), ""), node, name_node)
        scope.decorators = tuple(wrappers)
        vid = self.scope.emit(
            ir.CLASS, scope.index, tuple(bases), tuple(keywords), name_node.start_byte
        )
        self.scope.bind(name, self.decorate(vid, wrappers, decorators))

    def define_lambda(self, node: Node) -> int:
        """A lambda; numbered in the order met in its scope."""
        self.scope.lambdas += 1
        scope = self.define("lambda", f"<lambda{self.scope.lambdas}>", node, node)
        scope.parameters = self.parameters(node.child_by_field_name("parameters"))
        scope.definition = len(self.scope.ops)
        return self.scope.emit(ir.FUNC, scope.index, node.start_byte)

    def decorate(self, vid: int, wrappers: list[int], nodes: list[Node]) -> int:
        """Apply decorators to a definition."""
        for wrapper, node in zip(reversed(wrappers), reversed(nodes), strict=False):
            vid = self.call(wrapper, (vid,), (), node, ir.DECORATOR)
            changed(self, children(node)[0], wrapper, vid)
        return vid

    def parameters(self, node: Node | None) -> list[Parameter]:
        """Parameters of a definition; defaults and annotations are evaluated where it stands."""
        result: list[Parameter] = []
        kind = ir.POSITIONAL
        for part in children(node) if node is not None else []:
            name_node: Node | None = part
            default = declared = -1
            if part.type in ("default_parameter", "typed_default_parameter"):
                name_node = part.child_by_field_name("name")
                value = part.child_by_field_name("value")
                default = expression(self, value) if value is not None else -1
            if part.type in ("typed_parameter", "typed_default_parameter"):
                type_node = part.child_by_field_name("type")
                declared = annotation(self, type_node) if type_node is not None else -1
                if part.type == "typed_parameter":
                    name_node = children(part)[0]
            if name_node is None or name_node.type == "positional_separator":
                continue
            if name_node.type == "keyword_separator":
                kind = ir.KEYWORD
                continue
            this = kind
            if name_node.type == "list_splat_pattern":
                this, kind = ir.STAR, ir.KEYWORD
                name_node = children(name_node)[0]
            elif name_node.type == "dictionary_splat_pattern":
                this = ir.DOUBLE_STAR
                name_node = children(name_node)[0]
            result.append(Parameter(self.name(name_node), this, default, declared))
        return result

    def type_text(self, text: str, offset: int) -> int:
        """Lower a type that is written as a string; its positions are those of the string."""
        outer = self.source
        self.source = text.encode()
        try:
            root = PARSER.parse(self.source).root_node
            first = children(root)
            if len(first) != 1 or root.has_error:
                return self.scope.emit(ir.UNKNOWN, "annotation", offset)
            return expression(self, first[0])
        finally:
            self.source = outer

    def evaluated(self, node: Node) -> int:
        """Lower the expression in a plain string that `eval` is given, where it stands; -1 if
        there is none."""
        code = string_value(self.text(node))
        if not code or isinstance(code, bytes) or "\n" in code or len(code) > LONGEST:
            return -1
        if self.written >= MAX_WRITTEN:
            return -1
        self.written += 1
        before = self.source.find(code.encode(), node.start_byte, node.end_byte)
        root = PARSER.parse(b" " * before + code.encode()).root_node
        first = children(root)
        if before < 0 or root.has_error or [n.type for n in first] != ["expression_statement"]:
            return -1
        return expression(self, first[0])

    # -- calls, targets, narrowing -------------------------------------------------------------

    def call(
        self,
        callee: int,
        args: tuple[int, ...],
        kwargs: tuple[tuple[str | None, int], ...],
        node: Node,
        flags: int = 0,
    ) -> int:
        """Emit a call at `node`."""
        vid = self.scope.emit(
            ir.CALL, callee, args, kwargs, node.start_byte, node.end_byte, self.scope.block, flags
        )
        self.scope.last_call = vid
        return vid

    def assign(self, target: Node, vid: int) -> None:
        """Assign to a name, attribute, item or pattern of these."""
        kind = target.type
        if kind == "identifier":
            self.scope.bind(self.name(target), vid)
        elif kind in ("attribute", "subscript"):
            self.assign_place(target, vid)
        elif kind in ("pattern_list", "tuple_pattern", "list_pattern", "tuple", "list"):
            self.unpack(children(target), vid)
        elif kind == "expression_list":
            self.unpack(children(target), vid)
        elif kind in ("parenthesized_expression", "as_pattern_target"):
            for part in children(target)[:1]:
                self.assign(part, vid)

    def unpack(self, targets: list[Node], vid: int) -> None:
        """Assign the elements of a sequence."""
        star = [i for i, t in enumerate(targets) if t.type in ("list_splat_pattern", "list_splat")]
        for index, target in enumerate(targets):
            if index in star:
                item = self.scope.emit(ir.UNPACK, vid, index, len(targets) - index - 1)
                self.assign(children(target)[0], item)
            else:
                position = index - len(targets) if star and index > star[0] else index
                self.assign(target, self.scope.emit(ir.UNPACK, vid, position, -1))

    def assign_place(self, target: Node, vid: int) -> None:
        """`base.name = value` and `base[key] = value`."""
        parts = children(target)
        if len(parts) < 2:
            return
        base_node = parts[0]
        base = expression(self, base_node)
        if target.type == "attribute":
            name = self.name(parts[-1])
            new = self.scope.emit(ir.SETATTR, base, name, vid, target.start_byte, self.scope.block)
        else:
            if len(parts) > 2 or parts[1].type == "slice":
                key = self.scope.emit(ir.UNKNOWN, ir.SLICED, target.start_byte)
            else:
                key = expression(self, parts[1])
            new = self.scope.emit(ir.SETITEM, base, key, vid, target.start_byte)
        self.store_back(base_node, base, new)

    def store_back(self, place: Node, old: int, new: int) -> None:
        """The object held by `place` was changed in place: `new` is it from here on."""
        if place.type == "identifier":
            self.scope.replace(self.name(place), new)
        elif place.type in ("attribute", "subscript") and self.depth < 20:
            op = self.scope.ops[old]
            self.depth += 1
            if op[0] == ir.ATTR and op[1] >= 0:
                outer = self.scope.emit(
                    ir.SETATTR, op[1], op[2], new, place.start_byte, self.scope.block
                )
                self.store_back(children(place)[0], op[1], outer)
            elif op[0] == ir.ITEM:
                outer = self.scope.emit(ir.SETITEM, op[1], op[2], new, place.start_byte)
                self.store_back(children(place)[0], op[1], outer)
            self.depth -= 1
        elif place.type == "call" and self.depth < 20 and self.is_item(old):
            _, callee, args, *_ = self.scope.ops[old]
            base = self.scope.ops[callee][1]
            outer = self.scope.emit(ir.SETITEM, base, args[0], new, place.start_byte)
            self.depth += 1
            self.store_back(children(children(place)[0])[0], base, outer)
            self.depth -= 1

    def is_item(self, vid: int) -> bool:
        """Whether a call gives an item that stays where it is: `base.setdefault(key, ...)`."""
        op = self.scope.ops[vid]
        if op[0] != ir.CALL or not op[2] or op[2][0] < 0:
            return False
        callee = self.scope.ops[op[1]]
        return bool(callee[0] == ir.ATTR and callee[2] == "setdefault")

    def narrow(self, cond: Node, test: int, outcome: bool) -> None:
        """Variables that the condition speaks of are narrowed in this arm."""
        for name in tested_names(self, cond):
            vid = self.scope.find(name)
            if vid is not None:
                narrowed = self.scope.emit(ir.REFINE, vid, test, outcome)
                self.scope.layers[-1].names[name] = narrowed

    def is_main_test(self, cond: Node) -> bool:
        """Whether this is `__name__ == "__main__"` of the module body."""
        if self.scope.kind != "module" or cond.type != "comparison_operator":
            return False
        text = self.text(cond)
        return len(text) < 60 and "__name__" in text and "__main__" in text and "!=" not in text


def extract_source(
    text: bytes, path: str, module: str, is_package: bool = False, development: bool = False
) -> FileFacts:
    """Facts of one file. Never raises for bad syntax: what is not understood is in `problems`."""
    text, problems = readable(text)
    root = PARSER.parse(text).root_node
    lowering = Lowering(text)
    lowering.problems += problems
    codes = lowering.run(root)
    if root.has_error and not lowering.problems:
        lowering.problem(_first_error(root), "syntax error")
    return FileFacts(
        path=path,
        module=module,
        is_package=is_package,
        development=development,
        codes=tuple(codes),
        problems=tuple(lowering.problems),
        main_blocks=tuple(lowering.main_blocks),
        stars=tuple(lowering.star_imports),
        ignores=ignores(text, root),
    )


def _first_error(root: Node) -> Node:
    node = root
    while True:
        if node.type == "ERROR" or node.is_missing:
            return node
        for child in node.children:
            if child.has_error or child.is_missing:
                node = child
                break
        else:
            return node
