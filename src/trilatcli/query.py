"""What a person typed, taken apart: dates, phrases, prefixes, exclusions, words; chatter set aside.

Pure: knows the forms of writing, not the database.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from trilatcli.dates import Found, find_dates
from trilatcli.text import fold, is_cjk, spell_symbols, words

LONGEST, LONGEST_TEXT, MOST = 64, 2_000, 16
"""Words of a query, characters of it, and dates, phrases, prefixes or exclusions in it beyond so many are ignored, and that is told."""

# Words of questions and talk carry no weight; alone they are searched for all the same.
_CHATTER = frozenset(
    (
        "a about all also an and any anything are as at be been between but by can concerning could did do does doing done during "
        "for from gave give had has have he her him his how i if in into is it its list many me much of on or our please "
        "regarding said say says she show so some tell than that the their them there these they thing things this those to told "
        "took under up was we were what when where which who whom whose why will with would you your happen happened "
        "happens agreed agree find get know held hold take taken took place between attend attended attending attends represent "
        "represented represents participate participated meet met start started begin began call called occur occurred"
    ).split()
)
_QUOTED = '["“”„«»]([^"“”„«»]*)["“”„«»]'
_EXCLUDED = r"(?:(?<=\s)|\A)-(?=[^\W\d_])([\w'’.-]+)"
_PREFIX = r"([^\W_]{2,})\*(?!\w)"


class Asked(NamedTuple):
    """The filters of one call, as typed."""

    topic: Sequence[str] = ()
    official: Sequence[str] = ()
    country: Sequence[str] = ()
    level: Sequence[str] = ()
    series: Sequence[str] = ()
    kind: Sequence[str] = ()
    place: Sequence[str] = ()
    since: str | None = None
    until: str | None = None


class Query:
    """A query in its parts, in the order in which they were typed: ``typed`` holds all plain words, ``words`` those that tell something."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.typed: list[str] = []
        self.words: list[str] = []
        self.dates: list[Found] = []
        self.phrases: list[list[str]] = []
        self.prefixes: list[str] = []
        self.excluded: list[str] = []
        self.chatter: list[str] = []
        self.cut = False

    def __bool__(self) -> bool:
        return bool(self.words or self.dates or self.phrases or self.prefixes)


def parse(text: str) -> Query:
    """Take a query apart. An empty result means that nothing in it can be looked for."""
    query = Query(text)
    rest = fold(text[:LONGEST_TEXT])

    def phrase(found: re.Match[str]) -> str:
        if cut := words(found[1]):
            query.phrases.append(cut)
        return " "

    if not rest.isascii() or '"' in rest:
        rest = re.sub(_QUOTED, phrase, rest)
    rest = spell_symbols(rest)
    query.dates = find_dates(rest)
    for date in reversed(query.dates):
        rest = rest[: date.start] + " " + rest[date.end :]

    def excluded(found: re.Match[str]) -> str:
        query.excluded.extend(words(found[1]))
        return " "

    if "-" in rest:
        rest = re.sub(_EXCLUDED, excluded, rest)

    def prefix(found: re.Match[str]) -> str:
        query.prefixes.append(found[1].replace("'", ""))
        return " "

    if "*" in rest:
        rest = re.sub(_PREFIX, prefix, rest)
    typed = words(rest)
    query.cut = len(typed) > LONGEST or len(text) > LONGEST_TEXT
    for part in (query.dates, query.phrases, query.prefixes, query.excluded):
        query.cut |= len(part) > MOST
        del part[MOST:]
    query.typed = typed = typed[:LONGEST]
    telling = [w for w in typed if w not in _CHATTER and (len(w) > 1 or w.isdigit() or is_cjk(w))]
    if telling or query.dates or query.phrases or query.prefixes:
        query.words, query.chatter = telling, [w for w in typed if w not in telling]
    else:
        query.words = typed
    return query
