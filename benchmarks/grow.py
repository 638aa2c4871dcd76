"""Make a database many times as large, out of the records' own vocabulary; never committed.

    python benchmarks/grow.py 100 /tmp/large.db

Every record is kept once as it is and repeated with its words drawn anew: each word of a field from the words of that field in the
whole record, as often as they occur there. Names, topics and filters stay, so every query means what it means in the real one.
"""

from __future__ import annotations

import random
import re
import sqlite3
import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from trilatcli.store.database import APPLICATION_ID, SCHEMA_VERSION, bundled_path, schema_text

FIELDS = ("title", "names", "body")
COPIED = ("meta", "terms", "renamed", "aliases", "words")


def grow(times: int, target: Path, source: Path | None = None) -> int:
    """Write the large database and return its number of rows."""
    target.unlink(missing_ok=True)
    new = sqlite3.connect(target)
    new.execute("PRAGMA journal_mode = OFF")
    new.execute("PRAGMA synchronous = OFF")
    new.executescript(schema_text())
    new.execute("ATTACH ? AS old", (str(source or bundled_path()),))
    for table in COPIED:
        new.execute(f"INSERT INTO main.{table} SELECT * FROM old.{table}")
    rows = _texts(new, times)
    new.execute("INSERT INTO texts_fts (texts_fts) VALUES ('optimize')")
    new.commit()
    new.execute("DETACH old")
    new.execute("ANALYZE")
    new.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    new.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    new.commit()
    new.close()
    return rows


def _texts(new: sqlite3.Connection, times: int) -> int:
    rng = random.Random(2016)
    old = new.execute("SELECT n, title, names, body, tags FROM old.texts ORDER BY n").fetchall()
    records = {n: rest for n, *rest in new.execute("SELECT n, kind, id, title, date, first_day, last_day, record FROM old.records")}
    facets: dict[int, list[tuple[str, str]]] = {}
    for facet, value, n in new.execute("SELECT facet, value, n FROM old.facets"):
        facets.setdefault(n, []).append((facet, value))
    pools = {name: [pair for row in old for pair in row[1 + i].split() if pair != "|"] for i, name in enumerate(FIELDS)}
    kinds = list(accumulate(1 for _ in old))

    def renumber(tags: str) -> str:
        return re.sub(r"(?<= )(x[rtnb])(\d+)(?= )", lambda m: f"{m[1]}{(int(m[2]) - 1) * times + 1}", tags)

    def rows() -> Iterator[tuple[int, int, int, list[str], str]]:
        for base, title, names, body, tags in old:
            tags = renumber(tags)
            for copy in range(times):
                fields = [title, names, body]
                if copy:
                    fields = [
                        " " + " ".join(rng.choices(pools[name], k=text.count("/"))) + " " for name, text in zip(FIELDS, fields, strict=True)
                    ]
                yield (base - 1) * times + copy + 1, base, copy, fields, tags

    batch: list[tuple[int, int, int, list[str], str]] = []
    for row in rows():
        batch.append(row)
        if len(batch) == 5000:
            _insert(new, batch, records, facets)
            batch.clear()
    _insert(new, batch, records, facets)
    return len(kinds) * times


def _insert(
    new: sqlite3.Connection,
    batch: list[tuple[int, int, int, list[str], str]],
    records: dict[int, list[str]],
    facets: dict[int, list[tuple[str, str]]],
) -> None:
    new.executemany(
        "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((n, kind, id if not copy else f"{id}~{copy}", *rest) for n, base, copy, _, _ in batch for kind, id, *rest in [records[base]]),
    )
    new.executemany("INSERT INTO texts VALUES (?, ?, ?, ?, ?)", ((n, *fields, tags) for n, _, _, fields, tags in batch))
    new.executemany(
        "INSERT INTO facets VALUES (?, ?, ?)", ((facet, value, n) for n, base, _, _, _ in batch for facet, value in facets.get(base, ()))
    )
    new.executemany(
        "INSERT INTO texts_fts (rowid, title, names, body, deep, tags) VALUES (?, ?, ?, ?, '', ?)",
        (
            (n, *(" ".join(pair.rpartition("/")[2] for pair in text.split() if pair != "|") for text in fields), tags)
            for n, _, _, fields, tags in batch
        ),
    )


if __name__ == "__main__":
    print(grow(int(sys.argv[1]), Path(sys.argv[2])), "rows")
