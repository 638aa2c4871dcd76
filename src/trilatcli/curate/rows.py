"""The published records as rows of the tables in ``store/schema.sql``; one function per group of tables, no SQL."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from trilatcli import model
from trilatcli.curate.naming import keys
from trilatcli.curate.publish import Entry, publish
from trilatcli.text import index_token, stem, term_token, tokens, words

Row = dict[str, Any]
FIELDS = ("title", "names", "body", "deep")


def build_rows(records: model.Records) -> dict[str, list[Row]]:
    """Turn checked records into rows, table by table, in the order in which the tables refer to each other."""
    entries = publish(records)
    numbers = {(e.record["kind"], e.record["id"]): n for n, e in enumerate(entries, 1)}
    tables: dict[str, list[Row]] = {"meta": _meta(records.release)}
    tables["records"] = [
        {
            "n": n,
            "kind": e.record["kind"],
            "id": e.record["id"],
            "title": e.record["title"],
            "date": e.record.get("date"),
            "first_day": e.first_day,
            "last_day": e.last_day,
            "record": json.dumps(e.record, ensure_ascii=False, separators=(",", ":")),
        }
        for n, e in enumerate(entries, 1)
    ]
    tables |= _kinds(records, entries)
    tables |= _around(entries)
    tables["names"] = [
        {"official": id, "name": name, "script": script}
        for id, official in sorted(records.official.items())
        for script in ("en", "ja", "kana", "ko", "hanja")
        for name in sorted({*getattr(official.names, script), *([official.name] if script == "en" else [])})
    ]
    tables["aliases"] = [{"key": k, "target": target, "strength": strength, "way": way} for k, target, strength, way in keys(records)]
    tables["renamed"] = [{"old": old, "new": new} for old, new in sorted(records.renamed.items())]
    tables["terms"] = [
        {"kind": "country", "id": id, "position": n, "title": c.title} for n, (id, c) in enumerate(records.countries.items())
    ]
    tables["terms"] += [{"kind": "level", "id": id, "position": n, "title": records.levels[id].title} for n, id in enumerate(model.LEVELS)]
    tables |= _texts(entries, numbers)
    return tables


def _meta(release: model.Release) -> list[Row]:
    values = {"data_version": release.version, "as_of": str(release.as_of)}
    values |= {
        "out_of_scope": json.dumps(release.out_of_scope, ensure_ascii=False),
        "known_gaps": json.dumps(release.known_gaps, ensure_ascii=False),
    }
    return [{"key": k, "value": v} for k, v in values.items()]


def _pick(record: Mapping[str, Any], *names: str, **renamed: str) -> Row:
    return {n: _plain(record[n]) for n in names} | {column: _plain(record[name]) for column, name in renamed.items()}


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value


def _kinds(records: model.Records, entries: Iterable[Entry]) -> dict[str, list[Row]]:
    """Give one table for each kind, with what hangs on it."""
    of: dict[str, list[Row]] = {}
    for entry in entries:
        of.setdefault(entry.record["kind"], []).append(entry.record)
    events, officials, documents = of.get("event", []), of.get("official", []), of.get("document", [])
    parents_first = sorted(of.get("topic", []), key=lambda t: (t["parent"] is not None, t["id"]))
    return {
        "topics": [_pick(t, "id", "title", "parent", overview="summary") for t in parents_first],
        "series": [_pick(s, "id", "title", "level", overview="summary") for s in of.get("series", [])],
        "instruments": [_pick(i, "id", "title", "type", "symbol", "date", overview="summary") for i in of.get("instrument", [])],
        "organizations": [_pick(o, "id", "title", "type", overview="summary") for o in of.get("organization", [])],
        "officials": [_pick(o, "id", "name", "family", "given", "native_name", "country", "took_part") for o in officials],
        "offices": [
            {"official": o["id"], "position": n} | _pick(f, "title", "organization", "since", "until")
            for o in officials
            for n, f in enumerate(o["offices"], 1)
        ],
        "events": [
            _pick(
                e,
                "id",
                "title",
                "summary",
                "date",
                "end_date",
                "window",
                "date_basis",
                "level",
                "series",
                "round",
                "status",
                "scope",
                "confidence",
            )
            | _pick(e["place"], "city", "country", "venue", "mode")
            for e in events
        ],
        "participants": [
            {"event": e["id"], "position": n, "official": p["id"]} | _pick(p, "country", "office", "role")
            for e in events
            for n, p in enumerate(e["participants"], 1)
        ],
        "documents": [_pick(d, "id", "title", "type", "date", "dateline", "joint", "url", "archived", "coverage") for d in documents],
        "document_events": [{"document": d["id"], "event": e} for d in documents for e in sorted(set(d["events"]))],
        "points": [
            _pick(p, "id", "document", "event", "type", "date", text="title")
            | {"paragraph": p["paragraph"] or (0 if p["document"] else None)}
            for p in of.get("point", [])
        ],
    }


def _around(entries: Iterable[Entry]) -> dict[str, list[Row]]:
    """Give what hangs on records of every kind: sources, disputes, facets, links."""
    sources: list[Row] = []
    disputes: list[Row] = []
    facets: list[Row] = []
    links: list[Row] = []
    for n, entry in enumerate(entries, 1):
        for position, s in enumerate(entry.record["sources"], 1):
            sources.append({"n": n, "position": position} | _pick(s, "title", "publisher", "url", "locator", "official", "checked"))
        for dispute in entry.record.get("disputes", ()):
            for claim in dispute["claims"]:
                disputes.append(
                    {
                        "n": n,
                        "field": dispute["field"],
                        "value": claim["value"],
                        "publishers": ", ".join(s["publisher"] for s in claim["sources"]),
                        "note": dispute["note"],
                    }
                )
        facets += [{"facet": facet, "value": value, "n": n} for facet, value in sorted(entry.facets)]
        links += [{"n": n, "relation": relation, "target": target} for relation, target in sorted(entry.links)]
    return {
        "sources": sources,
        "disputes": disputes,
        "facets": sorted(facets, key=lambda f: (f["facet"], f["value"], f["n"])),
        "links": links,
    }


def _texts(entries: list[Entry], numbers: Mapping[tuple[str, str], int]) -> dict[str, list[Row]]:
    """Give the texts that search reads, and the words in them with their stems and document frequency."""
    texts: list[Row] = []
    frequency: Counter[str] = Counter()
    names = Spoken(entries)
    for n, entry in enumerate(entries, 1):
        cut = {name: [t for part in getattr(entry, name) if part for t in [*tokens(part), "|"]] for name in FIELDS}
        frequency.update({t for name in FIELDS for t in cut[name] if t != "|"})
        row: Row = {"n": n, "stems": {}}
        for name in FIELDS:
            row[name] = " " + " ".join(t if t == "|" else f"{t}/{stem(t)}" for t in cut[name]) + " "
            row["stems"][name] = " ".join(index_token(stem(t)) for t in cut[name] if t != "|")
        spoken = {
            f"x{name[0]}{numbers[target]}" for name in ("title", "names", "body") for target in names.spoken_of(row["stems"][name].split())
        }
        row["tags"] = " " + " ".join(sorted({tag_token(tag, numbers) for tag in entry.tags | _days(entry)} | spoken)) + " "
        texts.append(row)
    return {"texts": texts, "words": [{"word": w, "stem": stem(w), "records": count} for w, count in sorted(frequency.items())]}


class Spoken:
    """Finds which topics, series, instruments and organizations a text calls by any of their names.

    Only names that share a stem with the title count: a flood is not always disaster relief.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.phrases: dict[tuple[str, ...], set[tuple[str, str]]] = {}
        for entry in entries:
            record = entry.record
            if record["kind"] in ("topic", "series", "instrument", "organization"):
                own = {stem(w) for w in words(record["title"])}
                for name in (record["title"], *(n for listed in record["aliases"].values() for n in listed)):
                    stems = tuple(stem(w) for w in tokens(name))
                    if own & set(stems):
                        self.phrases.setdefault(stems, set()).add((record["kind"], record["id"]))
        self.longest = max((len(p) for p in self.phrases), default=0)

    def spoken_of(self, stems: list[str]) -> set[tuple[str, str]]:
        """Give the records whose names stand in a run of stems."""
        found: set[tuple[str, str]] = set()
        for start in range(len(stems)):
            for size in range(1, min(self.longest, len(stems) - start) + 1):
                found |= self.phrases.get(tuple(stems[start : start + size]), set())
        return found


def _days(entry: Entry) -> set[str]:
    """Tag a record with the days, the month and the year of its date, so that a date in a query is a word like any other."""
    found: set[str] = set()
    for date in entry.dates:
        found |= {f"d:{date[:4]}", *({f"d:{date[:7]}"} if len(date) > 4 else set()), *({f"d:{date}"} if len(date) > 7 else set())}
    return found


def tag_token(tag: str, numbers: Mapping[tuple[str, str], int]) -> str:
    """Write a tag as one token: ``xr12`` for record 12, ``level:envoy`` as xlevelenvoy, ``d:2016-09`` as xd201609."""
    kind, _, id = tag.partition(":")
    return f"xr{numbers[kind, id]}" if (kind, id) in numbers else term_token(kind, id)
