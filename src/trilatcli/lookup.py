"""Words to one record: by id, by name in any spelling, by what it is; or NotFound with the nearest, or Ambiguous with the candidates.

Nothing is guessed between equals, and strangers get nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from trilatcli import people
from trilatcli.errors import Ambiguous, NotFound, UsageFault
from trilatcli.query import parse
from trilatcli.store.queries import Alias, Filters, Record, Store
from trilatcli.text import printable, stem, words


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
    from trilatcli.search import Search

    outcome = Search(store).run(text, Filters().adding("kind", kind), limit=6, need_all=True)
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
    """Look up a person by every way that ``people`` knows."""
    ids, told = people.find(store, text)
    if ids:
        found = _settle(store, "official", text, ids, [])
        return found._replace(notes=[f"looked up: {found.records[0]['title']}"]) if told else found
    typed = words(text)
    near: list[str] = []
    if len(typed) <= 4 and not any(c.isdigit() for c in text):
        from trilatcli.match import nearest_titles

        near = nearest_titles(_key(typed), store.alias_keys("official", 3))
    raise NotFound("official", printable(text), store.by_ids("official", near))


def _by_words(store: Store, kind: str, text: str) -> Found:
    """Look up an event or document by its words: all of them must fit; a date alone gives everything of its days."""
    query = parse(text)
    if query.dates and not (query.words or query.phrases or query.prefixes):
        records = store.on_day(kind, query.dates[0].period)
        if not records:
            raise NotFound(kind, printable(text))
        return Found(records, [])
    from trilatcli.search import Search

    outcome = Search(store).run(text, Filters().adding("kind", kind), limit=10, need_all=True)
    notes = [f"looked up: {outcome.searched}"] if outcome.corrections else []
    if not outcome.hits:
        raise NotFound(kind, printable(text))
    best = outcome.hits[0].match["score"]
    rivals = [h.record for h in outcome.hits if h.match["score"] >= best * 0.85]
    if len(rivals) == 1 or (kind == "document" and query.dates and len(outcome.hits) == 1):
        return Found(rivals, notes)
    raise Ambiguous(kind, printable(text), [h.record for h in outcome.hits])
