"""The error family: each error composes its own sentence and knows its exit code.

Ground floor: knows nothing of the rest. One boundary (``cli.app``) turns these into one line on standard error.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

DONE, NAMED_THING, USAGE, DATABASE, RECORDS, INTERRUPTED = 0, 1, 2, 3, 4, 130


class Problem(NamedTuple):
    """A fault in a record, as a value: collected to the end, printed sorted."""

    path: str
    line: int
    message: str
    rule: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} [{self.rule}]"


class TrilatError(Exception):
    """Base of all that a user can cause. ``str()`` is the one line to print; ``hint`` an optional second one."""

    code = NAMED_THING
    hint = ""


class PipeClosed(Exception):
    """The reader of our output has gone, which is no error; the option parser would make one of it."""


class UsageFault(TrilatError):
    """The words of the call are wrong: an impossible date, an unknown field, an empty query."""

    code = USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class NotFound(TrilatError):
    """A thing that was named does not exist; ``nearest`` holds records to suggest instead."""

    def __init__(self, kind: str, name: str, nearest: Sequence[dict[str, Any]] = ()) -> None:
        super().__init__(f"no {kind} matches {name!r}")
        self.kind, self.name, self.nearest = kind, name, list(nearest)
        if nearest:
            self.hint = "did you mean: " + ", ".join(f"{r['title']} ({r['id']})" for r in nearest) + "?"
        else:
            self.hint = f"list them all with: trilat {kind}" if kind in LISTED else ""


class Ambiguous(TrilatError):
    """A name fits several records equally well: they are listed, none is guessed."""

    def __init__(self, kind: str, name: str, candidates: Sequence[dict[str, Any]]) -> None:
        super().__init__(f"{name!r} fits {len(candidates)} records of kind {kind}; name one by its id")
        self.kind, self.name, self.candidates = kind, name, list(candidates)
        self.hint = ", ".join(f"{r['id']}" for r in self.candidates[:10])


class DatabaseFault(TrilatError):
    """The database is missing, damaged, foreign or too new."""

    code = DATABASE

    def __init__(self, path: object, why: str, remedy: str = "") -> None:
        super().__init__(f"cannot use the database {path}: {why}")
        self.hint = remedy


class RecordsInvalid(TrilatError):
    """The records hold faults; ``problems`` lists all of them."""

    code = RECORDS

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problem{'s' * (len(problems) != 1)} in the records")
        self.problems = sorted(set(problems))


class BuildFailed(TrilatError):
    """The database could not be written; the old one stays."""

    code = RECORDS

    def __init__(self, path: object, why: str) -> None:
        super().__init__(f"cannot write {path}: {why}; the old database stays as it was")


LISTED = {"official", "topic", "event", "document", "series", "instrument"}
