"""Words to one record: by id, by name in any spelling, by what it is; or NotFound with the nearest, or Ambiguous with the candidates.

Nothing is guessed between equals, and strangers get nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from trilatcli.dates import Period, earliest, latest
from trilatcli.errors import Ambiguous, NotFound, UsageFault
from trilatcli.query import parse
from trilatcli.search import Search
from trilatcli.store.queries import Alias, Filters, Record, Store
from trilatcli.text import is_cjk, printable, stem, words

_HONORIFICS = frozenset(
    (
        "mr mrs ms dr his her excellency he the hon honorable amb ambassador gen general adm admiral minister secretary president "
        "prime vice deputy foreign defense defence senator of state sec pm fm vfm director"
    ).split()
)


class Found(NamedTuple):
    """What a name led to: the records (one, unless a date was named), and what there is to tell."""

    records: list[Record]
    notes: list[str]


def by_id(store: Store, kind: str, text: str) -> Found | None:
    """Find a record by its id, or by one it had before."""
    id = text.strip()
    if record := store.find(kind, id):
        return Found([record], [])
    if (new := store.renamed(id)) and (record := store.find(kind, new)):
        return Found([record], [f"{id} is now called {new}"])
    return None


def get(store: Store, kind: str, text: str) -> Found:
    """Find the one record of a kind that a text names. Raises NotFound or Ambiguous, UsageFault for an empty text."""
    if not words(text):
        if text.strip():
            raise NotFound(kind, printable(text))
        raise UsageFault("the name is empty", f"list them all with: trilat {kind}")
    if found := by_id(store, kind, text):
        return found
    if kind == "official":
        return _official(store, text)
    if kind in ("event", "document"):
        return _by_words(store, kind, text)
    return _named(store, kind, text)


def _key(typed: Sequence[str]) -> str:
    return "".join(typed)


def _aliases(store: Store, kind: str, typed: Sequence[str], weakest: int) -> list[Alias]:
    """Give the aliases of a kind for some words; only the strongest of them."""
    found = [a for a in store.aliases({_key(typed), "".join(stem(w) for w in typed)}) if a.kind == kind and a.strength >= weakest]
    top = min(max((a.strength for a in found), default=0), 3)
    best = [a for a in found if a.strength >= top]
    return list({a.id: a for a in best}.values())


def _settle(store: Store, kind: str, text: str, ids: Sequence[str], notes: list[str]) -> Found:
    """Give the one record, or list those that fit equally."""
    records = store.by_ids(kind, sorted(set(ids)))
    if len(records) == 1:
        return Found(records, notes)
    raise Ambiguous(kind, printable(text), records)


def _named(store: Store, kind: str, text: str) -> Found:
    """Look up a topic, series, instrument or organization by title, alias or number, then by likeness, then by its words."""
    typed = words(text)
    if found := _aliases(store, kind, typed, 2):
        return _settle(store, kind, text, [a.id for a in found], [])
    for extra in (["resolution", *typed], [w for w in typed if w not in ("the", "a", "of", "on", "trilateral")]):
        if extra and (kind == "instrument" or extra[0] != "resolution") and (found := _aliases(store, kind, extra, 2)):
            return _settle(store, kind, text, [a.id for a in found], [])
    begun = {a.id for a in store.aliases_from(_key(typed)) if a.kind == kind and a.strength >= 2} if len(_key(typed)) >= 3 else set()
    if begun:
        return _settle(store, kind, text, sorted(begun), [])
    search = Search(store)
    outcome = search.run(text, Filters().adding("kind", kind), limit=6, need_all=True)
    titled = [h for h in outcome.hits if all(p.field in ("title", "names") for p in h.parts)]
    notes = [f"looked up: {outcome.searched}"] if outcome.corrections else []
    if titled:
        best = [h for h in titled if h.match["score"] >= titled[0].match["score"] * 0.97]
        return _settle(store, kind, text, [h.record["id"] for h in best], notes)
    from trilatcli.match import closest_names, nearest_titles

    if not any(w.isdigit() for w in typed) and (near := closest_names(_key(typed), store.alias_keys(kind, 3))):
        record = store.find(kind, near[0][0])
        return _settle(store, kind, text, [id for id, _ in near], [f"looked up: {record['title'] if record else near[0][0]}"])
    raise NotFound(kind, printable(text), store.by_ids(kind, nearest_titles(_key(typed), store.alias_keys(kind, 3))))


def _official(store: Store, text: str) -> Found:
    """Look up a person: any order, spelling and script; surname alone; office with a country or a date; then typos."""
    query = parse(text)
    typed = words(text)
    if found := _aliases(store, "official", typed, 1):
        return _settle(store, "official", text, [a.id for a in found], [])
    bare = [w for w in query.words if w not in _HONORIFICS]
    if bare and bare != typed and (found := _aliases(store, "official", bare, 1)):
        return _settle(store, "official", text, [a.id for a in found], [])
    if is_cjk(_key(typed)):
        if begun := {a.id for a in store.aliases_from(_key(typed)) if a.kind == "official"}:
            return _settle(store, "official", text, sorted(begun), [])
        inside = [a for a in store.aliases(_substrings(_key(typed))) if a.kind == "official" and a.strength >= 3]
        if inside:
            return _settle(store, "official", text, [a.id for a in inside], [])
    if ids := by_office(store, text):
        return _settle(store, "official", text, ids, [])
    from trilatcli.romanize import query_codes

    for coded in (typed, bare):
        if ids := sorted({a.id for a in store.aliases(query_codes(list(coded))) if a.kind == "official"}):
            return _settle(store, "official", text, ids, _told(store, ids))
    # Whole words of a longer or shorter form of the name: a middle name, an initial, one given name of two.
    if ids := _by_parts(store, bare or typed):
        return _settle(store, "official", text, ids, _told(store, ids))
    from trilatcli.match import closest_names, nearest_titles

    known = store.alias_keys("official", 1)
    for attempt in (typed, [*typed[1:], typed[0]], bare, [typed[-1], *typed[:-1]]):
        if near := closest_names(_key(attempt), known):
            return _settle(store, "official", text, [id for id, _ in near], _told(store, [id for id, _ in near]))
    if given := _given(store, typed):
        return _settle(store, "official", text, given, [])
    full = [(key, id) for key, id in store.alias_keys("official", 3)]
    raise NotFound("official", printable(text), store.by_ids("official", nearest_titles(_key(typed), full)) if _is_name(typed) else [])


def _is_name(typed: Sequence[str]) -> bool:
    return len(typed) <= 4 and not any(w.isdigit() for w in typed)


def _given(store: Store, typed: Sequence[str]) -> list[str]:
    """Find people by their given name alone."""
    return sorted({a.id for a in store.aliases({_key(typed)}) if a.kind == "official"}) if len(_key(typed)) >= 3 else []


def _told(store: Store, ids: Sequence[str]) -> list[str]:
    if len(ids) != 1 or not (record := store.find("official", ids[0])):
        return []
    return [f"looked up: {record['title']}"]


def _substrings(text: str) -> set[str]:
    return {text[i:j] for i in range(len(text)) for j in range(i + 2, min(len(text), i + 12) + 1)}


def _by_parts(store: Store, typed: Sequence[str]) -> list[str]:
    """Find people of whose name the first and the last word were typed, with something between or in full length."""
    latin = [w for w in typed if w.isalpha()]
    if len(latin) < 2:
        return []
    pairs = {latin[0] + latin[-1], latin[-1] + latin[0], "".join(w for w in latin if len(w) > 1)}
    return sorted({a.id for a in store.aliases(pairs) if a.kind == "official" and a.strength >= 3})


def by_office(store: Store, text: str) -> list[str]:
    """Find who held an office named with a country or a date: ``Japanese foreign minister 2016``."""
    query = parse(text)
    countries: set[str] = set()
    rest: list[str] = []
    for word in query.words:
        named = {a.id for a in store.aliases([word]) if a.kind == "country" and a.strength >= 2}
        if named:
            countries |= named
        else:
            rest.append(word)
    joined_country = {
        a.id for n in range(len(query.words) - 1) for a in store.aliases(["".join(query.words[n : n + 2])]) if a.kind == "country"
    }
    if joined_country:
        countries = joined_country
        rest = [w for w in rest if w not in ("south", "north", "united", "states")]
    spelled = {
        "fm": ["foreign", "minister"],
        "pm": ["prime", "minister"],
        "nsa": ["national", "security", "adviser"],
        "vfm": ["vice", "foreign", "minister"],
    }
    wanted = {_office_stem(s) for w in rest for s in spelled.get(w, [w])} - {"of", "for", "the"}
    if not wanted & {
        _office_stem(w)
        for w in (
            "minister",
            "secretary",
            "president",
            "adviser",
            "director",
            "envoy",
            "representative",
            "ambassador",
            "chairman",
            "premier",
        )
    } or not (countries or query.dates):
        return []
    period = query.dates[0].period if query.dates else None
    best: dict[str, int] = {}
    for official, home, title, since, until in store.offices():
        held = {_office_stem(w) for w in words(title)} - {"of", "for", "the", "and"}
        if not wanted <= held or (countries and home not in countries):
            continue
        if period and not _held(store, official, since, until, period):
            continue
        best[official] = min(
            best.get(official, 99), len(held - wanted - {"affair", "nation", "state"} | (held & {"vice", "deputi", "assist"} - wanted))
        )
    fewest = min(best.values(), default=0)
    return sorted(id for id, extra in best.items() if extra == fewest) if len(best) <= 60 else []


def _office_stem(word: str) -> str:
    return {"advisor": "advis", "adviser": "advis"}.get(word, stem(word))


def _held(store: Store, official: str, since: str | None, until: str | None, period: Period) -> bool:
    """Tell whether an office with partly known bounds was held in a period: by its bounds, or by an event attended."""
    if (since and earliest(since) > period.end) or (until and latest(until) < period.start):
        return False
    if since and until:
        return True
    return store.took_part(official, period)


def _by_words(store: Store, kind: str, text: str) -> Found:
    """Look up an event or document by its words: all of them must fit; a date alone gives every event of its days."""
    query = parse(text)
    if kind == "event" and query.dates and not (query.words or query.phrases or query.prefixes):
        records = store.on_day(query.dates[0].period)
        if not records:
            raise NotFound(kind, printable(text))
        return Found(records, [])
    outcome = Search(store).run(text, Filters().adding("kind", kind), limit=10, need_all=True)
    notes = [f"looked up: {outcome.searched}"] if outcome.corrections else []
    if not outcome.hits:
        raise NotFound(kind, printable(text))
    best = outcome.hits[0].match["score"]
    rivals = [h.record for h in outcome.hits if h.match["score"] >= best * 0.85]
    if len(rivals) == 1 or (kind == "document" and query.dates and len(outcome.hits) == 1):
        return Found(rivals, notes)
    raise Ambiguous(kind, printable(text), [h.record for h in outcome.hits])
