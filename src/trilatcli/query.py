"""What a person typed, taken apart: dates, phrases, prefixes, exclusions, words; chatter set aside.

Pure: knows the forms of writing, not the database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from trilatcli.dates import Found, find_dates
from trilatcli.text import fold, is_cjk, words

LONGEST = 400
"""Words of a query beyond this many are ignored."""

# Words of questions and talk carry no weight; alone they are searched for all the same.
_CHATTER = frozenset(
    "a about all also an and any anything are as at be been between but by can concerning could did do does doing done during for from gave give had has have he her him his how i if in into is it its "
    "list many me much of on or our please regarding said say says she show so some tell than that the their them there these they thing things this those to told took under up us-side was we were what when where "
    "which who whom whose why will with would you your happen happened happens agreed agree find get know held hold take taken took place between".split()
)
_QUOTED = re.compile("[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")
_EXCLUDED = re.compile(r"(?:(?<=\s)|\A)-(?=[^\W\d_])([\w'’.-]+)")
_PREFIX = re.compile(r"([^\W_]{2,})\*(?!\w)")


@dataclass
class Query:
    """A query in its parts; ``words`` keeps the order in which they were typed."""

    text: str
    words: list[str] = field(default_factory=list)
    dates: list[Found] = field(default_factory=list)
    phrases: list[list[str]] = field(default_factory=list)
    prefixes: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    chatter: list[str] = field(default_factory=list)
    cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.words or self.dates or self.phrases or self.prefixes)


def parse(text: str) -> Query:
    """Take a query apart. An empty result means that nothing in it can be looked for."""
    query = Query(text)
    rest = fold(text[:20_000])

    def phrase(found: re.Match[str]) -> str:
        if cut := words(found[1]):
            query.phrases.append(cut)
        return " "

    rest = _QUOTED.sub(phrase, rest)
    query.dates = find_dates(rest)
    for date in reversed(query.dates):
        rest = rest[: date.start] + " " + rest[date.end :]

    def excluded(found: re.Match[str]) -> str:
        query.excluded.extend(words(found[1]))
        return " "

    rest = _EXCLUDED.sub(excluded, rest)

    def prefix(found: re.Match[str]) -> str:
        query.prefixes.append(found[1].replace("'", ""))
        return " "

    rest = _PREFIX.sub(prefix, rest)
    typed = words(rest)
    query.cut = len(typed) > LONGEST
    typed = typed[:LONGEST]
    telling = [w for w in typed if w not in _CHATTER and (len(w) > 1 or w.isdigit() or is_cjk(w))]
    if telling or query.dates or query.phrases or query.prefixes:
        query.words, query.chatter = telling, [w for w in typed if w not in telling]
    else:
        query.words = typed
    return query
