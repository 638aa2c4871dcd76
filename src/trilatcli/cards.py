"""Records with what hangs on them: an official with meetings and counterparts, a topic with its facts, an event with its documents.

Between store and views: asks the store, knows no format.
"""

from __future__ import annotations

import json
from collections import Counter

from trilatcli.dates import Period, earliest, latest
from trilatcli.store.queries import Filters, Record, Store

PUBLISHERS = 15
"""How many publishers ``trilat about`` lists."""


def _events_of(store: Store, official: str, filters: Filters) -> list[Record]:
    listed = store.listing("event", filters.adding("official", official), order="day")
    return [e for e in listed if any(p["id"] == official for p in e["participants"])]


def event_card(store: Store, record: Record, filters: Filters) -> Record:
    """Add an event's facts, documents, and its neighbors in the series."""
    neighbors = store.listing("event", Filters().adding("series", record["series"]), order="day") if record["series"] else []
    neighbors = [e for e in neighbors if e["date"]]
    at = next((n for n, e in enumerate(neighbors) if e["id"] == record["id"]), None)
    brief = (
        [
            None if e is None else {"id": e["id"], "date": e["date"], "title": e["title"]}
            for e in ((neighbors[at - 1] if at else None), (neighbors[at + 1] if at + 1 < len(neighbors) else None))
        ]
        if at is not None
        else [None, None]
    )
    return {
        **record,
        "facts": store.points_of(record["id"]),
        "papers": store.by_ids("document", record["documents"]),
        "previous": brief[0],
        "next": brief[1],
    }


def document_card(store: Store, record: Record, filters: Filters) -> Record:
    """Add a document's points in the order of its text."""
    return {**record, "facts": store.points_of(record["id"])}


def official_card(store: Store, record: Record, filters: Filters, day: Period | None, *, whole: bool = False) -> Record:
    """Add an official's meetings, counterparts, documents, topics, and the offices held on a day."""
    attended = _events_of(store, record["id"], filters)
    topics = Counter(t for e in attended for t in e["topics"])
    titles = {t["id"]: t["title"] for t in store.by_ids("topic", list(topics))}
    counterparts = [
        {"id": id, "name": name, "country": country, "events": events} for id, name, country, events in store.counterparts(record["id"])
    ]
    documents = store.by_ids("document", [d for e in attended for d in e["documents"]])
    return {
        **record,
        "on": _on(record, attended, day) if day else None,
        "attended": attended,
        "counterparts": counterparts,
        "papers": documents,
        "whole": whole,
        "spoken_of": store.linked("point", "mentions", [record["id"]], filters),
        "topics": [{"id": t, "title": titles[t], "events": n} for t, n in sorted(topics.items(), key=lambda i: (-i[1], i[0]))],
    }


def _on(record: Record, attended: list[Record], day: Period) -> Record:
    """Find the offices held on a day: by their bounds, and by what the events of an office show."""
    held = []
    for office in record["offices"]:
        seen = [
            e["date"]
            for e in attended
            for p in e["participants"]
            if p["id"] == record["id"] and p["office"] == office["title"] and e["date"]
        ]
        start = earliest(office["since"]) if office["since"] else earliest(min(seen)) if seen else None
        end = (
            latest(office["until"])
            if office["until"]
            else (latest(max(seen)) if seen else None)
            if not office["since"] or office is not record["offices"][-1]
            else "9999"
        )
        if start and end and start <= day.end and end >= day.start:
            held.append({**office, "known_by": "tenure" if office["since"] and office["until"] else "events" if seen else "tenure"})
    return {"date": day.start if day.start == day.end else f"{day.start}..{day.end}", "offices": held}


def topic_card(store: Store, record: Record, filters: Filters, *, whole: bool) -> Record:
    """Add a topic's facts by date, the events and documents that carry it, its people, and its arc by year."""
    narrowed = filters.adding("topic", record["id"])
    facts = store.listing("point", narrowed, order="day")
    events = store.listing("event", narrowed, order="day")
    documents = store.listing("document", narrowed, order="day")
    people = Counter((p["name"], p["country"], p["id"]) for e in events for p in e["participants"] if p["id"])
    years = Counter(p["date"][:4] for p in facts if p["date"])
    return {
        **record,
        "total_facts": len(facts),
        "arc": [[y, n] for y, n in sorted(years.items())],
        "facts": facts,
        "discussed_in": events,
        "papers": documents,
        "people": [
            {"id": id, "name": name, "country": country, "events": n}
            for (name, country, id), n in sorted(people.items(), key=lambda i: (-i[1], i[0]))
        ],
        "whole": whole,
    }


def series_card(store: Store, record: Record, filters: Filters) -> Record:
    """Add the events of a series."""
    return {**record, "meetings": store.listing("event", filters.adding("series", record["id"]), order="day")}


def instrument_card(store: Store, record: Record, filters: Filters) -> Record:
    """Add the facts that refer to an instrument or organization."""
    return {**record, "referred": store.linked("point", "mentions", [record["id"]], filters)}


def about(store: Store, program: str) -> Record:
    """Gather versions, coverage and sources as one record."""
    meta, counts, trust = store.meta(), store.counts(), store.trust()
    first, last = store.span()
    kinds = ("event", "document", "official", "point", "topic", "series", "instrument", "organization")
    facts = {
        "Program": program,
        "Data": f"{meta['data_version']}, as of {meta['as_of']}",
        "Period": f"{first} to {last}",
        "Records": ", ".join(f"{counts.get(k, 0):,} {k if k.endswith('s') else k + 's'}" for k in kinds),
        "Confirmed events": f"{_share(trust['confirmed'], trust['events'])}: one official source or two independent ones",
        "Not held": f"{trust['not_held']} events were only announced, or cancelled",
        "Sources differ": f"on {trust['disputed']} records; both sides are kept",
        "Official sources": f"{_share(trust['official_citations'], trust['citations'])} citations",
        "Licence": "code MIT, data CC0 1.0",
        "Database": str(store.path),
    }
    cite = (
        f"trilat: U.S.-Japan-Republic of Korea trilateral diplomacy, data {meta['data_version']} (as of {meta['as_of']}), program {program}. "
        "Cite the source beside a fact as well."
    )
    return {
        "kind": "about",
        "id": "trilat",
        "title": "trilat",
        "summary": "U.S.-Japan-Republic of Korea trilateral diplomacy, sourced and offline",
        "program": program,
        "data_version": meta["data_version"],
        "as_of": meta["as_of"],
        "first": first,
        "latest": last,
        "counts": counts,
        **{name: trust[name] for name in ("confirmed", "not_held", "disputed", "citations", "official_citations")},
        "database": str(store.path),
        "levels": [{"level": lv, "events": n, "first": a, "latest": b} for lv, n, a, b in store.by_level()],
        "years": [{"year": year, "events": n} for year, n in store.by_year()],
        "publishers": [{"publisher": p, "citations": n, "official": o} for p, n, o in store.publishers(PUBLISHERS)],
        "out_of_scope": json.loads(meta["out_of_scope"]),
        "known_gaps": json.loads(meta["known_gaps"]),
        "cite": cite,
        "facts": facts,
        "sources": [
            {"title": "data/records", "publisher": "trilat", "url": "", "locator": None, "official": False, "checked": meta["as_of"]}
        ],
    }


def _share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} ({100 * part / whole:.1f} %)" if whole else "none"
