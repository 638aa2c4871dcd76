"""The questions that readers ask of the database: records out, as they were published."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import orjson

from trilatcli.dates import Period
from trilatcli.errors import DatabaseFault, UsageFault
from trilatcli.text import printable

Record = dict[str, Any]
KINDS = ("official", "topic", "series", "instrument", "organization", "event", "document", "point")


class Filters(NamedTuple):
    """What a list is narrowed to: values of one facet are alternatives, facets and period add up. Ids throughout."""

    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    period: Period | None = None

    def __bool__(self) -> bool:
        return bool(self.facets) or self.period is not None

    def adding(self, facet: str, *values: str) -> Filters:
        """Give the same filters with one facet more."""
        return self._replace(facets=(*self.facets, (facet, values)))

    def where(self, column: str = "n") -> tuple[str, list[str]]:
        """Give the condition in SQL and its parameters."""
        parts, values = [], []
        for facet, wanted in self.facets:
            parts.append(f"{column} IN (SELECT n FROM facets WHERE facet = ? AND value IN ({_marks(wanted)}))")
            values += [facet, *wanted]
        if self.period:
            parts.append(f"{column} IN (SELECT n FROM records WHERE first_day <= ? AND last_day >= ?)")
            values += [self.period.end, self.period.start]
        return " AND ".join(parts) or "1", values


class Alias(NamedTuple):
    """One way to name a record, as the build stored it."""

    key: str
    kind: str
    id: str
    strength: int
    way: str


class Candidate(NamedTuple):
    """A record that matches, with the texts that ranking reads."""

    n: int
    kind: str
    id: str
    day: str | None
    title: str
    names: str
    body: str
    tags: str


_CANDIDATES = "SELECT t.n, r.kind, r.id, r.first_day, t.title, t.names, t.body, t.tags FROM texts t JOIN records r ON r.n = t.n WHERE t.n"


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


class Store:
    """An open database. Every method answers one question; damage shows as :class:`DatabaseFault`."""

    def __init__(self, connection: sqlite3.Connection, path: object = "") -> None:
        self.connection, self.path = connection, path

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run a query; a damaged file becomes a :class:`DatabaseFault`."""
        try:
            return self.connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as fault:
            if isinstance(fault, sqlite3.OperationalError) and "interrupted" in str(fault):
                raise
            raise DatabaseFault(
                self.path, "the file is damaged", "leave out --db to use the bundled database, or build one with: trilat data build"
            ) from fault

    def _records(self, sql: str, values: Sequence[Any] = ()) -> list[Record]:
        return [orjson.loads(text) for (text,) in self.rows(sql, values)]

    def meta(self) -> dict[str, str]:
        """Give the facts about the database."""
        return dict(self.rows("SELECT key, value FROM meta"))

    def find(self, kind: str, id: str) -> Record | None:
        """Find a record by its id."""
        found = self._records("SELECT record FROM records WHERE kind = ? AND id = ?", (kind, id))
        return found[0] if found else None

    def of_any_kind(self, id: str) -> list[Record]:
        """Find the record of whatever kind that has an id (one at most)."""
        return self._records("SELECT record FROM records WHERE id = ?", (id,))

    def renamed(self, id: str) -> str | None:
        """Give the new id of one that was renamed."""
        found = self.rows("SELECT new FROM renamed WHERE old = ?", (id,))
        return found[0][0] if found else None

    def by_ids(self, kind: str, ids: Sequence[str]) -> list[Record]:
        """Give records by id, in the order asked for; unknown ids are left out."""
        found = {r["id"]: r for r in self._records(f"SELECT record FROM records WHERE kind = ? AND id IN ({_marks(ids)})", (kind, *ids))}
        return [found[id] for id in ids if id in found]

    def by_numbers(self, numbers: Sequence[int]) -> list[Record]:
        """Give records by number, in the order asked for."""
        found = {n: orjson.loads(text) for n, text in self.rows(f"SELECT n, record FROM records WHERE n IN ({_marks(numbers)})", numbers)}
        return [found[n] for n in numbers]

    def listing(self, kind: str, filters: Filters = Filters(), *, order: str = "n", limit: int = -1) -> list[Record]:
        """List the records of a kind; ``order`` is ``n`` (standing), ``day`` (ascending, undated first) or ``title``."""
        orders = {"n": "n", "day": "date IS NOT NULL, date, last_day, id", "title": "title COLLATE NOCASE, id"}
        where, values = filters.where()
        return self._records(
            f"SELECT record FROM records WHERE kind = ? AND {where} ORDER BY {orders[order]} LIMIT ?", (kind, *values, limit)
        )

    def count(self, kind: str, filters: Filters = Filters()) -> int:
        """Count the records of a kind."""
        where, values = filters.where()
        return int(self.rows(f"SELECT count(*) FROM records WHERE kind = ? AND {where}", (kind, *values))[0][0])

    def on_day(self, kind: str, period: Period) -> list[Record]:
        """List the events or documents that touch a period, any day of a longer one counting."""
        where = "kind = ? AND first_day <= ? AND last_day >= ?"
        return self._records(f"SELECT record FROM records WHERE {where} ORDER BY first_day, id", (kind, period.end, period.start))

    def linked(self, kind: str, relation: str, targets: Sequence[str], filters: Filters = Filters()) -> list[Record]:
        """List the records of a kind that link to any of some ids, newest last."""
        where, values = filters.where()
        links = f"SELECT n FROM links WHERE relation = ? AND target IN ({_marks(targets)})"
        sql = f"SELECT record FROM records WHERE kind = ? AND n IN ({links}) AND {where} ORDER BY first_day, id"
        return self._records(sql, (kind, relation, *targets, *values))

    def mentioned(self, filters: Filters) -> set[str]:
        """Give the ids that the points let through by some filters mention."""
        where, values = filters.where()
        sql = f"SELECT DISTINCT target FROM links WHERE relation = 'mentions' AND n IN (SELECT n FROM records WHERE kind = 'point' AND {where})"
        return {target for (target,) in self.rows(sql, values)}

    def samples(self, kinds: Sequence[str]) -> list[Record]:
        """Give one record of each of some kinds: what fields they have."""
        sql = f"SELECT record FROM records WHERE n IN (SELECT min(n) FROM records WHERE kind IN ({_marks(kinds)}) GROUP BY kind)"
        return self._records(sql, kinds)

    def points_of(self, owner: str) -> list[Record]:
        """List the points of a document or of an event, in the order of the text."""
        return self._records(
            "SELECT r.record FROM records r JOIN points p ON p.id = r.id WHERE r.kind = 'point' AND (p.document = ? OR p.event = ?) ORDER BY r.n",
            (owner, owner),
        )

    def counterparts(self, official: str) -> list[tuple[str, str, str, int]]:
        """Count with whom an official of one of the three sat: (id, name, country, events), most often first."""
        return [
            (id, name, country, events)
            for id, name, country, events in self.rows(
                "SELECT o.id, o.name, o.country, count(DISTINCT them.event) FROM participants me JOIN participants them ON them.event = me.event "
                "JOIN officials o ON o.id = them.official WHERE me.official = ? AND them.country <> me.country GROUP BY o.id ORDER BY 4 DESC, o.name",
                (official,),
            )
        ]

    def aliases(self, keys: Iterable[str]) -> list[Alias]:
        """Give every record that one of some keys names."""
        wanted = list(dict.fromkeys(keys))
        found: list[Alias] = []
        for start in range(0, len(wanted), 900):
            part = wanted[start : start + 900]
            for key, target, strength, way in self.rows(
                f"SELECT key, target, strength, way FROM aliases WHERE key IN ({_marks(part)})", part
            ):
                kind, _, id = target.partition(":")
                found.append(Alias(key, kind, id, strength, way))
        return found

    def aliases_from(self, prefix: str, limit: int = 200) -> list[Alias]:
        """Give the aliases that begin with a key."""
        rows = self.rows(
            "SELECT key, target, strength, way FROM aliases WHERE key >= ? AND key < ? ORDER BY key, target LIMIT ?",
            (prefix, prefix + "\U0010ffff", limit),
        )
        found = ((key, *target.split(":", 1), strength, way) for key, target, strength, way in rows)
        return [Alias(key, kind, id, strength, way) for key, kind, id, strength, way in found]

    def alias_keys(self, kind: str, weakest: int) -> list[tuple[str, str]]:
        """Give (key, id) of every alias of a kind that is at least so strong."""
        return [
            (key, target.partition(":")[2])
            for key, target in self.rows(
                "SELECT key, target FROM aliases WHERE strength >= ? AND target >= ? AND target < ?", (weakest, f"{kind}:", f"{kind};")
            )
        ]

    def words(self, wanted: Sequence[str]) -> dict[str, int]:
        """Give the number of records for each of some words that the record knows."""
        return dict(self.rows(f"SELECT word, records FROM words WHERE word IN ({_marks(wanted)})", wanted))

    def stems(self, wanted: Sequence[str]) -> dict[str, int]:
        """Give the number of records (of the most frequent form) for each of some stems that the record knows."""
        return dict(self.rows(f"SELECT stem, max(records) FROM words WHERE stem IN ({_marks(wanted)}) GROUP BY stem", wanted))

    def words_from(self, prefix: str, limit: int = 100) -> list[tuple[str, str, int]]:
        """Give the words that begin with a prefix as (word, stem, records), the most frequent first."""
        return [
            (w, s, n)
            for w, s, n in self.rows(
                "SELECT word, stem, records FROM words WHERE word >= ? AND word < ? ORDER BY records DESC, word LIMIT ?",
                (prefix, prefix + "\U0010ffff", limit),
            )
        ]

    def vocabulary(self, shortest: int, longest: int) -> dict[str, int]:
        """Give the words in Latin letters of some lengths with the number of records they stand in."""
        return dict(
            self.rows(
                "SELECT word, records FROM words WHERE word >= 'a' AND word < '{' AND length(word) BETWEEN ? AND ?", (shortest, longest)
            )
        )

    def size(self) -> int:
        """Count the records of all kinds."""
        return int(self.rows("SELECT max(n) FROM records")[0][0] or 0)

    def numbers(self, named: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """Give the numbers of records named by kind and id."""
        found = self.rows(f"SELECT kind, id, n FROM records WHERE id IN ({_marks(named)})", [id for _, id in named])
        return {(kind, id): n for kind, id, n in found}

    def candidates(self, expression: str, filters: Filters, limit: int) -> list[Candidate]:
        """Give the first records in standing order that match a full-text expression."""
        where, values = filters.where("rowid")
        chosen = f"SELECT rowid FROM texts_fts WHERE texts_fts MATCH ? AND {where} LIMIT ?"
        return [Candidate(*row) for row in self.rows(f"{_CANDIDATES} IN ({chosen})", (expression, *values, limit))]

    def candidates_by_number(self, numbers: Sequence[int], filters: Filters) -> list[Candidate]:
        """Give records by number, as far as the filters let them through."""
        where, values = filters.where("t.n")
        return [Candidate(*row) for row in self.rows(f"{_CANDIDATES} IN ({_marks(numbers)}) AND {where}", (*numbers, *values))]

    def matching(self, expression: str, filters: Filters, most: int) -> int:
        """Count the records that match a full-text expression, up to ``most``."""
        where, values = filters.where("rowid")
        return int(
            self.rows(
                f"SELECT count(*) FROM (SELECT 1 FROM texts_fts WHERE texts_fts MATCH ? AND {where} LIMIT ?)", (expression, *values, most)
            )[0][0]
        )

    def terms(self, kind: str) -> list[tuple[str, str]]:
        """List countries or levels as (id, title), in their order."""
        return [(id, title) for id, title in self.rows("SELECT id, title FROM terms WHERE kind = ? ORDER BY position", (kind,))]

    def places(self) -> list[tuple[str, int]]:
        """List the places of the record as (key, events)."""
        return [
            (value, events)
            for value, events in self.rows(
                "SELECT f.value, count(*) FROM facets f JOIN records r ON r.n = f.n WHERE f.facet = 'place' AND r.kind = 'event' GROUP BY f.value ORDER BY 2 DESC, 1"
            )
        ]

    def numbers_matching(self, expression: str, limit: int) -> set[int]:
        """Give the numbers of records that match a full-text expression."""
        return {n for (n,) in self.rows("SELECT rowid FROM texts_fts WHERE texts_fts MATCH ? LIMIT ?", (expression, limit))}

    def offices(self) -> list[tuple[str, str, str, str | None, str | None]]:
        """List all offices as (official, country, title, since, until)."""
        return [
            (official, country, title, since, until)
            for official, country, title, since, until in self.rows(
                "SELECT o.official, p.country, o.title, o.since, o.until FROM offices o JOIN officials p ON p.id = o.official"
            )
        ]

    def took_part(self, official: str, period: Period) -> bool:
        """Tell whether an official took part in an event of a period."""
        sql = (
            "SELECT 1 FROM participants p JOIN records r ON r.kind = 'event' AND r.id = p.event "
            "WHERE p.official = ? AND r.first_day <= ? AND r.last_day >= ? LIMIT 1"
        )
        return bool(self.rows(sql, (official, period.end, period.start)))

    def counts(self) -> dict[str, int]:
        """Count the records of each kind."""
        return dict(self.rows("SELECT kind, count(*) FROM records GROUP BY kind"))

    def span(self) -> tuple[str, str]:
        """Give the first and the last date of an event."""
        first, last = self.rows("SELECT min(date), max(coalesce(end_date, date)) FROM events")[0]
        return first or "", last or ""

    def trust(self) -> dict[str, int]:
        """Count events by confidence and status, disputed records, and citations by kind of source."""
        names = ("events", "confirmed", "not_held", "disputed", "citations", "official_citations")
        sql = (
            "SELECT count(*), coalesce(sum(confidence = 'confirmed'), 0), coalesce(sum(status <> 'held'), 0), "
            "(SELECT count(DISTINCT n) FROM disputes), (SELECT count(*) FROM sources), (SELECT coalesce(sum(official), 0) FROM sources) FROM events"
        )
        return dict(zip(names, self.rows(sql)[0], strict=True))

    def by_level(self) -> list[tuple[str, int, str, str]]:
        """Count the events of each level, with the first and latest date, highest level first."""
        sql = (
            "SELECT e.level, count(*), min(e.date), max(e.date) FROM events e JOIN terms t ON t.kind = 'level' AND t.id = e.level "
            "GROUP BY e.level ORDER BY t.position"
        )
        return [(level, events, first, last) for level, events, first, last in self.rows(sql)]

    def by_year(self) -> list[tuple[str, int]]:
        """Count the events of each year."""
        sql = "SELECT substr(date, 1, 4), count(*) FROM events WHERE date IS NOT NULL GROUP BY 1 ORDER BY 1"
        return [(year, events) for year, events in self.rows(sql)]

    def publishers(self, limit: int) -> list[tuple[str, int, bool]]:
        """List who is cited most, as (publisher, citations, official)."""
        sql = "SELECT publisher, count(*), max(official) FROM sources GROUP BY publisher ORDER BY 2 DESC, 1 LIMIT ?"
        return [(publisher, citations, bool(official)) for publisher, citations, official in self.rows(sql, (limit,))]

    def ids(self, kind: str, prefix: str, limit: int = 500) -> list[tuple[str, str]]:
        """List (id, title) of a kind, ids beginning with a prefix: for completion."""
        return [
            (id, title)
            for id, title in self.rows(
                "SELECT id, title FROM records WHERE kind = ? AND id >= ? AND id < ? ORDER BY id LIMIT ?",
                (kind, prefix, prefix + "~", limit),
            )
        ]

    def select(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Run a reader's own SELECT: column names and rows. Raises :class:`UsageFault` for anything that is not a read.

        The connection reads nothing but SELECTs from then on.
        """
        connection = self.connection
        connection.execute("SELECT rowid FROM texts_fts LIMIT 0").fetchall()  # the index sets itself up with more than reads
        connection.set_authorizer(_only_reading)
        connection.set_progress_handler(lambda: 0, 100_000)  # lets Ctrl-C in
        try:
            cursor = connection.execute(sql)
            if cursor.description is None:
                raise UsageFault("the statement is not a SELECT", "trilat sql --schema shows the tables")
            return [column[0] for column in cursor.description], cursor.fetchall()
        except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError) as fault:
            if "interrupted" in str(fault):
                raise KeyboardInterrupt from None
            raise UsageFault(f"SQL: {_plain(fault)}", "trilat sql --schema shows the tables") from None


def _plain(fault: Exception) -> str:
    text = printable(str(fault))
    if "not authorized" in text or "prohibited" in text:
        return "only reading is allowed"
    return text


def _only_reading(action: int, one: str | None, two: str | None, *_: object) -> int:
    """Let a statement read tables and call functions, and nothing else: no writing, attaching or loading."""
    allowed = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
    if action == sqlite3.SQLITE_PRAGMA and one == "data_version":
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and two in ("load_extension", "fts3_tokenizer"):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in allowed else sqlite3.SQLITE_DENY
