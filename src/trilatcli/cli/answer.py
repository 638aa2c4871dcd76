"""One answer on its way out: the records, what to say on standard error, and the page, written in the format asked for."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from trilatcli.cli.options import Output
from trilatcli.errors import Ambiguous, NotFound, TrilatError
from trilatcli.store.database import open_database
from trilatcli.store.queries import KINDS, Record, Store
from trilatcli.text import printable

if TYPE_CHECKING:
    from trilatcli.render.shapes import Page

SCHEMA = 1
COLUMNS = {
    "event": (
        "id",
        "date",
        "end_date",
        "level",
        "series",
        "round",
        "title",
        "place.city",
        "place.country",
        "participants",
        "topics",
        "confidence",
        "sources",
    ),
    "document": ("id", "date", "type", "title", "issuers", "joint", "events", "url", "topics"),
    "official": ("id", "name", "native_name", "country", "office", "events", "sources"),
    "topic": ("id", "title", "parent", "points", "first_mention.date", "latest_mention.date", "summary"),
    "series": ("id", "title", "level", "events", "rounds", "first", "latest", "summary"),
    "instrument": ("id", "title", "type", "symbol", "date", "url", "summary"),
    "organization": ("id", "title", "type", "summary"),
    "point": ("id", "date", "type", "title", "document", "paragraph", "event", "actors", "topics", "sources"),
}
MIXED = ("kind", "id", "date", "title", "summary", "sources")


def say(line: str) -> None:
    """Tell something on standard error."""
    sys.stderr.write(printable(line) + "\n")


@contextmanager
def reading(output: Output) -> Iterator[Store]:
    """Open the database for one command."""
    connection = open_database(output.db)
    try:
        yield Store(connection, output.db or "")
    finally:
        connection.close()


def answer(
    store: Store,
    output: Output,
    command: str,
    query: dict[str, Any],
    records: Sequence[Record],
    page: Callable[[], Page],
    *,
    total: int | None = None,
    notes: Sequence[str] = (),
    status: str | None = None,
    columns: Sequence[str] | None = None,
    fields: Sequence[str] = (),
) -> int:
    """Write an answer; returns the exit code. ``page`` is called only where a page is written."""
    total = len(records) if total is None else total
    status = status or ("found" if records else "empty")
    if not records and not notes:
        notes = ["no record matches"]
    elif not records:
        notes = [*notes, "no record matches"]
    listed = tuple(notes)
    if output.fields:
        from trilatcli.render.data import pick

        chosen: Sequence[Record] = pick(records, output.fields, fields or _known(store, command))
    else:
        chosen = records
    for note in listed:
        say(note)
    if output.format in ("table", "md"):
        _write_page(page() if records else [], output, chosen)
    else:
        _write_data(store, output, command, query, status, total, chosen, records, listed, columns)
    return 1 if output.exit_status and not records else 0


def _known(store: Store, command: str) -> list[str]:
    """Give the fields that answers of a command may have, found or not."""
    from trilatcli.render.data import known_fields

    kinds = {"timeline": ("event",), "search": KINDS}.get(command, (command,))
    return [*known_fields(store.samples(kinds)), *(("match", "snippet") if command == "search" else ())]


def _write_page(page: Page, output: Output, chosen: Sequence[Record]) -> None:
    if output.fields:
        from trilatcli.render.data import cell
        from trilatcli.render.shapes import Grid, Span

        page = [Grid(list(output.fields), [[[Span(cell(r[f]))] for f in output.fields] for r in chosen])] if chosen else []
    if output.format == "md":
        from trilatcli.render import markdown

        markdown.write(page, sys.stdout)
        return
    if page:
        from trilatcli.render import terminal

        terminal.write(page, sys.stdout, color=output.color, pager=output.pager)


def _write_data(
    store: Store,
    output: Output,
    command: str,
    query: dict[str, Any],
    status: str,
    total: int,
    chosen: Sequence[Record],
    records: Sequence[Record],
    notes: Sequence[str],
    columns: Sequence[str] | None,
) -> None:
    from trilatcli.render import data

    _in_utf8()
    if output.format == "json":
        data.write_json(envelope(store, command, query, status, total, chosen, notes), sys.stdout)
    elif output.format == "jsonl":
        data.write_jsonl(chosen, sys.stdout)
    else:
        kinds = {r.get("kind") for r in records}
        default = columns or (COLUMNS.get(kinds.pop() or "", MIXED) if len(kinds) == 1 else MIXED)
        data.write_table(chosen, output.fields or default, sys.stdout, delimiter="," if output.format == "csv" else "\t")


def _in_utf8() -> None:
    """Data is UTF-8 whatever the locale says."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


def envelope(
    store: Store, command: str, query: dict[str, Any], status: str, total: int, results: Sequence[Record], notes: Sequence[str]
) -> Record:
    """Wrap results in the envelope of the contract."""
    meta = store.meta()
    return {
        "schema": SCHEMA,
        "data_version": meta["data_version"],
        "as_of": meta["as_of"],
        "command": command,
        "query": {k: v for k, v in query.items() if v not in (None, (), [], "", False)},
        "status": status,
        "total": total,
        "results": list(results),
        "notes": list(notes),
    }


def refuse(store: Store, output: Output, command: str, query: dict[str, Any], fault: TrilatError) -> int:
    """Tell that a named thing does not exist or is ambiguous, with what would work, in the format asked for."""
    say(f"trilat: {fault}")
    if fault.hint:
        say(fault.hint)
    if output.format == "json":
        from trilatcli.render import data

        _in_utf8()
        candidates = fault.candidates if isinstance(fault, Ambiguous) else []
        status = "ambiguous" if candidates else "not_found"
        notes = [str(fault), *([fault.hint] if fault.hint else [])]
        data.write_json(envelope(store, command, query, status, len(candidates), candidates, notes), sys.stdout)
    elif isinstance(fault, Ambiguous) and output.format == "jsonl":
        from trilatcli.render import data

        data.write_jsonl(fault.candidates, sys.stdout)
    return fault.code


def command_query(**parts: Any) -> dict[str, Any]:
    """Describe the query of a call for the envelope: filters and arguments as typed."""
    query: dict[str, Any] = {}
    for name, value in parts.items():
        if hasattr(value, "_asdict"):
            query.update({k: list(v) if isinstance(v, tuple) else v for k, v in value._asdict().items() if v})
        elif value is not None:
            query[name] = value
    return query


NAMED = (NotFound, Ambiguous)
