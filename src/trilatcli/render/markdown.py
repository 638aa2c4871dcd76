"""Pages to Markdown, with every character of the data kept literal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TextIO

from trilatcli.render.shapes import Fields, Grid, Heading, Item, Page, Prose, Span
from trilatcli.text import printable

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&])")


def escape(text: str) -> str:
    """Escape what Markdown would read as markup."""
    return _SPECIAL.sub(r"\\\1", printable(text))


def _start(text: str) -> str:
    """Escape what would begin a list or a heading at the start of a line."""
    return re.sub(r"^(\s*)(?:(\d+)([.)])|([-+=]))(?=\s|$|[-+=])", lambda m: m[1] + (f"{m[2]}\\{m[3]}" if m[2] else f"\\{m[4]}"), text)


def _line(line: Sequence[Span]) -> str:
    out = []
    for span in line:
        text = escape(span.text)
        if span.style == "url":
            out.append(f"<{span.text}>" if re.fullmatch(r"https?://[^\s<>]+", span.text) else text)
        elif span.url:
            out.append(f"[{text}]({span.url.replace(')', '%29').replace(' ', '%20')})")
        elif span.style in ("title", "strong", "date") and text.strip():
            out.append(f"**{text.strip()}**" + (" " if text.endswith(" ") else ""))
        else:
            out.append(text)
    return _start("".join(out).lstrip(" "))


def write(page: Page, out: TextIO) -> None:
    """Write a page as Markdown."""
    parts = []
    in_list = False
    for block in page:
        if in_list and not isinstance(block, Item):
            parts.append("")
        in_list = isinstance(block, Item)
        if isinstance(block, Heading):
            parts += [f"{'#' * block.level} {escape(block.text)}{f' ({escape(block.aside)})' if block.aside else ''}", ""]
        elif isinstance(block, Prose):
            parts += [_line(block.line), ""]
        elif isinstance(block, Fields):
            parts += [f"- {escape(label)}: {_line(line)}" for label, line in block.rows] + [""]
        elif isinstance(block, Grid):
            parts += ["| " + " | ".join(escape(c) for c in block.columns) + " |", "|" + " --- |" * len(block.columns)]
            parts += ["| " + " | ".join(_line(line) for line in row) + " |" for row in block.rows] + [""]
        else:
            gutter = " ".join(text for text in (_line(block.gutter), _line(block.under)) if text)
            parts.append("- " + (f"{gutter}: " if gutter else "") + "  \n  ".join(_line(line) for line in [*block.lines, *block.urls]))
    out.write("\n".join(parts).rstrip("\n") + "\n")
