"""YAML to model: reads a folder of records by the annotations of the dataclasses, and remembers where every value stands.

Faults are values (:class:`~trilatcli.errors.Problem`), collected to the end. Knows nothing of rules between records; those are
in ``curate.checks``.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import yaml

from trilatcli import model
from trilatcli.dates import is_partial
from trilatcli.errors import Problem

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_SINGLE_FILES = {"publishers": model.Publisher, "countries": model.Country, "levels": model.LevelName}


class _Refused(Exception):
    """A value that does not fit its field; already noted as a problem."""


@dataclasses.dataclass
class Loaded:
    """What a folder of records holds: the records that could be read, the faults, and where each value stands."""

    records: model.Records
    problems: list[Problem]
    places: dict[tuple[str, str], int]
    paths: dict[tuple[str, str], str]

    def at(self, kind: str, id: str, *trail: object) -> tuple[str, int]:
        """Give path and line of a value, or of the nearest thing around it that has one."""
        path = self.paths[kind, id]
        for n in range(len(trail), -1, -1):
            if line := self.places.get((path, ".".join(map(str, trail[:n])))):
                return path, line
        return path, 1


class _Reader:
    """Converts the nodes of one file, noting faults with their lines."""

    def __init__(self, path: str, problems: list[Problem], places: dict[tuple[str, str], int]) -> None:
        self.path, self.problems, self.places = path, problems, places

    def fault(self, node: yaml.Node, message: str, rule: str = "shape") -> _Refused:
        self.problems.append(Problem(self.path, node.start_mark.line + 1, message, rule))
        return _Refused()

    def read(self, node: yaml.Node, wanted: Any, trail: str = "") -> Any:
        """Convert one node to a type; ``trail`` is its place in the file, keys joined by dots."""
        self.places[self.path, trail] = node.start_mark.line + 1
        origin = get_origin(wanted)
        if origin in (types.UnionType, typing.Union):
            inner = next(t for t in get_args(wanted) if t is not type(None))
            return (
                None
                if isinstance(node, yaml.ScalarNode) and node.value in ("", "null", "~") and not node.style
                else self.read(node, inner, trail)
            )
        if origin is Literal:
            text = self.scalar(node)
            if text not in get_args(wanted):
                raise self.fault(node, f"{text!r} is none of: {', '.join(get_args(wanted))}", "word")
            return text
        if origin is tuple:
            return self.many(node, get_args(wanted)[0], trail)
        if origin is dict:
            return self.mapping(node, get_args(wanted)[1], trail)
        if dataclasses.is_dataclass(wanted):
            return self.record(node, typing.cast(type, wanted), trail)
        return self.value(node, wanted)

    def scalar(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self.fault(node, "expected one value here, not a list or a mapping")
        return " ".join(node.value.split())

    def value(self, node: yaml.Node, wanted: type) -> Any:
        text = self.scalar(node)
        if wanted is bool:
            if text not in ("true", "false"):
                raise self.fault(node, f"{text!r} is neither true nor false")
            return text == "true"
        if wanted is int:
            if not text.isdecimal():
                raise self.fault(node, f"{text!r} is not a whole number")
            return int(text)
        if wanted is model.PartialDate and text and not is_partial(text):
            raise self.fault(node, f"{text!r} is not a possible date; write YYYY, YYYY-MM or YYYY-MM-DD", "date")
        return wanted(text)

    def many(self, node: yaml.Node, inner: Any, trail: str) -> tuple[Any, ...]:
        if isinstance(node, yaml.ScalarNode):
            return (self.read(node, inner, trail),) if node.value.strip() else ()
        if not isinstance(node, yaml.SequenceNode):
            raise self.fault(node, "expected a list here")
        found = []
        for n, child in enumerate(node.value):
            try:
                found.append(self.read(child, inner, f"{trail}.{n}"))
            except _Refused:
                continue
        return tuple(found)

    def pairs(self, node: yaml.Node) -> Iterator[tuple[yaml.Node, str, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            raise self.fault(node, "expected keys and values here")
        seen: set[str] = set()
        for key_node, child in node.value:
            name = self.scalar(key_node)
            if name in seen:
                self.fault(key_node, f"the key {name!r} stands here twice", "twice")
                continue
            seen.add(name)
            yield key_node, name, child

    def mapping(self, node: yaml.Node, inner: Any, trail: str) -> dict[str, Any]:
        found = {}
        for _, name, child in self.pairs(node):
            try:
                found[name] = self.read(child, inner, f"{trail}.{name}" if trail else name)
            except _Refused:
                continue
        return found

    def record(self, node: yaml.Node, wanted: type, trail: str) -> Any:
        fields = {f.name.rstrip("_"): f for f in dataclasses.fields(wanted)}
        hints = _hints(wanted)
        values, refused = {}, False
        for key_node, name, child in self.pairs(node):
            if name not in fields:
                self.fault(key_node, f"unknown key {name!r}; known here: {', '.join(fields)}", "key")
                continue
            field = fields[name]
            if isinstance(child, yaml.ScalarNode) and child.value in ("", "null") and not child.style:
                continue
            required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
            try:
                values[field.name] = self.read(child, hints[field.name], f"{trail}.{name}" if trail else name)
                if required and values[field.name] == "":
                    raise self.fault(child, f"{name} is empty", "missing")
            except _Refused:
                refused = True
        missing = [
            n
            for n, f in fields.items()
            if f.name not in values and f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
        ]
        if missing and not refused:
            self.fault(node, f"missing: {', '.join(missing)}", "missing")
        if missing:
            raise _Refused()
        return wanted(**values)


def _hints(wanted: type, cache: dict[type, dict[str, Any]] = {}) -> dict[str, Any]:  # noqa: B006 (a cache on purpose)
    if wanted not in cache:
        cache[wanted] = typing.get_type_hints(wanted)
    return cache[wanted]


def _compose(path: Path, shown: str, problems: list[Problem]) -> yaml.Node | None:
    """Parse a file to its node tree: values stay text, so ``NO`` and ``010`` mean what they say."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        problems.append(Problem(shown, 1, f"cannot be read as UTF-8 text ({fault.__class__.__name__})", "file"))
        return None
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as fault:
        mark, position = getattr(fault, "problem_mark", None), getattr(fault, "position", 0)
        line = mark.line if mark else text.encode("utf-8")[:position].count(b"\n")
        problems.append(Problem(shown, line + 1, " ".join(f"not YAML: {getattr(fault, 'problem', None) or fault}".split()), "yaml"))
        return None
    if node is None:
        problems.append(Problem(shown, 1, "the file is empty", "file"))
    return node


def load(folder: Path) -> Loaded:
    """Read every record under a folder, in the order of their ids whatever the file system's order."""
    problems: list[Problem] = []
    places: dict[tuple[str, str], int] = {}
    paths: dict[tuple[str, str], str] = {}
    found: dict[str, Any] = {kind: {} for kind in model.FOLDERS}

    def read(path: Path, wanted: Any) -> Any:
        shown = path.relative_to(folder).as_posix()
        node = _compose(path, shown, problems)
        if node is None:
            return None
        try:
            return _Reader(shown, problems, places).read(node, wanted)
        except _Refused:
            return None

    for kind, wanted in model.FOLDERS.items():
        for path in sorted((folder / model.folder_of(kind)).rglob("*.yaml"), key=lambda p: (p.stem, p.as_posix())):
            id, shown = path.stem, path.relative_to(folder).as_posix()
            if not _ID.match(id):
                problems.append(Problem(shown, 1, f"{id!r} is no id: lower-case ASCII words joined by hyphens", "id"))
            if (kind, id) in paths:
                problems.append(Problem(shown, 1, f"{kind} {id} also stands in {paths[kind, id]}", "twice"))
                continue
            paths[kind, id] = shown
            if (record := read(path, wanted)) is not None:
                found[kind][id] = record
    for name, wanted in _SINGLE_FILES.items():
        found[name] = read(folder / f"{name}.yaml", types.GenericAlias(dict, (str, wanted))) or {}
    found["renamed"] = read(folder / "renamed.yaml", dict[str, str]) or {}
    found["release"] = read(folder / "release.yaml", model.Release) or model.Release("", model.PartialDate(""))
    return Loaded(model.Records(**found), problems, places, paths)
