"""Records to JSON, JSON Lines, CSV and TSV: what scripts read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TextIO

import orjson

from trilatcli.errors import UsageFault
from trilatcli.text import printable

Record = dict[str, Any]
_NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*")


def known_fields(records: Sequence[Record]) -> list[str]:
    """List the keys that some records have, in order, with the keys inside mappings as ``place.city``."""
    found: dict[str, None] = {}
    for record in records:
        for key, value in record.items():
            found[key] = None
            if isinstance(value, dict):
                found.update(dict.fromkeys(f"{key}.{inner}" for inner in value))
    return list(found)


def pick(records: Sequence[Record], fields: Sequence[str], known: Sequence[str]) -> list[Record]:
    """Keep the fields asked for, in the order asked for. Raises :class:`UsageFault` for one that no record of the answer's kinds has."""
    known = list(dict.fromkeys([*known, *known_fields(records)]))
    unknown = [f for f in fields if f not in known]
    if unknown:
        raise UsageFault(
            f"unknown field{'s' * (len(unknown) > 1)} {', '.join(repr(u) for u in unknown)}", f"known here: {', '.join(known)}"
        )
    return [{f: value_at(record, f) for f in fields} for record in records]


def value_at(record: Record, field: str) -> Any:
    """Read a field, ``place.city`` reaching into a mapping; None where a record has no such field."""
    if field in record:
        return record[field]
    value: Any = record
    for key in field.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


_STEERING = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def _json(value: Any, option: int | None = None) -> str:
    """Write JSON; what could steer a terminal is escaped, as JSON allows for every character."""
    text = orjson.dumps(value, option=option).decode()
    return text if text.isascii() else _STEERING.sub(lambda c: f"\\u{ord(c[0]):04x}", text)


def write_json(envelope: Record, out: TextIO) -> None:
    """Write the envelope, pretty, keys in their order."""
    out.write(_json(envelope, orjson.OPT_INDENT_2) + "\n")


def write_jsonl(records: Sequence[Record], out: TextIO) -> None:
    """Write one record a line."""
    for record in records:
        out.write(_json(record) + "\n")


def cell(value: Any) -> str:
    """Write a value in one cell: lists with semicolons, people and sources by name, mappings as key=value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(cell(v) for v in value)
    if isinstance(value, dict):
        if "publisher" in value:
            return f"{value['publisher']}: {value['title']}{', ' + value['locator'] if value.get('locator') else ''} <{value['url']}>"
        if "office" in value and "country" in value and "name" in value:
            return f"{value['name'] or ''} ({', '.join(v for v in (value['country'], value['office']) if v)})".strip()
        return " ".join(f"{k}={cell(v)}" for k, v in value.items() if v not in (None, "", []))
    return str(value)


def write_table(records: Sequence[Record], fields: Sequence[str], out: TextIO, *, delimiter: str) -> None:
    """Write CSV (comma) or TSV (tab) with a header row. A cell that a spreadsheet would run as a formula is made text with an apostrophe."""
    if delimiter == "\t":
        for row in ([*fields], *([cell(value_at(r, f)) for f in fields] for r in records)):
            out.write("\t".join(printable(" ".join(text.split())) for text in row) + "\n")
        return
    import csv

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(fields)
    for record in records:
        writer.writerow([_harmless(cell(value_at(record, f))) for f in fields])


def _harmless(text: str) -> str:
    """Keep line breaks and tabs, take out other controls, and disarm what a spreadsheet would run."""
    text = "".join(c if c in "\t\n" else printable(c) for c in text.replace("\r", "\n")) if not text.isprintable() else text
    if text.lstrip()[:1] in ("=", "+", "-", "@") and not _NUMBER.fullmatch(text):
        return "'" + text
    return text
