"""Writes the database: schema, rows, full-text index; beside the old file, then in its place in one step.

The same rows give the same bytes with the same SQLite library. sqlite-utils lives here alone.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from trilatcli.errors import BuildFailed
from trilatcli.store.database import APPLICATION_ID, SCHEMA_VERSION, schema_text


def write(path: Path, tables: Mapping[str, list[dict[str, Any]]]) -> str:
    """Write the database to ``path`` and return its SHA-256. Raises :class:`BuildFailed`; then the old file is untouched."""
    try:
        handle, name = tempfile.mkstemp(prefix=".trilat-", suffix=".db", dir=path.parent)
        os.close(handle)
    except OSError as fault:
        raise BuildFailed(path, fault.strerror or str(fault)) from None
    temporary = Path(name)
    try:
        _fill(temporary, tables)
        temporary.chmod(0o644)
        digest = hashlib.sha256(temporary.read_bytes()).hexdigest()
        os.replace(temporary, path)
    except (OSError, sqlite3.Error) as fault:
        raise BuildFailed(path, str(fault)) from None
    finally:
        temporary.unlink(missing_ok=True)
    return digest


def _fill(path: Path, tables: Mapping[str, list[dict[str, Any]]]) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.executescript(schema_text())
        database = Database(connection)
        for table, rows in tables.items():
            unstored = {"deep", "stems"} if table == "texts" else set()
            database[table].insert_all(({k: v for k, v in row.items() if k not in unstored} for row in rows), batch_size=500)  # type: ignore[union-attr]
        database["meta"].insert({"key": "schema", "value": str(SCHEMA_VERSION)})  # type: ignore[union-attr]
        _index(connection, tables["texts"])
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.commit()
        connection.execute("ANALYZE")
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()


def _index(connection: sqlite3.Connection, texts: Iterable[Mapping[str, Any]]) -> None:
    """Fill the full-text index with the stems of the texts, merged into one segment so that the bytes do not depend on timing."""
    fields = ("title", "names", "body", "deep")
    connection.executemany(
        "INSERT INTO texts_fts (rowid, title, names, body, deep, tags) VALUES (?, ?, ?, ?, ?, ?)",
        ([t["n"], *(t["stems"][f] for f in fields), t["tags"]] for t in texts),
    )
    connection.execute("INSERT INTO texts_fts (texts_fts) VALUES ('optimize')")
