"""Tells what one database holds that another does not, table by table: for the check that the committed one is what the records build."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from trilatcli.store.database import open_database

_WRITER = slice(96, 100)
"""Where the header of a database names the version of the library that wrote it."""
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'texts_fts%' AND name NOT LIKE 'sqlite_%' ORDER BY name"


def differences(old: Path, new: Path, *, most: int = 20) -> list[str]:
    """List how the contents of two databases differ, one line for each table; empty where they agree.

    Where both were written by the same version of the SQLite library every byte counts; another version may lay out the same
    contents differently.
    """
    one, other = open_database(old), open_database(new)
    lines = []
    try:
        tables = [name for (name,) in other.execute(_TABLES)]
        if tables != [name for (name,) in one.execute(_TABLES)]:
            return [f"{old} has other tables than the records build"]
        for table in tables:
            mine, theirs = (set(map(repr, c.execute(f'SELECT * FROM "{table}"'))) for c in (one, other))
            if gone := len(mine - theirs):
                lines.append(f"{table}: {gone} rows that the records do not build")
            if missing := len(theirs - mine):
                lines.append(f"{table}: {missing} rows missing")
        if [tuple(r) for r in one.execute("PRAGMA integrity_check")] != [("ok",)]:
            lines.append(f"{old} is damaged")
        if _indexed(one) != _indexed(other):
            lines.append("texts_fts: the full-text index differs")
        bytes_of_old, bytes_of_new = old.read_bytes(), new.read_bytes()
        if not lines and bytes_of_old[_WRITER] == bytes_of_new[_WRITER] and bytes_of_old != bytes_of_new:
            lines.append(f"{old} holds the right rows in other bytes")
    except sqlite3.DatabaseError:
        lines.append(f"{old} is damaged")
    finally:
        one.close()
        other.close()
    return lines[:most]


def _indexed(connection: sqlite3.Connection) -> list[bytes]:
    """Give the blocks of the full-text index."""
    return [block for (block,) in connection.execute("SELECT block FROM texts_fts_data ORDER BY id")]
