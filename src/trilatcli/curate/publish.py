"""The model as published records: what ``--json`` prints, what filters see, what search reads.

A published record follows the contract in ``docs/json.md``: keys in a fixed order, ids for links, sources resolved. One function
per kind; the order of the kinds is the standing order of the database.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from trilatcli import model
from trilatcli.curate.sources import confidence, publisher_of
from trilatcli.dates import earliest, latest, spell
from trilatcli.text import key, ordinal

KINDS = ("official", "topic", "series", "instrument", "organization", "event", "document", "point")
_MINISTER = (
    r"(?P<rank>(?:(?:First|Second|Senior|Administrative|Parliamentary|State) )*(?:Vice |Deputy )*)Ministers? (?:for|of) "
    r"(?:National )?(?P<field>Foreign|Defen[sc]e|Unification)"
)
COUNTRY_NAMES = {"US": "United States", "JP": "Japan", "KR": "Republic of Korea"}


@dataclass
class Entry:
    """One record on its way into the database."""

    record: dict[str, Any]
    facets: set[tuple[str, str]] = field(default_factory=set)
    links: set[tuple[str, str]] = field(default_factory=set)
    title: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    deep: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)

    @property
    def first_day(self) -> str | None:
        """Give the first whole day that the date can mean."""
        date = self.record.get("date")
        return earliest(date) if date else None

    @property
    def last_day(self) -> str | None:
        """Give the last whole day, of the end where there is one."""
        date = self.record.get("end_date") or self.record.get("date")
        return latest(date) if date else None


class Publisher:
    """Turns records into entries, with what can only be known from all of them together."""

    def __init__(self, records: model.Records) -> None:
        self.records = records
        self.documents_of: dict[str, list[str]] = defaultdict(list)
        for id, document in records.document.items():
            for held in document.events:
                self.documents_of[held].append(id)
        self.events_of: dict[str, list[str]] = defaultdict(list)
        for id, event in records.event.items():
            for someone in event.participants:
                if someone.official:
                    self.events_of[someone.official].append(id)

    # ---- parts that several kinds share

    def source(self, source: model.Source, locator: str = "") -> dict[str, Any]:
        """Resolve one source to the form of the contract."""
        if source.document:
            return self.document_source(source.document, source.locator)
        publisher = publisher_of(source.url, self.records.publishers)
        found: dict[str, Any] = {
            "title": source.title,
            "publisher": publisher.name if publisher else "",
            "url": source.url,
            "locator": locator or source.locator or None,
            "official": bool(publisher and publisher.official),
            "checked": str(source.checked),
        }
        if source.archived:
            found["archived"] = source.archived
        return found

    def document_source(self, id: str, locator: str) -> dict[str, Any]:
        """Cite a document of the record at a place in it."""
        document = self.records.document[id]
        first = next((s for s in document.sources.values() if s.url), model.Source())
        url = document.url or first.url
        publisher = publisher_of(url, self.records.publishers) if url else None
        return {
            "title": document.title,
            "publisher": publisher.name if publisher else ", ".join(document.issuers),
            "url": url,
            "locator": locator or None,
            "official": bool(publisher and publisher.official),
            "checked": str(first.checked),
            "document": id,
        }

    def sources(self, record: Any, named: Iterable[str] | None = None) -> list[dict[str, Any]]:
        """Resolve the sources of a record, all of them or those named."""
        keys = list(record.sources) if named is None else [k for k in named if k in record.sources]
        return [self.source(record.sources[k]) for k in keys]

    def disputes(self, record: Any) -> list[dict[str, Any]]:
        """Resolve both sides of each disagreement."""
        return [
            {
                "field": d.field,
                "claims": [{"value": c.value, "sources": self.sources(record, c.from_)} for c in d.claims],
                "note": d.note or None,
            }
            for d in record.disputes
        ]

    def topics(self, ids: Iterable[str]) -> set[str]:
        """Add to topics those they stand under."""
        found = set(ids)
        return found | {p for t in found if (p := self.records.topic[t].parent)}

    def tag_topics(self, entry: Entry, ids: Iterable[str]) -> None:
        """Tie an entry to topics and to those they stand under."""
        for topic in self.topics(ids):
            entry.facets.add(("topic", topic))
            entry.tags.add(f"topic:{topic}")
        entry.links |= {("topic", t) for t in ids}

    def tag_mentions(self, entry: Entry, ids: Iterable[str]) -> None:
        """Tie an entry to what it mentions; the names of instruments and bodies become searchable in every script."""
        for id in ids:
            entry.links.add(("mentions", id))
            for kind in model.FOLDERS:
                if id in getattr(self.records, kind):
                    entry.tags.add(f"{kind}:{id}")
                    if kind == "official":
                        entry.facets.add(("official", id))
                    if kind in ("instrument", "organization"):
                        record = getattr(self.records, kind)[id]
                        entry.deep += [record.title, *record.aliases.ja, *record.aliases.ko]

    def office_on(self, official: model.Official, event: model.Event) -> model.Office | None:
        """Find the one office that an official held on the days of an event."""
        if not event.date:
            return official.offices[-1] if len(official.offices) == 1 else None
        first, last = earliest(event.date), latest(event.end_date or event.date)
        held = [o for o in official.offices if (not o.since or earliest(o.since) <= last) and (not o.until or latest(o.until) >= first)]
        return held[0] if len(held) == 1 else None

    # ---- one function per kind

    def officials(self) -> Iterable[Entry]:
        """Publish the officials, with what they took part in."""
        for id, official in sorted(self.records.official.items()):
            events = sorted((self.records.event[e].date or "9999", e) for e in self.events_of[id])
            native = (official.names.ja if official.country == "JP" else official.names.ko if official.country == "KR" else ())[:1]
            latest_office = official.offices[-1].title if official.offices else ""
            dated = [d for d, _ in events if d != "9999"]
            span = "" if not dated else f", {spell(dated[0])}" if dated[0] == dated[-1] else f", {spell(dated[0])} to {spell(dated[-1])}"
            took_part = (
                f"took part in {len(events)} event{'s' * (len(events) != 1)}{span}"
                if events
                else "spoken of; took part in no event of the record"
            )
            country = self.records.countries[official.country].title
            record = {
                "kind": "official",
                "id": id,
                "title": official.name,
                "summary": f"{latest_office + ', ' if latest_office else ''}{country}; {took_part}",
                "name": official.name,
                "native_name": native[0] if native else None,
                "country": official.country,
                "office": latest_office or None,
                "family": official.family,
                "given": official.given or None,
                "names": {
                    script: list(getattr(official.names, script))
                    for script in ("ja", "kana", "ko", "hanja", "en")
                    if getattr(official.names, script)
                },
                "offices": [
                    {
                        "title": o.title,
                        "organization": o.organization or None,
                        "since": o.since or None,
                        "until": o.until or None,
                        "note": o.note or None,
                        "sources": self.sources(official, o.from_),
                    }
                    for o in official.offices
                ],
                "took_part": bool(events),
                "events": len(events),
                "note": official.note or None,
                "sources": self.sources(official),
            }
            entry = Entry(record, title=[official.name])
            for script in ("ja", "kana", "ko", "hanja", "en"):
                entry.names += getattr(official.names, script)
            entry.names += [everyday for o in official.offices if (everyday := everyday_office(o.title))]
            entry.body += [o.title + " " + o.organization for o in official.offices] + [
                country,
                *self.records.countries[official.country].aliases.en,
                official.note,
            ]
            entry.facets |= {("country", official.country), ("official", id)}
            entry.tags |= {f"official:{id}", f"country:{official.country}"}
            for event_id in self.events_of[id]:
                event = self.records.event[event_id]
                entry.facets |= {("level", event.level), *({("series", event.series)} if event.series else set())}
                self.tag_topics(entry, event.topics)
                entry.tags -= {f"topic:{t}" for t in self.topics(event.topics)}
            entry.links.clear()
            entry.dates |= set(dated) | tenure_years(official)
            yield entry

    def topic_entries(self, points: Mapping[str, list[dict[str, Any]]]) -> Iterable[Entry]:
        """Publish the topics, with first and latest mention."""
        children = defaultdict(list)
        for id, topic in self.records.topic.items():
            children[topic.parent].append(id)
        for id, topic in sorted(self.records.topic.items()):
            family = {id, *children[id]}
            dated = sorted((p["date"], p["id"]) for t in family for p in points.get(t, ()) if p["date"])
            record = {
                "kind": "topic",
                "id": id,
                "title": topic.title,
                "summary": topic.overview,
                "parent": topic.parent or None,
                "children": sorted(children[id]) if id in children else [],
                "related": list(topic.related),
                "aliases": self.aliases(topic.aliases),
                "points": len({p["id"] for t in family for p in points.get(t, ())}),
                "first_mention": {"date": dated[0][0], "point": dated[0][1]} if dated else None,
                "latest_mention": {"date": dated[-1][0], "point": dated[-1][1]} if dated else None,
                "note": topic.note or None,
                "sources": self.sources(topic),
            }
            entry = Entry(record, title=[topic.title], body=[topic.overview])
            self.name(entry, topic.aliases)
            entry.tags |= {f"topic:{t}" for t in {id, topic.parent} - {""}}
            entry.facets |= {("topic", t) for t in {id, topic.parent} - {""}}
            yield entry

    @staticmethod
    def aliases(aliases: model.Aliases) -> dict[str, list[str]]:
        """Give aliases by language."""
        return {language: list(getattr(aliases, language)) for language in ("en", "ja", "ko")}

    @staticmethod
    def name(entry: Entry, aliases: model.Aliases) -> None:
        """Make an entry findable by its aliases."""
        entry.names += [*aliases.en, *aliases.ja, *aliases.ko]

    def series_entries(self) -> Iterable[Entry]:
        """Publish the series, with their rounds counted."""
        held: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for id, event in self.records.event.items():
            if event.series:
                held[event.series].append((event.date or "9999", id))
        for id, series in sorted(self.records.series.items()):
            events = sorted(held[id])
            dated = [d for d, _ in events if d != "9999"]
            record = {
                "kind": "series",
                "id": id,
                "title": series.title,
                "summary": series.overview,
                "level": series.level,
                "aliases": self.aliases(series.aliases),
                "events": len(events),
                "first": dated[0] if dated else None,
                "latest": dated[-1] if dated else None,
                "rounds": max((self.records.event[e].round or 0 for _, e in events if self.records.event[e].status == "held"), default=0)
                or None,
                "disputes": self.disputes(series),
                "note": series.note or None,
                "sources": self.sources(series),
            }
            entry = Entry(record, title=[series.title], body=[series.overview])
            self.name(entry, series.aliases)
            entry.tags.add(f"series:{id}")
            entry.facets.add(("series", id))
            if series.level:
                entry.facets.add(("level", series.level))
                entry.tags.add(f"level:{series.level}")
            self.tag_topics(entry, series.topics)
            yield entry

    def referred_to(self, kind: str) -> Iterable[Entry]:
        """Publish the instruments or the organizations: what documents refer to."""
        for id, thing in sorted(getattr(self.records, kind).items()):
            dated = {"symbol": thing.symbol or None, "date": thing.date or None, "url": thing.url or None} if kind == "instrument" else {}
            record = {
                "kind": kind,
                "id": id,
                "title": thing.title,
                "summary": thing.overview,
                "type": thing.type,
                **dated,
                "aliases": self.aliases(thing.aliases),
                "topics": list(thing.topics),
                "mentions": list(thing.mentions),
                "note": thing.note or None,
                "sources": self.sources(thing),
            }
            entry = Entry(record, title=[thing.title], names=[dated.get("symbol") or ""], body=[thing.overview])
            self.name(entry, thing.aliases)
            entry.tags.add(f"{kind}:{id}")
            entry.facets.add((kind, id))
            entry.dates |= {dated.get("date") or ""} - {""}
            self.tag_topics(entry, thing.topics)
            self.tag_mentions(entry, thing.mentions)
            yield entry

    def participants(self, event: model.Event) -> list[dict[str, Any]]:
        """List who took part, each with the office held that day; the first of a country is its head."""
        found, led = [], set()
        for someone in event.participants:
            official = self.records.official.get(someone.official)
            country = someone.country or (official.country if official else "")
            office = someone.office or (o.title if official and (o := self.office_on(official, event)) else "")
            role = someone.role or ("member" if country in led else "head")
            if role == "head":
                led.add(country)
            found.append(
                {
                    "id": someone.official or None,
                    "name": official.name if official else "",
                    "country": country,
                    "office": office or None,
                    "role": role,
                }
            )
        return found

    def event_entries(self) -> Iterable[Entry]:
        """Publish the events, newest first."""
        for id, event in sorted(self.records.event.items(), key=lambda item: (item[1].date or "", item[0]), reverse=True):
            participants = self.participants(event)
            series = self.records.series.get(event.series)
            topics = list(dict.fromkeys([*event.topics, *(t for p in event.points.values() for t in p.topics)]))
            documents = sorted(self.documents_of[id])
            cited = [*event.sources.values(), *(model.Source(document=d) for d in documents if self.records.document[d].joint)]
            record = {
                "kind": "event",
                "id": id,
                "title": event.title,
                "summary": event.summary,
                "date": event.date or None,
                "end_date": event.end_date or None,
                "window": event.window or None,
                "date_basis": event.date_basis,
                "level": event.level,
                "series": event.series or None,
                "round": event.round,
                "status": event.status,
                "scope": event.scope,
                "place": {
                    "city": event.place.city or None,
                    "country": event.place.country or None,
                    "mode": event.place.mode or None,
                    "venue": event.place.venue or None,
                    "area": event.place.area or None,
                },
                "participants": participants,
                "topics": topics,
                "documents": documents,
                "points": len(event.points),
                "confidence": confidence(cited, self.records.publishers),
                "disputes": self.disputes(event),
                "note": event.note or None,
                "sources": self.sources(event),
            }
            entry = Entry(record, title=[event.title], body=[event.summary, event.note])
            self.place(entry, event.place)
            self.when(entry, event.date, event.end_date)
            entry.facets |= {("level", event.level)}
            entry.tags |= {f"event:{id}", f"level:{event.level}"}
            entry.names += [self.records.levels[event.level].title]
            if series:
                entry.facets.add(("series", event.series))
                entry.tags.add(f"series:{event.series}")
                entry.names += [series.title]
                if event.round:
                    entry.names += [f"{ordinal(event.round)} round"]
            for someone in participants:
                entry.tags.add(f"country:{someone['country']}")
                entry.names += [someone["name"] or "", someone["office"] or ""]
                if someone["id"]:
                    entry.facets.add(("official", someone["id"]))
                    entry.tags.add(f"official:{someone['id']}")
                    entry.names += [n for script in ("ja", "ko") for n in getattr(self.records.official[someone["id"]].names, script)]
            self.tag_topics(entry, topics)
            for point in event.points.values():
                entry.deep.append(point.text)
                self.tag_mentions(entry, point.mentions)
            yield entry

    def place(self, entry: Entry, place: model.Place) -> None:
        """Make an entry findable by its place."""
        entry.body += [
            place.city,
            place.venue,
            place.area,
            self.records.countries[place.country].title if place.country in self.records.countries else "",
        ]
        entry.facets |= {("place", key(p)) for p in (place.city, place.area, place.venue) if p}
        entry.tags |= {f"place:{key(place.city)}"} if place.city else set()
        if place.country:
            entry.facets.add(("country", place.country))
        if place.mode in ("virtual", "phone", "written", "hybrid"):
            entry.facets.add(("place", place.mode))
            entry.body.append(
                {
                    "virtual": "virtual video conference online",
                    "phone": "phone call telephone",
                    "written": "written statement",
                    "hybrid": "hybrid video",
                }[place.mode]
            )

    @staticmethod
    def when(entry: Entry, date: str, end: str = "") -> None:
        """Make an entry findable by its date: written out, and by every day that it lasted."""
        entry.body += [spell(d) for d in (date, end) if d]
        entry.dates |= {d for d in (date, end) if d}
        if len(end) == 10 == len(date) and date[:7] == end[:7]:
            entry.dates |= {f"{date[:8]}{day:02}" for day in range(int(date[8:]), int(end[8:]) + 1)}

    def document_entries(self) -> Iterable[Entry]:
        """Publish the documents, newest first."""
        for id, document in sorted(self.records.document.items(), key=lambda item: (item[1].date, item[0]), reverse=True):
            topics = list(dict.fromkeys([*document.topics, *(t for p in document.points.values() for t in p.topics)]))
            record = {
                "kind": "document",
                "id": id,
                "title": document.title,
                "summary": document.summary,
                "date": document.date,
                "date_basis": document.date_basis,
                "type": document.type,
                "native_titles": {"ja": document.native_titles.ja or None, "ko": document.native_titles.ko or None},
                "dateline": document.dateline or None,
                "issuers": list(document.issuers),
                "joint": document.joint,
                "events": list(document.events),
                "url": document.url or None,
                "archived": document.archived or None,
                "coverage": document.coverage,
                "read": document.read or None,
                "topics": topics,
                "points": len(document.points),
                "confidence": confidence(
                    [*document.sources.values(), *([model.Source(url=document.url)] if document.url else [])], self.records.publishers
                ),
                "disputes": self.disputes(document),
                "note": document.note or None,
                "sources": self.sources(document),
            }
            entry = Entry(
                record,
                title=[document.title, document.native_titles.ja, document.native_titles.ko],
                names=[document.type.replace("-", " ")],
                body=[document.summary, *document.issuers, document.dateline],
            )
            self.when(entry, document.date)
            entry.tags.add(f"document:{id}")
            for event_id in document.events:
                event = self.records.event[event_id]
                entry.facets |= {("level", event.level), *({("series", event.series)} if event.series else set())}
                if event.place.city:
                    entry.facets.add(("place", key(event.place.city)))
                    entry.tags.add(f"place:{key(event.place.city)}")
                entry.facets |= {("country", event.place.country)} if event.place.country else set()
                entry.links.add(("about", event_id))
                entry.tags |= {f"event:{event_id}", f"level:{event.level}"}
                for someone in self.participants(event):
                    if someone["id"]:
                        entry.facets.add(("official", someone["id"]))
                        entry.tags.add(f"official:{someone['id']}")
                        entry.deep.append(someone["name"])
            self.tag_topics(entry, topics)
            for point in document.points.values():
                entry.deep.append(point.text)
                self.tag_mentions(entry, point.mentions)
            yield entry

    def point_entries(self) -> Iterable[Entry]:
        """Publish the points of all documents and events, newest first."""
        owned: list[tuple[str, str, str, Any]] = []
        for id, document in self.records.document.items():
            owned += [(document.date, "document", id, document)]
        for id, event in self.records.event.items():
            owned += [(event.date, "event", id, event)]
        for date, kind, id, owner in sorted(owned, key=lambda o: (o[0], o[2]), reverse=True):
            for number, point in owner.points.items():
                yield self.point(kind, id, owner, number, point, date)

    def point(self, kind: str, id: str, owner: Any, number: str, point: model.Point, date: str) -> Entry:
        """Publish one point, with the place where it stands."""
        paragraph = int(number.partition(".")[0]) if kind == "document" else 0
        where = f"paragraph {paragraph}" if paragraph else ""
        if kind == "document" and not point.from_:
            sources = [self.document_source(id, where)]
        else:
            sources = [self.source(owner.sources[k], point.locator) for k in point.from_]
        actors = list(point.actors) or list(model.THREE)
        label = "of " + ", ".join(COUNTRY_NAMES.get(a, a) for a in actors) if point.actors else "of all three"
        events = list(point.events) or (list(owner.events) if kind == "document" else [id])
        record = {
            "kind": "point",
            "id": f"{id}:{number}",
            "title": str(point.text),
            "summary": f"{point.type.capitalize()} {label}: {owner.title}{f', {spell(date)}' if date else ''}{f', {where}' if where else ''}",
            "date": date or None,
            "date_basis": owner.date_basis,
            "type": point.type,
            "document": id if kind == "document" else None,
            "paragraph": paragraph or None,
            "event": id if kind == "event" else None,
            "events": events,
            "actors": actors,
            "topics": list(point.topics),
            "mentions": list(point.mentions),
            "sources": sources,
        }
        entry = Entry(
            record, title=[], body=[point.text], deep=[owner.title, point.type, *([spell(date)] if date else [])], dates={date} - {""}
        )
        for actor in point.actors:
            entry.facets.add(("country", actor))
            entry.tags.add(f"country:{actor}")
        if not point.actors:
            entry.facets |= {("country", c) for c in model.THREE}
        entry.tags |= {f"{kind}:{id}"}
        entry.links.add(("about", id))
        entry.facets.add(("type", point.type))
        for event_id in events:
            event = self.records.event[event_id]
            entry.links.add(("about", event_id))
            entry.facets |= {("level", event.level), *({("series", event.series)} if event.series else set())}
            entry.tags.add(f"event:{event_id}")
            if event.place.city:
                entry.facets.add(("place", key(event.place.city)))
        self.tag_topics(entry, point.topics)
        self.tag_mentions(entry, point.mentions)
        return entry


def everyday_office(title: str) -> str:
    """Turn an office around as people say it: Minister for Foreign Affairs is foreign minister; empty where there is no such form."""
    found = re.match(
        _MINISTER,
        title,
    )
    return f"{found['rank']}{found['field']} minister".replace("Foreign minister", "foreign minister") if found else ""


def tenure_years(official: model.Official) -> set[str]:
    """Give the years in which an official held an office whose two bounds are known."""
    return {str(y) for o in official.offices if o.since and o.until for y in range(int(o.since[:4]), int(o.until[:4]) + 1)}


def publish(records: model.Records) -> list[Entry]:
    """Publish all records, in the standing order: kind, then newest first."""
    publisher = Publisher(records)
    points = list(publisher.point_entries())
    by_topic: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in points:
        for topic in entry.record["topics"]:
            by_topic[topic].append(entry.record)
    entries = [
        *publisher.officials(),
        *publisher.topic_entries(by_topic),
        *publisher.series_entries(),
        *publisher.referred_to("instrument"),
        *publisher.referred_to("organization"),
        *publisher.event_entries(),
        *publisher.document_entries(),
        *points,
    ]
    for entry in entries:
        entry.facets.add(("kind", entry.record["kind"]))
    return entries
