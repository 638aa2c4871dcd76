"""Finds and opens the database, read-only, and says in one sentence why it cannot be used."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from trilatcli.errors import DatabaseFault

APPLICATION_ID = 0x7472696C  # "tril"
SCHEMA_VERSION = 1
_ROOM = Path(__file__).parent
_REMEDY = "leave out --db to use the bundled database, or build one with: trilat data build"


def schema_text() -> str:
    """Give the documented schema."""
    from importlib.resources import files

    return files("trilatcli.store").joinpath("schema.sql").read_text(encoding="utf-8")


def bundled_path() -> Path:
    """Find the database that ships with the program: inside the package, beside the source tree, or unpacked from a zip file."""
    inside, beside = _ROOM.parent / "trilat.db", _ROOM.parents[2] / "data" / "trilat.db"
    return inside if inside.exists() else beside if beside.exists() else _unpacked()


def _unpacked() -> Path:
    """Unpack the database of a zipped package into the folder for temporary files, once for each version of it."""
    import hashlib
    import tempfile
    from importlib.resources import files

    try:
        content = files("trilatcli").joinpath("trilat.db").read_bytes()
    except OSError:
        raise DatabaseFault(_ROOM.parent / "trilat.db", "it is not bundled with this installation", "install trilat anew") from None
    path = Path(tempfile.gettempdir()) / f"trilat-{hashlib.sha256(content).hexdigest()[:16]}.db"
    if not path.exists():
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, path)
    return path


def open_database(path: Path | None = None) -> sqlite3.Connection:
    """Open a database of trilat read-only. Raises :class:`DatabaseFault`.

    ``immutable`` lets it be read where nothing can be written; the file is replaced as a whole, never changed.
    """
    path = path or bundled_path()
    try:
        with open(path, "rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise DatabaseFault(path, "there is no such file", _REMEDY) from None
    except OSError as fault:
        raise DatabaseFault(path, (fault.strerror or str(fault)).lower(), _REMEDY) from None
    if not header:
        raise DatabaseFault(path, "the file is empty", _REMEDY)
    if not header.startswith(b"SQLite format 3\0") or len(header) < 100:
        raise DatabaseFault(path, "the file is no SQLite database", _REMEDY)
    application, version = int.from_bytes(header[68:72], "big"), int.from_bytes(header[60:64], "big")
    if application != APPLICATION_ID:
        raise DatabaseFault(path, "it is not a database of trilat", _REMEDY)
    if version > SCHEMA_VERSION:
        raise DatabaseFault(path, f"its schema {version} is newer than this program, which reads {SCHEMA_VERSION}", "upgrade trilat")
    if version < SCHEMA_VERSION:
        raise DatabaseFault(
            path, f"its schema {version} is older than this program, which reads {SCHEMA_VERSION}", "build it anew with: trilat data build"
        )
    size = int.from_bytes(header[16:18], "big")  # 1 stands for 65,536
    pages = int.from_bytes(header[28:32], "big") * (65_536 if size == 1 else size)
    if pages != os.path.getsize(path):
        raise DatabaseFault(path, "the file is damaged: its size does not fit its header", _REMEDY)
    return sqlite3.connect(f"file:{_quoted(path)}?mode=ro&immutable=1", uri=True, isolation_level=None)


def _quoted(path: Path) -> str:
    """Write a path for a SQLite URI, whatever characters it holds."""
    return path.absolute().as_uri().removeprefix("file:")
