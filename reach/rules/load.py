"""Loads the rulesets: the ones that come with reach, and those a user adds.

A file of a ruleset is TOML. It holds one rule (`rulesets/rules/`), or any of these lists:

- `[checks.NAME]`: a rule that a sink may break: `rule`, `because`, `fix`, `when`, `severity`,
  `repairs`. Checks of `rulesets/checks.toml` can be named everywhere, others in their own file.
  Where one of its `cases` applies as well, that says why, how bad it is and how it is fixed.
- `[repairs.NAME]`: how a call is changed, for the `repairs` of checks; see below. Those of
  `rulesets/checks.toml` can be named everywhere.
- `[[sinks]]`: callables that load something. Keys as in `reach.records.rule.Sink`; `checks` lists
  names. A `[defaults]` table fills the keys that a sink leaves out. A sink without checks is
  never a finding: it is listed in the inventory, and its artifact still meets the feed.
- `[[commands]]`: command lines that load something, as `reach.records.rule.CommandSink`; the keys
  of their sinks beside `arguments`, a table from parameters to where they are given.
- `[[runners]]`: callables that run a command, as `reach.records.rule.Runner`.
- `[shorthands.NAME]`: short names of models, as told in `reach.rules.shorthands`.
- `[[entries]]`: how a framework is told about handlers, as `reach.records.rule.EntryPattern`.
- `[[guards]]`: what makes a sink call less dangerous, as `reach.records.rule.Guard`. `lowers` has
  what is left of a rule's severity; 0 removes the finding.
- `exits`: names of callables that never return.
- `programs`: names of callables that a module only calls at its top if it is a program.
- `[[examples]]`: `rule`, `title`, `bad` and `good` snippets, and `requirements` beside them. A
  bad snippet breaks the rule on the lines that end in `# bad`, and on those below a line that is
  nothing else; a good one nowhere. `file` is the name of a snippet that is no module.

When a check applies
--------------------
A check applies when one of its conditions (`when`) holds, or always when it has none. A condition
holds when all of its tests hold:

- `argument` names the parameter of the call that the tests look at; `a.b` is the item `b` of the
  dictionary passed as `a`. An argument that could only hide in an unresolved `**` is not passed.
- `given = false`: it is not passed, or may be None. `given = true`: it is passed, and not only
  None.
- `may_be = X`: it is passed, and one of its values is X or is unknown. `must_be = X`: it is
  passed, and all of its values are known and X. `true` and `false` stand for any truthy and any
  falsy value except None, because the libraries test for truth: the text "false" is true.
- `by_default = X`: one of its values is X, and whoever starts the program, or calls it, can
  replace it. `decided_by`: one of its values is up to the `request`, the `environment`, the
  `command-line` or the `settings`. `text`: one of its values is a text that they write and no
  code converts, such as "false".
- `library`: the sink belongs to one of these.
- `matches`: one of its known strings begins with this regular expression. `matches_not`: one of
  its strings is unknown or does not. Without an `argument`, the sink's identifier is meant.
- `suffix`: the identifier or the file is known to end in one of these. `suffix_not`: it is
  unknown or ends otherwise. Letter case does not matter.
- `source`: the identifier names a hub repository or may (`hub`), is a path (`local`) or a `url`.
- `pinned`: the revision, read from the parameter that the sink declares, is or is not a full
  commit hash.
- `version = "torch<2.6"`: the project's version of a distribution; an unknown version satisfies
  it, so this is for defaults that used to be unsafe. `known_version`: an unknown one does not, so
  this is for calls that are right but for an old release. `allowed_version`: the lowest version
  that a requirement names does and later ones do not, so that somebody may have installed it.
- `environment = "NAME"`: a deployment file or the code sets the variable to a truthy text (not
  empty, 0, false, no or off); `"NAME=text"`: to this text. `environment_not`: it does not.
  `process`: it is set for the process that makes the call, by the file that starts it or the code.
- `made_by`: it is made from what a call of one of these names returns, such as `json.load`.
- `read_as`: it goes back to an item or an attribute whose name matches this regular expression,
  such as `metadata["tokenizer.chat_template"]`.
- `replaced = "torch.load:weights_only"`: the project puts something else in the place of this
  function that passes the argument as false.
- `also`: further conditions that hold for the same call, with arguments of their own.

When a guard counts
-------------------
A guard counts when it is certain to come before the sink call, in its function or in one on the
way to it, and speaks of what the sink loads: the identifier or the file, or what `on` lists. With
`when`, one of these conditions has to hold for the sink call as well. The `form` tells how it is
recognised:

- `call`: one of the `names` is called with it. `good` and `bad`: and the result decides whether
  the sink is reached, as these parts of it are true or false; `()` is the result itself.
  `anywhere`: the call changes the process, whatever it is given.
- `within`: the sink call is inside `with NAME(...)`.
- `written`: one of the `names` wrote it before in the same function: the file is its second
  argument, and all that is loaded.
- `listed`: it is in a list, set or dictionary of constants, equals one, or begins with one that
  names a publisher.
- `suffix`: it is known to end in one of the `suffixes`, and in nothing else.
- `pattern`: it matches, as a whole, a regular expression whose text matches `expression`.
- `digest`: what one of the `names` returns for it is compared with a constant; `keyed`: with
  anything; `recorded`: with something else that is not computed by one of them; `optional`: in
  a condition that asks only whether there is something to compare with.
- `refused`: what is on the way is taken from a table by a key that is refused before;
  `optional`: under another condition.
- `override`: the sink (`names`) is called on a class whose `method` refuses something.
- `argument`: nothing but the conditions.
- `switch`: it is only reached when a parameter or a variable, whose name matches `expression`, is
  not as it is by default. `optional`: a function of such a name is asked first, and may refuse.

When several checks of one rule apply to a call, the sink's first one is reported.

How a call is repaired
----------------------
The `repairs` of a check name ways to change the call; the first whose `when` holds is taken, and a
case of a check without its own has those of the check. An argument is named as in conditions.

- `set = { weights_only = true }`: it is passed this constant.
- `remove = { trust_remote_code = false }`: it is passed no longer. The constant is written where
  that cannot be: the value stands elsewhere, or is passed by position.
- `pin = true`: the sink's revision is the full hash of a commit that is given or locked.
- `call = { "yaml.load" = "yaml.safe_load" }`: another function is called, with the same arguments
  but those that have another name there (`rename`).
- `drop = ["Loader"]`: it is passed no longer.
- `review`: a clause that says what may go wrong for those who load nothing bad. Without it, the
  repair is safe: what loads now still loads, the same. `safe_in` lists methods: a result that goes
  straight to one of them and nowhere else is safe all the same; so is, with
  `safe_with_safetensors`, what `models.lock` has weights in safetensors for.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reach.errors import RulesetError
from reach.records.rule import (
    CommandSink,
    EntryPattern,
    Example,
    Guard,
    Rule,
    Ruleset,
    Runner,
    Sink,
)
from reach.records.training import TrainingRules
from reach.rules import commands, parse
from reach.rules.guards import exits_of, guards_of, programs_of
from reach.rules.home import COLLECTIONS, home
from reach.rules.shorthands import shorthands_of
from reach.rules.table import Table
from reach.rules.training import together, training_rules


def load(extra: Sequence[Path] = ()) -> Ruleset:
    """Read and check every ruleset; `extra` are TOML files, or folders of them."""
    folder = home()
    tables = [Table.read(path) for path in (*_below(folder), *_added(extra))]
    rules, examples = _rules(table for table in tables if table.has("id"))
    lists = [table for table in tables if not table.has("id")]
    common = Table.read(folder / "checks.toml")
    repairs = dict(parse.repairs(common))
    shared = dict(parse.checks(common, rules, repairs))
    short = {name: each for table in lists for name, each in shorthands_of(table)}
    sinks: list[Sink] = []
    entries: list[EntryPattern] = []
    known_commands: list[CommandSink] = []
    runners: list[Runner] = []
    guards: list[Guard] = []
    exits: list[str] = []
    programs: list[str] = []
    trained: list[TrainingRules] = []
    for table in lists:
        own = dict(parse.checks(table, rules, repairs | dict(parse.repairs(table))))
        sinks += parse.sinks(table, shared | own, short)
        entries += parse.entries(table)
        known_commands += commands.commands(table, shared | own)
        runners += commands.runners(table)
        guards += guards_of(table, rules)
        exits += exits_of(table)
        programs += programs_of(table)
        trained.append(training_rules(table, short))
        examples += parse.examples(table, rules)
        table.close()
    return Ruleset(
        rules=_with_examples(rules.values(), examples),
        sinks=tuple(sinks),
        entries=tuple(entries),
        commands=tuple(known_commands),
        runners=tuple(runners),
        guards=tuple(guards),
        exits=tuple(exits),
        programs=tuple(programs),
        training=together(trained),
    )


def _below(folder: Path) -> list[Path]:
    """The files of a folder, but for scales and lists, which are no rules."""
    files = folder.rglob("*.toml")
    return sorted(f for f in files if f.relative_to(folder).parts[0] not in ("scores", COLLECTIONS))


def _added(extra: Iterable[Path]) -> Iterator[Path]:
    for path in extra:
        if path.is_dir():
            yield from _below(path)
        elif path.is_file():
            yield path
        else:
            raise RulesetError(f"{path}: no such file or folder")


def _rules(tables: Iterable[Table]) -> tuple[dict[str, Rule], list[tuple[str, Example]]]:
    rules: dict[str, Rule] = {}
    examples: list[tuple[str, Example]] = []
    for table in tables:
        rule = parse.rule(table)
        if rule.id in rules:
            table.fail("id", f"there is a rule {rule.id!r} already")
        rules[rule.id] = rule
        examples += parse.examples(table, {rule.id: rule}, rule.id)
        table.close()
    return rules, examples


def _with_examples(
    rules: Iterable[Rule], examples: Sequence[tuple[str, Example]]
) -> tuple[Rule, ...]:
    return tuple(
        replace(rule, examples=tuple(example for owner, example in examples if owner == rule.id))
        for rule in sorted(rules, key=lambda rule: rule.id)
    )
