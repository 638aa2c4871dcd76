"""Pages to a terminal or a pipe. Alone imports rich.

On a terminal everything fits its width, and URLs are left to the terminal to wrap so that they can be copied whole. In a pipe the
text is the same without colour, one line for each paragraph, nothing cropped.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from typing import Literal, TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from trilatcli.render.shapes import Block, Fields, Grid, Heading, Item, Page, Prose, Span, plain
from trilatcli.text import printable

WIDE = 100_000
"""The width of a pipe: nothing is ever wrapped or cropped there."""

GUTTER = 11
"""Columns of the gutter: a whole date, or the name of a kind."""

# Colours of the sixteen that every terminal theme, light or dark, sets for itself.
STYLES = {
    "title": "bold",
    "strong": "bold",
    "dim": "dim",
    "label": "dim",
    "date": "bold",
    "match": "bold underline",
    "warn": "yellow",
    "url": "dim",
    "country.US": "blue",
    "country.JP": "red",
    "country.KR": "green",
    "country": "bold",
    "level.leader": "bold magenta",
    "level.foreign-minister": "bold blue",
    "level.defense-minister": "bold green",
    "level.national-security-adviser": "bold cyan",
    "level.vice-minister": "blue",
    "level.chief-of-defense": "green",
    "level.envoy": "cyan",
    "level.assistant-secretary": "cyan",
    "level.sectoral-minister": "magenta",
    "level.working": "default",
    "level.exercise": "yellow",
    "level.institution": "red",
    "kind.official": "green",
    "kind.topic": "magenta",
    "kind.series": "cyan",
    "kind.instrument": "yellow",
    "kind.organization": "yellow",
    "kind.event": "bold blue",
    "kind.document": "blue",
    "kind.point": "default",
    "type": "italic",
    "official": "green",
    "unofficial": "default",
}


def _text(line: Sequence[Span], links: bool) -> Text:
    text = Text()
    for span in line:
        style = STYLES.get(span.style, "")
        if links and span.url:
            style = f"{style} link {span.url}".strip()
        text.append(printable(span.text), style=style or None)
    return text


class Writer:
    """Writes blocks to a console of a given width."""

    def __init__(self, console: Console, *, terminal: bool) -> None:
        self.console, self.terminal = console, terminal

    def page(self, page: Page) -> None:
        """Write all blocks, one empty line between them."""
        previous: Block | None = None
        for block in page:
            if previous is not None and not (isinstance(block, Item) and isinstance(previous, Heading)):
                self.console.print()
            getattr(self, f"_{type(block).__name__.lower()}")(block)
            previous = block

    def _heading(self, block: Heading) -> None:
        text, aside = printable(block.text), printable(block.aside)
        if block.level == 1:
            self.console.print(Text(text, style="bold"), Text(aside, style="dim"), sep="  ", soft_wrap=not self.terminal)
            return
        if not self.terminal:
            self.console.print(Text(f"== {text} =={f' {aside}' if aside else ''}"), soft_wrap=True)
            return
        room = self.console.width - len(text) - len(aside) - 4
        rule = "─" * max(3, room)
        self.console.print(Text.assemble((text, "bold"), " ", (rule, "dim"), " ", (aside, "dim")), overflow="fold")

    def _prose(self, block: Prose) -> None:
        self.console.print(_text(block.line, self.terminal), soft_wrap=not self.terminal)

    def _item(self, block: Item) -> None:
        beside: list[Sequence[Span]] = [block.gutter, block.under]
        if self.terminal:
            grid = Table.grid(padding=(0, 2, 0, 0))
            grid.add_column(width=GUTTER, overflow="fold")
            grid.add_column(ratio=1, overflow="fold")
            for n, line in enumerate(block.lines):
                grid.add_row(_text(beside[n] if n < 2 else [], True), _text(line, True))
            self.console.print(grid)
        else:
            for n, line in enumerate(block.lines):
                head = printable(plain(beside[n])) if n < 2 else ""
                self.console.print(Text(head.ljust(GUTTER + 2)), _text(line, False), sep="", soft_wrap=True)
        for line in block.urls:
            # What is too long for its column starts at the margin, so that the terminal breaks it as late as it can.
            indent = 0 if self.terminal and len(plain(line)) > self.console.width - GUTTER - 2 else GUTTER + 2
            self.console.print(Text(" " * indent), _text(line, self.terminal), sep="", soft_wrap=True)

    def _fields(self, block: Fields) -> None:
        width = max((len(label) for label, _ in block.rows), default=0)
        if not self.terminal:
            for label, line in block.rows:
                self.console.print(Text(label.ljust(width) + "  "), _text(line, False), sep="", soft_wrap=True)
            return
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=width, style="dim", overflow="fold")
        grid.add_column(ratio=1, overflow="fold")
        for label, line in block.rows:
            text = _text(line, self.terminal)
            grid.add_row(label, text)
        self.console.print(grid)

    def _grid(self, block: Grid) -> None:
        if not self.terminal:
            rows = [[printable(plain(line)) for line in row] for row in block.rows]
            widths = [max(cell_len(cells[n]) for cells in [block.columns, *rows]) for n in range(len(block.columns))]
            for row in [block.columns, *rows]:
                line = "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
                self.console.print(Text(line.rstrip()), soft_wrap=True)
            return
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), header_style="bold", show_edge=False)
        for title in block.columns:
            table.add_column(title, overflow="fold", no_wrap=title in ("Date", "Country", "Kind", "Events", "Points"))
        for cells in block.rows:
            table.add_row(*(_text(line, self.terminal) for line in cells))
        self.console.print(table)


def write(page: Page, out: TextIO, *, color: str, pager: bool) -> None:
    """Write a page. ``color``: auto, always or never; ``pager``: may a pager be started for what does not fit."""
    terminal = out.isatty()
    forced = True if color == "always" or (color == "auto" and os.environ.get("FORCE_COLOR") and not os.environ.get("NO_COLOR")) else None
    colorless = color == "never" or (color == "auto" and bool(os.environ.get("NO_COLOR")))
    size = shutil.get_terminal_size((80, 24))
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=size.columns if terminal else WIDE,
        force_terminal=terminal or forced or False,
        no_color=(colorless and not terminal) or None,
        color_system=_colors(terminal, forced, colorless),
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        soft_wrap=False,
    )
    Writer(console, terminal=terminal).page(page)
    text = buffer.getvalue() if terminal else "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))
    if terminal and pager and _height(text, size.columns) > size.lines - 1 and _page(text):
        return
    out.write(text)


def _colors(terminal: bool, forced: bool | None, colorless: bool) -> Literal["standard"] | None:
    if colorless or not (terminal or forced) or os.environ.get("TERM") == "dumb":
        return None
    return "standard"


def _height(text: str, width: int) -> int:
    """Count the lines that a text takes on a terminal, which wraps what is wider."""
    bare = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\\\", "", text)
    return sum(max(1, -(-cell_len(line) // width)) for line in bare.split("\n")) - 1


def _page(text: str) -> bool:
    """Show a text in the reader's pager; False where there is none."""
    command = os.environ.get("TRILAT_PAGER") or os.environ.get("PAGER") or ("less" if shutil.which("less") else "")
    if not command or command == "cat":
        return False
    environment = {**os.environ, "LESS": os.environ.get("LESS", "FRX"), "LESSCHARSET": "utf-8"}
    try:
        started = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)
        started.communicate(text.encode("utf-8", "replace"))
    except (OSError, BrokenPipeError):
        return False
    except KeyboardInterrupt:
        started.wait()
    return started.returncode != 127
