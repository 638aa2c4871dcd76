"""Partial dates, periods, and every way that people write a date.

Ground floor. A partial date is a string ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``: no more precision than is known.
A :class:`Period` is a pair of whole days, both included; an open end is the empty string (start) or ``9999-12-31`` (end).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from trilatcli.errors import UsageFault

FORMS = "write 2016, 2016-09, 2016-09-18 or a range such as 2015..2017"
OPEN_END = "9999-12-31"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_MONTH_NUMBER = {name[:n].lower(): i for i, name in enumerate(MONTHS, 1) for n in range(3, len(name) + 1)}
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_PARTIAL = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z"


class Period(NamedTuple):
    """Whole days from ``start`` to ``end``, both included."""

    start: str
    end: str


class Found(NamedTuple):
    """A date found inside a text: the period it means, and where it stands."""

    period: Period
    start: int
    end: int


def days_in(year: int, month: int) -> int:
    """Count the days of a month in the Gregorian calendar."""
    if month == 2:
        return 29 if (year % 4 == 0 and year % 100 != 0) or year % 400 == 0 else 28
    return 30 if month in (4, 6, 9, 11) else 31


def why_impossible(year: int, month: int | None, day: int | None) -> str:
    """Say what is wrong with a date, or give the empty string for a possible one."""
    if not 1 <= year <= 9998:
        return f"there is no year {year}"
    if month is None:
        return ""
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if day is not None and not 1 <= day <= days_in(year, month):
        return f"{MONTHS[month - 1]} {year} has {days_in(year, month)} days"
    return ""


def is_partial(text: str) -> bool:
    """Tell whether a text is a possible partial date in the form of the records."""
    match = re.match(_PARTIAL, text)
    return match is not None and not why_impossible(*(int(g) if g else None for g in match.groups()))  # type: ignore[arg-type]


def earliest(partial: str) -> str:
    """Give the first day that a partial date can mean."""
    return partial + "-01-01"[len(partial) - 4 :] if len(partial) < 10 else partial


def latest(partial: str) -> str:
    """Give the last day that a partial date can mean."""
    if len(partial) == 4:
        return f"{partial}-12-31"
    if len(partial) == 7:
        return f"{partial}-{days_in(int(partial[:4]), int(partial[5:])):02}"
    return partial


def spell(partial: str) -> str:
    """Write a partial date out: ``September 18, 2016``, ``September 2016``, ``2016``."""
    if len(partial) == 4:
        return partial
    month = MONTHS[int(partial[5:7]) - 1]
    return f"{month} {int(partial[8:])}, {partial[:4]}" if len(partial) == 10 else f"{month} {partial[:4]}"


def _join(year: int, month: int | None = None, day: int | None = None) -> str:
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")


def _year(text: str) -> int:
    """Read a year of two or four digits; two digits mean 1970 to 2069."""
    text = text.lstrip("'")
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < 70 else 1900)


class _Bad(Exception):
    """A form fits but the date is impossible."""


def _span(year: int, month: int | None = None, day: int | None = None, last: int | None = None) -> Period:
    for d in {day, last}:
        if why := why_impossible(year, month, d):
            raise _Bad(why)
    if day and last and last < day:
        raise _Bad(f"day {last} comes before day {day}")
    return Period(earliest(_join(year, month, day)), latest(_join(year, month, last or day)))


def _slashed(m: re.Match[str]) -> Period:
    """Read 09/18/2016 month first, as the United States writes it, and day first where the month cannot be."""
    a, b, year = int(m[1]), int(m[2]), _year(m[3])
    return _span(year, b, a) if a > 12 >= b else _span(year, a, b)


def _named(m: re.Match[str]) -> Period:
    g = m.groupdict()
    month = _MONTH_NUMBER[g["m"].lower().rstrip(".")]
    return _span(_year(g["y"]), month, g.get("d") and int(g["d"]), g.get("e") and int(g["e"]))  # type: ignore[arg-type]


def _era(m: re.Match[str]) -> Period:
    year = _ERAS[m[1]] + (1 if m[2] == "元" else int(m[2]))
    return _span(year, m[3] and int(m[3]), m[4] and int(m[4]))  # type: ignore[arg-type]


def _numbers(m: re.Match[str]) -> Period:
    return _span(*(int(g) for g in m.groups() if g))


@lru_cache(maxsize=1)
def _forms() -> list[tuple[re.Pattern[str], Callable[[re.Match[str]], Period]]]:
    """Compile the forms on first use, longest first: most queries hold no date."""
    month = r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
    day, until = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?", r"(?:\s*(?:-|–|—|to|and)\s*(?P<e>\d{1,2})(?:st|nd|rd|th)?)?"
    year = r"(?P<y>\d{4}|'?\d{2})(?!\d)"
    forms: list[tuple[str, Callable[[re.Match[str]], Period]]] = [
        (r"(令和|平成|昭和)\s*(\d{1,2}|元)\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?)?", _era),
        (r"(?<!\d)(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]", _numbers),
        (r"(?<!\d)(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]", _numbers),
        (r"(?<!\d)(\d{4})\s*[年년]", _numbers),
        (r"(?<![\d.])(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?:T[\d:.Z+-]*)?(?![\d])\.?", _numbers),
        (r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)", _numbers),
        (r"(?<![\d/.-])(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?![\d/])", _slashed),
        (rf"(?<![\w]){month}\s*{day}{until},?(?:\s+of)?\s*,?\s*(?P<y>\d{{4}}|'\d{{2}})(?!\d)", _named),
        (rf"(?<!\d){day}{until}[\s-]*(?:of\s+)?{month}[\s,-]*{year}", _named),
        (rf"(?<![\w]){month},?\s*(?:of\s+)?(?P<y>\d{{4}})(?!\d)", _named),
        (rf"(?<!\d)(?P<y>(?:19|20)\d\d),?\s+{month}\s+{day}(?!\d)", _named),
        (rf"(?<!\d)(?P<y>(?:19|20)\d\d),?\s+{month}(?!\w)", _named),
        (r"(?<![\d.-])((?:1[89]|2[01])\d\d)[-/.](\d{1,2})(?![\d/.-])", _numbers),
        (r"(?<![\w-])((?:19|20)\d)0s\b", lambda m: Period(f"{m[1]}0-01-01", f"{m[1]}9-12-31")),
    ]
    return [(re.compile(pattern, re.I), read) for pattern, read in forms]


_BARE_YEAR = r"(?<![\w/.-])((?:19[89]|20[0-4])\d)(?![\w/-])"


def find_dates(text: str, *, years: bool = True) -> list[Found]:
    """Find the dates written inside a text, in order; impossible ones are passed over.

    ``years``: bare years from 1980 to 2049 count too.
    """
    if not any(c.isdigit() for c in text) and "元" not in text:
        return []
    found: list[Found] = []
    taken = [False] * len(text)
    forms = [*_forms(), *([(re.compile(_BARE_YEAR), _numbers)] if years else [])]
    for pattern, read in forms:
        for m in pattern.finditer(text):
            if any(taken[m.start() : m.end()]):
                continue
            try:
                period = read(m)
            except _Bad:
                continue
            taken[m.start() : m.end()] = [True] * (m.end() - m.start())
            found.append(Found(period, m.start(), m.end()))
    return sorted(found, key=lambda f: f.start)


def parse_date(text: str) -> Period:
    """Read one date in any usual form; a year or month means all of it. Raises :class:`UsageFault`."""
    trimmed = unicodedata.normalize("NFKC", text).strip()
    if not trimmed:
        raise UsageFault("a date is empty", FORMS)
    if trimmed.isascii() and trimmed.isdigit() and len(trimmed) == 4 and int(trimmed):
        return Period(earliest(trimmed), latest(trimmed))
    for pattern, read in _forms():
        if m := pattern.fullmatch(trimmed):
            try:
                return read(m)
            except _Bad as bad:
                raise UsageFault(f"{trimmed} is not a date: {bad}", FORMS) from None
    raise UsageFault(f"{text!r} is not a date", FORMS)


def parse_period(text: str) -> Period:
    """Read ``2016``, ``2016-09``, ``2016-09-18``, ``2015..2017``, ``2015..`` or ``..2017``, dates in any usual form."""
    text = unicodedata.normalize("NFKC", text).replace("…", "..")
    head, dots, tail = text.partition("..")
    if not dots and (m := re.fullmatch(r"\s*(\d{4})\s*(?:-|–|—|to)\s*(\d{4})\s*", text)):
        head, dots, tail = m[1], "..", m[2]
    if not dots:
        return parse_date(text)
    tail = tail.lstrip(".")
    if not head.strip() and not tail.strip():
        raise UsageFault(f"{text!r} is not a period", FORMS)
    start = parse_date(head).start if head.strip() else ""
    end = parse_date(tail).end if tail.strip() else OPEN_END
    if start > end:
        raise UsageFault(f"the period {text} ends before it begins", f"did you mean {tail.strip()}..{head.strip()}?")
    return Period(start, end)


def bounds(since: str | None, until: str | None) -> Period | None:
    """Combine ``--since`` and ``--until``, bounds included; None where neither is given."""
    if since is None and until is None:
        return None
    period = Period(parse_date(since).start if since is not None else "", parse_date(until).end if until is not None else OPEN_END)
    if period.start > period.end:
        raise UsageFault(f"--since {since} comes after --until {until}", "swap the two")
    return period


def overlap(one: Period, other: Period) -> Period:
    """Give the days that two periods share; the result may be empty (start after end)."""
    return Period(max(one.start, other.start), min(one.end, other.end))
