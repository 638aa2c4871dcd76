"""The readers' commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from trilatcli.cli.answer import NAMED, answer, command_query, reading, refuse
from trilatcli.cli.options import LIMIT, SORT, Output, _complete
from trilatcli.dates import parse_period
from trilatcli.errors import UsageFault
from trilatcli.filters import resolve
from trilatcli.query import Asked
from trilatcli.store.queries import Filters, Record, Store

SEARCH_LIMIT = 20


def _argument(kind: str, help: str, metavar: str) -> Any:
    return Annotated[list[str] | None, typer.Argument(help=help, metavar=metavar, autocompletion=_complete(kind), show_default=False)]


def _shortened(total: int, shown: int) -> list[str]:
    return [f"showing {shown} of {total:,}; see more with --limit N, all with --limit 0"] if shown < total else []


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help='What to look for; "a phrase", prefix* and -word work, all else is literal.', metavar="WORDS...", show_default=False
        ),
    ] = None,
    exact: Annotated[bool, typer.Option("--exact", help="No fuzzy matching, no synonyms.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each hit is here.")] = False,
    limit: LIMIT = None,
    *,
    filters: Asked,
    output: Output,
) -> int:
    """Search every kind of record; one ranked list.

    Example: trilat search extended deterrence --since 2015 --level foreign-minister
    """
    from trilatcli import search as room
    from trilatcli.query import parse

    text = " ".join(words or [])
    if not text.strip() or not (parse(text) or parse(text).excluded):
        raise UsageFault(
            "the query is empty" if not text.strip() else "nothing in the query can be looked for",
            'give some words: trilat search "cybersecurity"',
        )
    query = command_query(words=text, exact=exact, filters=filters, limit=limit)
    with reading(output) as store:
        try:
            narrowed, notes = resolve(store, filters)
        except NAMED as fault:
            return refuse(store, output, "search", query, fault)
        most = SEARCH_LIMIT if limit is None else limit
        outcome = room.Search(store, exact=exact).run(text, narrowed, limit=most)
        notes += [f"searched for: {outcome.searched}"] if outcome.corrections else []
        notes += outcome.notes + _shortened(outcome.total, len(outcome.hits))
        records = [
            {**h.record, "match": {**h.match, **({"parts": [p._asdict() for p in h.parts]} if explain else {})}, "snippet": h.snippet}
            for h in outcome.hits
        ]

        def page() -> Any:
            from trilatcli import views

            return views.search(outcome.hits, searched=outcome.searched, total=outcome.total, explain=explain)

        return answer(store, output, "search", query, records, page, total=outcome.total, notes=notes)


def timeline(
    period: Annotated[
        list[str] | None, typer.Argument(help="2016, 2016-09, 2016-09-18 or 2015..2017.", metavar="[PERIOD]", show_default=False)
    ] = None,
    undated: Annotated[bool, typer.Option("--undated", help="Put events whose date is unknown first.")] = False,
    limit: LIMIT = None,
    *,
    filters: Asked,
    output: Output,
) -> int:
    """List events in order of date.

    Example: trilat timeline 2015..2017 --level vice-minister
    """
    text = " ".join(period or [])
    span = parse_period(text) if text else None
    if period and not text.strip():
        raise UsageFault("the period is empty", "write 2016, 2016-09, 2016-09-18 or a range such as 2015..2017")
    query = command_query(period=text or None, filters=filters, limit=limit)
    with reading(output) as store:
        try:
            narrowed, notes = resolve(store, filters, span)
        except NAMED as fault:
            return refuse(store, output, "timeline", query, fault)
        listed = store.listing("event", narrowed, order="day")
        records = [e for e in listed if e["date"] or undated]
        if len(records) < len(listed):
            notes.append(f"left out, as no date is known: {len(listed) - len(records)}; put them first with --undated")
        total = len(records)
        records = records[:limit] if limit else records
        notes += _shortened(total, len(records))

        def page() -> Any:
            from trilatcli import views

            return views.timeline(records, f"Timeline{f' {text}' if text else ''}")

        return answer(store, output, "timeline", query, records, page, total=total, notes=notes)


# The title of each list, and the order in which it stands unless --sort says otherwise.
LISTS = {
    "official": ("Officials", "title"), "topic": ("Topics", "n"), "event": ("Events", "day"), "document": ("Documents", "day"), "series": ("Series", "title"),
    "instrument": ("Instruments", "title"), "organization": ("Organizations", "title"),
}  # fmt: skip


def _list(store: Store, output: Output, kind: str, filters: Asked, query: dict[str, Any], limit: int | None, sort: str | None) -> int:
    title, order = LISTS[kind]
    try:
        narrowed, notes = resolve(store, filters)
    except NAMED as fault:
        return refuse(store, output, kind, query, fault)
    if kind in ("official", "topic", "series", "organization") and narrowed.period:
        narrowed = _by_events(store, kind, narrowed)
    records = _sorted(store, kind, store.listing(kind, narrowed, order=order), sort)
    total = len(records)
    records = records[:limit] if limit else records

    def page() -> Any:
        from trilatcli import views

        return views.grid(kind, records, title, ordered=sort is not None)

    return answer(store, output, kind, query, records, page, total=total, notes=[*notes, *_shortened(total, len(records))])


def _sorted(store: Store, kind: str, records: list[Record], sort: str | None) -> list[Record]:
    """Order records by a field, ``-field`` backwards; what has no value comes last either way."""
    if sort is None:
        return records
    from trilatcli.render.data import cell, known_fields, value_at

    field = sort.removeprefix("-")
    known = known_fields([*store.samples((kind,)), *records])
    if field not in known:
        raise UsageFault(f"unknown field {field!r}", f"known here: {', '.join(known)}")

    def place(record: Record) -> tuple[bool, float, str]:
        value = value_at(record, field)
        return (value is None, value, "") if isinstance(value, (int, float)) else (value is None, 0, cell(value).casefold())

    there, missing = [r for r in records if value_at(r, field) is not None], [r for r in records if value_at(r, field) is None]
    return sorted(there, key=place, reverse=sort.startswith("-")) + missing


def _by_events(store: Store, kind: str, filters: Filters) -> Filters:
    """Read a period for what has no date of its own by what happened and was said in it."""
    period = Filters(period=filters.period)
    if kind == "organization":
        return filters._replace(period=None).adding(kind, *sorted(store.mentioned(period)))
    named: dict[str, Callable[[Record], Sequence[str]]] = {
        "official": lambda e: [p["id"] for p in e["participants"] if p["id"]],
        "series": lambda e: [e["series"]] if e["series"] else [],
        "topic": lambda e: e["topics"],
    }
    ids = {id for e in store.listing("event", period) for id in named[kind](e)}
    return filters._replace(period=None).adding(kind, *sorted(ids))


Detail = Callable[[Store, Record, Filters], Record]


def _look_up(
    kind: str, name: list[str] | None, filters: Asked, output: Output, limit: int | None, sort: str | None, detail: Detail, view: str, **extra: Any
) -> int:  # fmt: skip
    """Answer one of the look-up commands: the card of what was named, or the list."""
    text = " ".join(name or [])
    query = command_query(name=text or None, filters=filters, limit=limit, sort=sort, **extra)
    with reading(output) as store:
        if not text.strip():
            return _list(store, output, kind, filters, query, limit, sort)
        from trilatcli import lookup

        try:
            narrowed, notes = resolve(store, filters)
            found = lookup.get(store, kind, text)
        except NAMED as fault:
            return refuse(store, output, kind, query, fault)
        records = [detail(store, record, narrowed) for record in found.records]

        def page() -> Any:
            from trilatcli import views

            return [block for record in records for block in getattr(views, view)(record)]

        return answer(store, output, kind, query, records, page, notes=[*notes, *found.notes])


def official(
    name: _argument("official", "A name in any order, spelling or script; an office with a country or date.", "[NAME]") = None,  # type: ignore[valid-type]
    on: Annotated[str | None, typer.Option("--on", help="The office held that day.", metavar="DATE")] = None,
    all: Annotated[bool, typer.Option("--all", help="Every counterpart, topic and mention.")] = False,
    limit: LIMIT = None,
    sort: SORT = None,
    *,
    filters: Asked,
    output: Output,
) -> int:
    """Show one official: names, offices, meetings, counterparts, topics. Without a name, list all.

    Example: trilat official Blinken --on 2017-01-05
    """
    from trilatcli.cards import official_card
    from trilatcli.dates import parse_date

    day = parse_date(on) if on is not None else None

    def detail(store: Store, record: Record, narrowed: Filters) -> Record:
        return official_card(store, record, narrowed, day, whole=all)

    return _look_up("official", name, filters, output, limit, sort, detail, "official", on=on)


def topic(
    name: _argument("topic", "A topic, by any of its names.", "[NAME]") = None,  # type: ignore[valid-type]
    all: Annotated[bool, typer.Option("--all", help="Every fact, event and document, not the briefing.")] = False,
    limit: LIMIT = None,
    sort: SORT = None,
    *,
    filters: Asked,
    output: Output,
) -> int:
    """Show one topic as a briefing: what it is, since when, what was promised. Without a name, list all.

    Example: trilat topic "women's empowerment"
    """
    from trilatcli.cards import topic_card

    def detail(store: Store, record: Record, narrowed: Filters) -> Record:
        return topic_card(store, record, narrowed, whole=all)

    return _look_up("topic", name, filters, output, limit, sort, detail, "topic")


def event(
    name: _argument("event", "An id, a date in any form, or words.", "[ID, DATE or WORDS]") = None,  # type: ignore[valid-type]
    limit: LIMIT = None,
    sort: SORT = None,
    *,
    filters: Asked,
    output: Output,
) -> int:
    """Show one event, or every event of a day. Without a name, list all.

    Example: trilat event 2016-12-19
    """
    from trilatcli.cards import event_card

    return _look_up("event", name, filters, output, limit, sort, event_card, "event")


def document(
    name: _argument("document", "An id, a date in any form, or words of the title.", "[ID, DATE or WORDS]") = None,  # type: ignore[valid-type]
    limit: LIMIT = None,
    sort: SORT = None,
    *,
    filters: Asked,
    output: Output,
) -> int:
    """Show one document and its points, paragraph by paragraph. Without a name, list all.

    Example: trilat document 2017-01-05
    """
    from trilatcli.cards import document_card

    return _look_up("document", name, filters, output, limit, sort, document_card, "document")


def series(
    name: _argument("series", "A recurring meeting, by any of its names.", "[NAME]") = None,  # type: ignore[valid-type]
    limit: LIMIT = None,
    sort: SORT = None,
    *,
    filters: Asked,
    output: Output,
) -> int:
    """Show a recurring meeting with its rounds. Without a name, list all.

    Example: trilat series vice-ministerial
    """
    from trilatcli.cards import series_card

    return _look_up("series", name, filters, output, limit, sort, series_card, "series")


def instrument(
    name: _argument("instrument", "A resolution, agreement, initiative or statement; also a body or forum.", "[NAME]") = None,  # type: ignore[valid-type]
    limit: LIMIT = None,
    sort: SORT = None,
    *,
    filters: Asked,
    output: Output,
) -> int:
    """Show an instrument that documents refer to, and where. Without a name, list all.

    Example: trilat instrument 2270
    """
    from trilatcli.cards import instrument_card

    return _look_up("instrument", name, filters, output, limit, sort, instrument_card, "instrument")


def organization(
    name: _argument("organization", "A body, forum or program, by any of its names.", "[NAME]") = None,  # type: ignore[valid-type]
    limit: LIMIT = None,
    sort: SORT = None,
    *,
    filters: Asked,
    output: Output,
) -> int:
    """Show a body or forum that documents refer to, and where. Without a name, list all.

    Example: trilat organization ASEAN
    """
    from trilatcli.cards import instrument_card

    return _look_up("organization", name, filters, output, limit, sort, instrument_card, "instrument")


__all__ = ["document", "event", "instrument", "official", "organization", "search", "series", "timeline", "topic"]
