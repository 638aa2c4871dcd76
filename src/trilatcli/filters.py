"""Filter values as people write them, looked up as forgivingly as the command of their name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from trilatcli.dates import Period, bounds, overlap
from trilatcli.errors import NotFound, UsageFault
from trilatcli.query import Asked
from trilatcli.store.queries import KINDS, Filters, Store
from trilatcli.text import key, printable, stem, stem_key, words


def resolve(store: Store, asked: Asked, period: Period | None = None) -> tuple[Filters, list[str]]:
    """Turn what was typed into ids: the filters and what there is to tell. Raises as the look-ups do."""
    notes: list[str] = []
    facets: list[tuple[str, tuple[str, ...]]] = []

    def add(facet: str, typed: Sequence[str], find: Callable[[str], list[str]]) -> None:
        if typed:
            facets.append((facet, tuple(sorted({id for text in typed for id in find(text)}))))

    def record(kind: str) -> Callable[[str], list[str]]:
        def find(text: str) -> list[str]:
            from trilatcli import lookup

            found = lookup.get(store, kind, text)
            notes.extend(f"--{kind} {note}" for note in found.notes)
            return [r["id"] for r in found.records]

        return find

    add("topic", asked.topic, record("topic"))
    add("official", asked.official, record("official"))
    add("series", asked.series, record("series"))
    add("country", asked.country, lambda text: [term(store, "country", text)])
    add("level", asked.level, lambda text: [term(store, "level", text)])
    add("place", asked.place, lambda text: place(store, text))
    add("kind", asked.kind, lambda text: [kind(text)])
    dates = bounds(asked.since, asked.until)
    if period and dates:
        dates = overlap(period, dates)
        if dates.start > dates.end:
            raise UsageFault("the period and --since/--until share no day")
    return Filters(tuple(facets), dates or period), notes


def term(store: Store, kind: str, text: str) -> str:
    """Find a country or a level by any usual name. Raises :class:`NotFound`, which names the known ones."""
    typed = words(text)
    found = sorted(
        (a for a in store.aliases({"".join(typed), "".join(stem(w) for w in typed)}) if a.kind == kind), key=lambda a: -a.strength
    )
    if found:
        return found[0].id
    known = store.terms(kind)
    begun = {a.id for a in store.aliases_from("".join(typed)) if a.kind == kind} if len("".join(typed)) >= 3 else set()
    if len(begun) == 1:
        return begun.pop()
    from trilatcli.match import closest_names

    if typed and len(near := closest_names("".join(typed), store.alias_keys(kind, 3))) == 1:
        return near[0][0]
    fault = NotFound(kind, printable(text))
    fault.hint = f"known: {', '.join(id for id, _ in known)}"
    raise fault


def kind(text: str) -> str:
    """Find a kind of record, singular or plural."""
    wanted = text.strip().lower()
    for name in KINDS:
        if wanted in (name, f"{name}s") or (name == "series" and wanted == "serie"):
            return name
    raise UsageFault(f"unknown kind {printable(text)!r}", f"known: {', '.join(KINDS)}")


def place(store: Store, text: str) -> list[str]:
    """Find places: a city, a country, ``Washington, DC``, ``virtual`` or ``phone``; misspelt ones too."""
    known = [p for p, _ in store.places()]
    spelled = {stem_key(p): p for p in known}
    wanted = spelled.get(stem_key(text), key(text))
    short = wanted.removesuffix(" dc").removesuffix(" usa").removesuffix(" us").removesuffix(" city").strip()
    for name in (wanted, short):
        if name in known:
            return [name]
    part = [p for p in known if short and (p.startswith(short) or f" {short}" in p)]
    if part:
        return part
    from trilatcli.match import closest_names

    near = closest_names(short.replace(" ", ""), [(p.replace(" ", ""), p) for p in known])
    if near:
        return [p for p, _ in near]
    fault = NotFound("place", printable(text))
    fault.hint = "known: " + ", ".join(known[:12]) + " ..."
    raise fault
