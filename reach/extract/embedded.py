"""Where code that was taken out of another file stands in that file.

A shell or a YAML reader has changed the text: quotes and escapes are gone, lines are joined, an
indentation is taken off, variables are replaced. Both texts are walked together; what only the
file has is passed over as long as it is of that kind, and after a difference the walk goes on
where the next few characters agree again."""

from reach.records.record import dataclass

_PASSED_OVER = " \t\r\n\\\"'"
_LONGEST_GAP = 400
_AGREEMENT = 10
_FAR = 2_000

Mark = tuple[int, int, int]
"""An offset of the code, and the 0-based line and column in the file where it stands. Between two
marks both texts run side by side."""


@dataclass(slots=True)
class _Walk:
    code: str
    outer: str
    at: int
    """Position in the file of the next character."""

    def match(self, index: int) -> bool:
        """Move to the character of the code at this index."""
        wanted, end = self.code[index], min(len(self.outer), self.at + _LONGEST_GAP)
        at = self.at
        while at < end:
            if self.outer[at] == wanted:
                self.at = at
                return True
            if wanted == "\n" and self.outer.startswith("\\n", at):
                self.at = at + 1
                return True
            if self.outer[at] not in _PASSED_OVER:
                return False
            at += 1
        return False

    def resume(self, index: int) -> int | None:
        """The next index from which some characters agree again; the walk stands there then."""
        for ahead in range(index, min(len(self.code), index + _LONGEST_GAP)):
            found = self.outer.find(self.code[ahead : ahead + _AGREEMENT], self.at, self.at + _FAR)
            if found >= 0:
                self.at = found
                return ahead
        return None


def marks(code: str, outer: str, line: int) -> list[Mark]:
    """The marks of code that begins on or after a 1-based line of a text."""
    starts = [0]
    for index, character in enumerate(outer):
        if character == "\n":
            starts.append(index + 1)
    line = min(line, len(starts)) - 1
    walk = _Walk(code, outer, starts[line])
    found: list[Mark] = [(0, line, 0)]
    index, offset, expected = 0, 0, -1
    begun = False
    while index < len(code):
        if not begun or not walk.match(index):
            resumed = walk.resume(index)
            if resumed is None:
                break
            offset += len(code[index:resumed].encode("utf-8", "replace"))
            index, begun = resumed, True
        while line + 1 < len(starts) and starts[line + 1] <= walk.at:
            line += 1
        if walk.at != expected:
            found.append((offset, line, walk.at - starts[line]))
        offset += len(code[index].encode("utf-8", "replace"))
        walk.at += 1
        expected = -1 if code[index] == "\n" else walk.at
        index += 1
    return found
