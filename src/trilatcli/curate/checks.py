"""The rules that records must keep: one small function each, all in one list, none of them stops the others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

from trilatcli import model, romanize
from trilatcli.curate.load import Loaded
from trilatcli.curate.sources import host_of, publisher_of
from trilatcli.dates import earliest, is_partial, latest
from trilatcli.errors import Problem
from trilatcli.text import is_cjk, key, words

_DOCUMENT_POINT = re.compile(r"(?:0|[1-9][0-9]*)\.[1-9][0-9]*\Z")
_EVENT_POINT = re.compile(r"[1-9][0-9]*\Z")
_PRONOUN = re.compile(r"(?:He|She|It|They|His|Her|Its|Their)\b")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_KANA_ONLY = re.compile("[\u3040-\u30ff\\s・ー]+\\Z")
_KANJI = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_KINDS = tuple(model.FOLDERS)


def _each(loaded: Loaded, *kinds: str) -> Iterator[tuple[str, str, Any]]:
    for kind in kinds or _KINDS:
        for id, record in getattr(loaded.records, kind).items():
            yield kind, id, record


def _problem(loaded: Loaded, kind: str, id: str, trail: tuple[object, ...], message: str, rule: str) -> Problem:
    path, line = loaded.at(kind, id, *trail)
    return Problem(path, line, message, rule)


def _points(record: Any) -> Iterator[tuple[tuple[str, str], model.Point]]:
    for number, point in getattr(record, "points", {}).items():
        yield ("points", number), point


def ids_are_unique(loaded: Loaded) -> Iterator[Problem]:
    """An id means one record, whatever the kind."""
    owner: dict[str, str] = {}
    for kind, id, _ in _each(loaded):
        if id in owner:
            yield _problem(loaded, kind, id, (), f"the id {id!r} already belongs to a record of kind {owner[id]}", "id")
        owner.setdefault(id, kind)
    for old, new in loaded.records.renamed.items():
        if new not in owner:
            yield Problem(
                "renamed.yaml",
                loaded.places.get(("renamed.yaml", old), 1),
                f"{old!r} is renamed to {new!r}, which does not exist",
                "reference",
            )
        if old in owner:
            yield Problem("renamed.yaml", loaded.places.get(("renamed.yaml", old), 1), f"{old!r} is renamed but still exists", "id")


def references_resolve(loaded: Loaded) -> Iterator[Problem]:
    """Every id that a record names belongs to a record of the right kind."""
    records = loaded.records
    everything = {id for kind in _KINDS for id in getattr(records, kind)}

    def check(kind: str, id: str, trail: tuple[object, ...], named: Iterable[str], among: Iterable[str], what: str) -> Iterator[Problem]:
        for n, name in enumerate(named):
            if name and name not in among:
                yield _problem(loaded, kind, id, (*trail, n), f"unknown {what} {name!r}", "reference")

    for kind, id, record in _each(loaded):
        yield from check(kind, id, ("topics",), getattr(record, "topics", ()), records.topic, "topic")
        for trail, point in _points(record):
            yield from check(kind, id, (*trail, "topics"), point.topics, records.topic, "topic")
            yield from check(kind, id, (*trail, "mentions"), point.mentions, everything, "record")
            yield from check(kind, id, (*trail, "events"), point.events, records.event, "event")
            yield from check(kind, id, (*trail, "actors"), point.actors, records.countries, "country")
        for name, source in record.sources.items():
            yield from check(kind, id, ("sources", name, "document"), [source.document], records.document, "document")
        if kind == "event":
            yield from check(kind, id, ("place", "country"), [record.place.country], records.countries, "country")
            yield from check(kind, id, ("series",), [record.series], records.series, "series")
            for n, someone in enumerate(record.participants):
                yield from check(kind, id, ("participants", n), [someone.official], records.official, "official")
                yield from check(kind, id, ("participants", n), [someone.country], records.countries, "country")
                if not someone.official and not someone.country:
                    yield _problem(loaded, kind, id, ("participants", n), "a participant needs an official or a country", "reference")
        elif kind == "document":
            yield from check(kind, id, ("events",), record.events, records.event, "event")
        elif kind == "topic":
            yield from check(kind, id, ("parent",), [record.parent], records.topic, "topic")
            yield from check(kind, id, ("related",), record.related, records.topic, "topic")
            if record.parent and getattr(records.topic.get(record.parent), "parent", ""):
                yield _problem(
                    loaded, kind, id, ("parent",), f"{record.parent!r} has a parent itself: the taxonomy has two levels", "taxonomy"
                )
        elif kind in ("instrument", "organization"):
            yield from check(kind, id, ("mentions",), record.mentions, everything, "record")
        elif kind == "official" and record.country not in records.countries:
            yield _problem(loaded, kind, id, ("country",), f"unknown country {record.country!r}: add it to countries.yaml", "reference")


def facts_are_sourced(loaded: Loaded) -> Iterator[Problem]:
    """Every record and every fact names where it is written, and each source can be followed."""
    for kind, id, record in _each(loaded):
        if not record.sources:
            yield _problem(loaded, kind, id, (), "no source", "source")
        for name, source in record.sources.items():
            trail = ("sources", name)
            if bool(source.url) == bool(source.document):
                yield _problem(loaded, kind, id, trail, "a source is either a url or a document of the record", "source")
            if kind == "document" and source.document == id:
                yield _problem(loaded, kind, id, trail, "a document cannot be its own source", "source")
            if source.url and not source.checked:
                yield _problem(loaded, kind, id, trail, "when was this page checked? `checked` is missing", "source")
            if source.url and not source.title:
                yield _problem(loaded, kind, id, trail, "`title` of the page is missing", "source")
            if host_of(source.url) and publisher_of(source.url, loaded.records.publishers) is None:
                yield _problem(loaded, kind, id, trail, f"no publisher in publishers.yaml covers {host_of(source.url)!r}", "publisher")
        keys: list[tuple[tuple[object, ...], tuple[str, ...]]] = [(("from",), getattr(record, "from_", ()))]
        keys += [((*trail, "from"), point.from_) for trail, point in _points(record)]
        keys += [(("offices", n, "from"), office.from_) for n, office in enumerate(getattr(record, "offices", ()))]
        keys += [(("disputes", n, "claims"), claim.from_) for n, d in enumerate(getattr(record, "disputes", ())) for claim in d.claims]
        for where, named in keys:
            for name in named:
                if name not in record.sources:
                    yield _problem(loaded, kind, id, where, f"{name!r} is no key of `sources` in this file", "source")
        for trail, point in _points(record):
            if kind == "event" and not point.from_:
                yield _problem(loaded, kind, id, trail, "a point of an event needs `from`", "source")
        for n, office in enumerate(getattr(record, "offices", ())):
            if not office.from_:
                yield _problem(loaded, kind, id, ("offices", n), "an office needs `from`", "source")
        if kind in ("topic", "series", "instrument", "organization") and not record.from_:
            yield _problem(loaded, kind, id, (), "the overview needs `from`", "source")
        for n, dispute in enumerate(getattr(record, "disputes", ())):
            if len(dispute.claims) < 2:
                yield _problem(loaded, kind, id, ("disputes", n), "a dispute has two sides at least", "dispute")


def urls_can_be_followed(loaded: Loaded) -> Iterator[Problem]:
    """Every URL has a scheme and a host, and stands as a browser would send it."""
    for kind, id, record in _each(loaded):
        found: list[tuple[tuple[str, ...], str]] = [
            (("url",), getattr(record, "url", "")),
            (("archived",), getattr(record, "archived", "")),
        ]
        found += [(("sources", name), url) for name, source in record.sources.items() for url in (source.url, source.archived)]
        for trail, url in found:
            if "&amp;" in url:
                yield _problem(loaded, kind, id, trail, f"{url!r} holds &amp;, which a page writes for &", "url")
            elif url and not (re.match(r"https?://[^\s/\[\]]+\.[^\s/\[\]]+", url) and host_of(url)):
                yield _problem(loaded, kind, id, trail, f"{url!r} is no URL: it needs http:// or https:// and a host", "url")


def terms_are_complete(loaded: Loaded) -> Iterator[Problem]:
    """Every level and each of the three countries has its names."""
    for file, wanted, known in (
        ("levels.yaml", model.LEVELS, loaded.records.levels),
        ("countries.yaml", model.THREE, loaded.records.countries),
    ):
        for id in wanted:
            if id not in known:
                yield Problem(file, 1, f"{id!r} is missing", "missing")


def dates_make_sense(loaded: Loaded) -> Iterator[Problem]:
    """Ends come after beginnings, ids agree with dates, undated events say within which bounds they fell."""
    for kind, id, record in _each(loaded, "event", "document"):
        if record.date and not id.startswith(str(record.date)):
            yield _problem(loaded, kind, id, ("date",), f"the id does not begin with the date {record.date}", "date")
        if kind == "document":
            continue
        if record.end_date and (not record.date or record.end_date <= record.date):
            yield _problem(
                loaded,
                kind,
                id,
                ("end_date",),
                f"the end {record.end_date} does not come after the beginning {record.date or '(none)'}",
                "date",
            )
        if not record.date:
            low, dots, high = record.window.partition("..")
            if not (dots and is_partial(low) and is_partial(high) and earliest(low) <= latest(high)):
                yield _problem(loaded, kind, id, ("window",), "an event without a date needs `window: EARLIEST..LATEST`", "date")
            if record.round:
                yield _problem(loaded, kind, id, ("round",), "an event without a date cannot be a numbered round", "round")
        elif record.window:
            yield _problem(loaded, kind, id, ("window",), "a window is for events without a date", "date")
    for kind, id, record in _each(loaded, "official"):
        for n, office in enumerate(record.offices):
            if office.since and office.until and latest(office.until) < earliest(office.since):
                yield _problem(
                    loaded, kind, id, ("offices", n), f"the office ends ({office.until}) before it begins ({office.since})", "date"
                )


def participants_held_their_offices(loaded: Loaded) -> Iterator[Problem]:
    """Who took part held the office named, on that day, as far as its bounds are known."""
    for kind, id, event in _each(loaded, "event"):
        for n, someone in enumerate(event.participants):
            official = loaded.records.official.get(someone.official)
            if official is None or not event.date:
                continue
            first, last = earliest(event.date), latest(event.end_date or event.date)
            held = [o for o in official.offices if (not o.since or earliest(o.since) <= last) and (not o.until or latest(o.until) >= first)]
            if someone.office and key(someone.office) not in {key(o.title) for o in held}:
                why = (
                    "held it at another time"
                    if key(someone.office) in {key(o.title) for o in official.offices}
                    else f"has these offices: {'; '.join(o.title for o in official.offices) or 'none'}"
                )
                yield _problem(
                    loaded, kind, id, ("participants", n), f"{someone.official} was not {someone.office} on {event.date}: {why}", "tenure"
                )
            elif not someone.office and len(held) != 1:
                yield _problem(
                    loaded, kind, id, ("participants", n), f"name the office of {someone.official}: {len(held)} fit {event.date}", "tenure"
                )


def delegations_are_of_the_three(loaded: Loaded) -> Iterator[Problem]:
    """Heads and members of delegations come from the three, each person once."""
    for kind, id, event in _each(loaded, "event"):
        seen: set[str] = set()
        for n, someone in enumerate(event.participants):
            official = loaded.records.official.get(someone.official)
            country = someone.country or (official.country if official else "")
            if someone.official and official is None:
                continue  # told by references_resolve
            if country not in model.THREE and event.scope == "trilateral" and someone.role not in ("observer", "host", "convener"):
                yield _problem(
                    loaded,
                    kind,
                    id,
                    ("participants", n),
                    f"{country or 'someone of no country'} is no delegation of a trilateral event",
                    "delegation",
                )
            if someone.official and someone.official in seen:
                yield _problem(loaded, kind, id, ("participants", n), f"{someone.official} takes part twice", "twice")
            seen.add(someone.official)


def points_are_well_formed(loaded: Loaded) -> Iterator[Problem]:
    """A point's key says where it stands; its text is one plain statement."""
    for kind, id, record in _each(loaded, "event", "document"):
        for trail, point in _points(record):
            number = trail[1]
            if kind == "document" and not _DOCUMENT_POINT.match(number):
                yield _problem(loaded, kind, id, trail, f"{number!r} is no key of a document's point: write paragraph.number", "point")
            if kind == "event" and not _EVENT_POINT.match(number):
                yield _problem(loaded, kind, id, trail, f"{number!r} is no key of an event's point: write a number", "point")
            if not point.text.rstrip("\"'”’)").endswith((".", "?", "!")):
                yield _problem(loaded, kind, id, (*trail, "text"), "a fact is a sentence: it ends with a full stop", "style")
            if _PRONOUN.match(point.text):
                yield _problem(
                    loaded, kind, id, (*trail, "text"), "a fact is read alone: begin with a name or a noun, not a pronoun", "style"
                )
            if not point.topics:
                yield _problem(loaded, kind, id, trail, "a point needs a topic", "topic")
        if kind == "document" and (record.coverage == "none") != (not record.points):
            yield _problem(
                loaded, kind, id, ("coverage",), f"coverage is {record.coverage!r} but there are {len(record.points)} points", "coverage"
            )


def aliases_mean_one_thing(loaded: Loaded) -> Iterator[Problem]:
    """No title or alias stands for two topics, two series, two instruments or two organizations."""
    for kinds in (("topic",), ("series",), ("instrument", "organization")):
        owner: dict[str, str] = {}
        for kind, id, record in _each(loaded, *kinds):
            names = {key(a) for a in (record.title, *record.aliases.en, *record.aliases.ja, *record.aliases.ko) if key(a)}
            for name in sorted(names):
                if owner.setdefault(name, id) != id:
                    yield _problem(loaded, kind, id, ("aliases",), f"the alias {name!r} already stands for {owner[name]}", "alias")


def officials_are_one_person_each(loaded: Loaded) -> Iterator[Problem]:
    """No one stands in two files: neither by the published name nor by the native one."""
    owner: dict[tuple[str, str], str] = {}
    for kind, id, official in _each(loaded, "official"):
        native = official.names.ja if official.country == "JP" else official.names.ko if official.country == "KR" else ()
        for name in {" ".join(sorted(key(official.name).split())), *(key(n).replace(" ", "") for n in native)}:
            other = owner.setdefault((official.country, name), id)
            if other != id and not official.note:
                yield _problem(
                    loaded, kind, id, ("name",), f"{official.name} may be {other}: same name; if not, say so in `note`", "person"
                )


def names_fit_their_scripts(loaded: Loaded) -> Iterator[Problem]:
    """Kanji stands under ja, kana under kana, hangul under ko; Latin letters under en."""
    for kind, id, official in _each(loaded, "official"):
        names = official.names
        faults = [("ko", n, "hangul") for n in names.ko if not _HANGUL.search(n)]
        faults += [("kana", n, "kana") for n in names.kana if not _KANA_ONLY.match(n)]
        faults += [("hanja", n, "Chinese characters") for n in names.hanja if not _KANJI.search(n)]
        faults += [("en", n, "Latin letters") for n in names.en if is_cjk(n)]
        faults += [("ja", n, "kanji or kana") for n in names.ja if not is_cjk(n) or _HANGUL.search(n)]
        for field, name, wanted in faults:
            yield _problem(loaded, kind, id, ("names", field), f"{name!r} is not written in {wanted}", "script")
        family, given, whole = key(official.family), key(official.given), key(official.name)
        if not (whole.startswith(family) or whole.endswith(family)):
            yield _problem(
                loaded, kind, id, ("family",), f"the family name {official.family!r} neither begins nor ends {official.name!r}", "name"
            )
            continue
        for reading in (n for n in names.kana if official.country == "JP" and _KANA_ONLY.match(n)):
            parts = [romanize.kana_to_latin(p) for p in words(reading)]
            if len(parts) < 2 or romanize.japanese_code(parts[0], "".join(parts[1:])) != romanize.japanese_code(family, given):
                yield _problem(loaded, kind, id, ("names", "kana"), f"the reading {reading!r} does not fit {official.name!r}", "script")
        for native in names.ko[:1] if official.country in ("KR", "KP") else ():
            if any(len(native.replace(" ", "")) != len(h.replace(" ", "")) for h in names.hanja):
                yield _problem(loaded, kind, id, ("names", "hanja"), f"{native!r} and its hanja differ in length", "script")


def events_stand_once(loaded: Loaded) -> Iterator[Problem]:
    """The same day, place, level and series is the same event."""
    seen: dict[tuple[str, ...], str] = {}
    for kind, id, event in _each(loaded, "event"):
        if not event.date:
            continue
        same = (event.date, event.level, event.series, key(event.place.city or event.place.area), event.place.mode or "")
        if same in seen:
            yield _problem(loaded, kind, id, ("date",), f"same day, place, level and series as {seen[same]}", "twice")
        seen.setdefault(same, id)


def rounds_ascend(loaded: Loaded) -> Iterator[Problem]:
    """The numbered rounds of a series rise with their dates, each number once."""
    rounds: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for kind, id, event in _each(loaded, "event"):
        if event.round is not None and not event.series:
            yield _problem(loaded, kind, id, ("round",), "a round needs a series", "round")
        elif event.round is not None:
            rounds[event.series].append((event.date, event.round, id))
    for listed in rounds.values():
        ordered = sorted(listed)
        for (_, before, earlier), (_, number, id) in pairwise(ordered):
            if number <= before:
                yield _problem(loaded, "event", id, ("round",), f"round {number} comes after round {before} ({earlier})", "round")


def topics_are_used(loaded: Loaded) -> Iterator[Problem]:
    """A topic that no fact, event or document carries is not a topic of the record."""
    used: set[str] = set()
    for _, _, record in _each(loaded, "event", "document"):
        used.update(getattr(record, "topics", ()))
        for _, point in _points(record):
            used.update(point.topics)
    used |= {t.parent for t in loaded.records.topic.values()}
    for kind, id, _ in _each(loaded, "topic"):
        if id not in used:
            yield _problem(loaded, kind, id, (), "no event, document or point carries this topic", "unused")


CHECKS: tuple[Callable[[Loaded], Iterator[Problem]], ...] = (
    ids_are_unique,
    references_resolve,
    facts_are_sourced,
    urls_can_be_followed,
    terms_are_complete,
    dates_make_sense,
    participants_held_their_offices,
    delegations_are_of_the_three,
    points_are_well_formed,
    aliases_mean_one_thing,
    officials_are_one_person_each,
    names_fit_their_scripts,
    events_stand_once,
    rounds_ascend,
    topics_are_used,
)


def check(loaded: Loaded) -> list[Problem]:
    """Run every rule; all faults at once, sorted by place."""
    found = list(loaded.problems)
    for rule in CHECKS:
        found.extend(rule(loaded))
    return sorted(set(found))
