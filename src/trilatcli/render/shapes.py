"""What an answer looks like, before any format: lines of styled spans in blocks.

A style is a meaning (``title``, ``country.JP``, ``level.leader``), never a colour; writers decide. Data goes in as text and
stays text: nothing in it is markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A run of text with one meaning, and where it leads."""

    text: str
    style: str = ""
    url: str = ""


Line = list[Span]


class Heading(NamedTuple):
    """A heading; level 1 names the answer, level 2 a part of it. ``aside`` stands at the right or after a dash."""

    text: str
    level: int = 2
    aside: str = ""


class Item(NamedTuple):
    """One entry of a list: a short gutter (a date, a kind; ``under`` it a second line), lines beside it, and whole URLs below."""

    gutter: Line
    lines: list[Line]
    urls: list[Line]
    under: Sequence[Span] = ()


class Fields(NamedTuple):
    """Labelled values, as on an index card."""

    rows: list[tuple[str, Line]]


class Grid(NamedTuple):
    """A table; ``columns`` are titles, every row has one line for each."""

    columns: list[str]
    rows: list[list[Line]]


class Prose(NamedTuple):
    """One paragraph."""

    line: Line


Block = Heading | Item | Fields | Grid | Prose
Page = list[Block]


def plain(line: Sequence[Span]) -> str:
    """Give the bare text of a line."""
    return "".join(span.text for span in line)
