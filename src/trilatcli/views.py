"""Records to shapes: which parts, in which order, in which words. One function per answer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from trilatcli.dates import MONTHS, spell
from trilatcli.render.shapes import Fields, Grid, Heading, Item, Line, Page, Prose, Span

Record = Mapping[str, Any]

LEVEL_MARK = {
    "leader": "◆",
    "foreign-minister": "●",
    "defense-minister": "●",
    "national-security-adviser": "●",
    "vice-minister": "○",
    "chief-of-defense": "○",
    "envoy": "○",
    "assistant-secretary": "○",
    "sectoral-minister": "●",
    "working": "◦",
    "exercise": "▲",
    "institution": "■",
}
LEVEL_NAME = {
    "leader": "leaders",
    "foreign-minister": "foreign ministers",
    "defense-minister": "defense ministers",
    "national-security-adviser": "national security advisers",
    "vice-minister": "vice ministers",
    "chief-of-defense": "chiefs of defense",
    "envoy": "envoys",
    "assistant-secretary": "assistant secretaries",
    "sectoral-minister": "sectoral ministers",
    "working": "working level",
    "exercise": "exercise",
    "institution": "institution",
}
COUNTRY_NAME = {"US": "United States", "JP": "Japan", "KR": "Republic of Korea"}
BASIS = {"stated": "stated in the text", "document": "the document's own date", "derived": "derived", "external": "from another source"}
POINTS_SHOWN, LATEST_SHOWN = 12, 8


# ---- small parts


def dates(record: Record) -> str:
    """Write when something was: ``September 15-16, 2016``, or the window of an undated event."""
    date, end = record.get("date"), record.get("end_date")
    if not date:
        window = record.get("window")
        return f"date unknown, between {' and '.join(spell(d) for d in window.split('..'))}" if window else "date unknown"
    if not end:
        return spell(date)
    if date[:7] == end[:7] and len(date) == 10:
        return f"{spell(date).partition(',')[0]}-{int(end[8:])}, {date[:4]}"
    return f"{spell(date)} to {spell(end)}"


def short_date(record: Record, *, year: bool = True) -> str:
    """Write a date for a gutter: ``2016-09-18`` or ``Sep 15-16``."""
    date, end = record.get("date") or "", record.get("end_date") or ""
    if year or not date:
        return date or "undated"
    if len(date) == 4:
        return ""
    month = MONTHS[int(date[5:7]) - 1][:3]
    if len(date) == 7:
        return month
    tail = (
        ""
        if not end
        else f"-{int(end[8:])}"
        if end[:7] == date[:7]
        else f"-{MONTHS[int(end[5:7]) - 1][:3]} {int(end[8:])}"
        if len(end) == 10
        else ""
    )
    return f"{month} {int(date[8:])}{tail}"


def source_name(source: Record) -> str:
    """Name a source in few words: the document of the record, or the publisher, and the place in it."""
    return ", ".join(t for t in (source.get("document") or source["publisher"], source.get("locator")) if t)


def url_line(source: Record) -> list[Line]:
    """Give the whole URL of a source, alone on its line."""
    return [[Span(source["url"], "url", source["url"])]] if source["url"] else []


def best_source(record: Record) -> Record | None:
    """Choose the first official source of a record, else its first."""
    sources = record["sources"]
    return next((s for s in sources if s["official"]), sources[0] if sources else None)


def cited(record: Record, *, id: bool = True) -> tuple[Line, list[Line]]:
    """Cite the best source of a record: a line with its name and the record's id, and the URL."""
    source = best_source(record)
    name: Line = [Span(source_name(source), "dim")] if source else []
    return _join([name, [Span(record["id"], "dim")] if id else []]), url_line(source) if source else []


def sources_block(record: Record) -> Page:
    """List all sources of a record, official ones marked."""
    rows = []
    for n, source in enumerate(record["sources"], 1):
        mark = "official" if source["official"] else ""
        lines: list[Line] = [
            [Span(source["title"] or source["publisher"]), Span(f", {source['locator']}" if source.get("locator") else "")]
        ]
        lines.append(
            [
                Span(source["publisher"], "dim"),
                Span(f" · {mark}" if mark else "", "official"),
                Span(f" · checked {source['checked']}" if source.get("checked") else "", "dim"),
            ]
        )
        urls: list[Line] = [[Span(source["url"], "url", source["url"])]] if source["url"] else []
        if source.get("archived"):
            urls.append([Span("archived: ", "dim"), Span(source["archived"], "url", source["archived"])])
        rows.append(Item([Span(f"[{n}]", "dim")], lines, urls))
    return [Heading("Sources", 2, str(len(rows))), *rows] if rows else []


def people(participants: Iterable[Record], *, heads: bool = False, offices: bool = False) -> Line:
    """Name who took part, each with the country."""
    line: Line = []
    for someone in participants:
        if heads and someone["role"] == "member":
            continue
        if line:
            line.append(Span(", "))
        line.append(Span(someone["name"] or someone["office"] or "delegation"))
        line.append(Span(f" {someone['country']}", f"country.{someone['country']}"))
        if offices and someone["name"] and someone["office"]:
            line.append(Span(f" ({someone['office']})", "dim"))
    return line


def where(place: Record) -> str:
    """Name a place: ``Washington``, ``by phone``, ``virtual``."""
    city = place["city"] or place["area"] or ""
    if place["mode"] in ("phone", "virtual", "written"):
        return {"phone": "by phone", "virtual": "by video", "written": "in writing"}[place["mode"]]
    return city + (" and by video" if place["mode"] == "hybrid" else "")


def mark(level: str) -> Line:
    """Mark a level in words and by colour."""
    return [Span(LEVEL_MARK[level] + " ", f"level.{level}"), Span(LEVEL_NAME[level], f"level.{level}")]


def _join(parts: Sequence[Line], between: str = " · ") -> Line:
    line: Line = []
    for part in parts:
        if part and any(span.text for span in part):
            line += ([Span(between, "dim")] if line else []) + list(part)
    return line


def _status(event: Record) -> str:
    extra = [] if event["status"] == "held" else [event["status"]]
    extra += ["single source"] if event["confidence"] == "single-source" else []
    extra += ["sources differ: " + ", ".join(dict.fromkeys(d["field"] for d in event["disputes"]))] if event["disputes"] else []
    return ", ".join(extra)


def event_item(event: Record, *, year: bool = True) -> Item:
    """Show an event in a list: when, what, who, where, and one source."""
    number = f" (round {event['round']})" if event["round"] else ""
    meta = _join(
        [mark(event["level"]), [Span(where(event["place"]))], people(event["participants"], heads=True), [Span(_status(event), "warn")]]
    )
    name, url = cited(event)
    return Item([Span(short_date(event, year=year), "date")], [[Span(event["title"] + number, "title")], meta, name], url)


def point_item(point: Record, *, dated: bool = False) -> Item:
    """Show a fact: what kind it is, the fact, and where it stands."""
    actors = [] if len(point["actors"]) == 3 else [Span("  " + ", ".join(point["actors"]), f"country.{point['actors'][0]}")]
    kind, when = Span(point["type"], "type"), Span(point["date"] or "undated", "date")
    name, url = cited(point, id=False)
    return Item([when] if dated else [kind], [[Span(point["title"]), *actors], name], url, [kind] if dated else [])


# ---- lists


def welcome(meta: Record, counts: Mapping[str, int], first: str, last: str) -> Page:
    """Greet: what is covered, and five calls to copy."""
    covered = ", ".join(
        f"{counts[k]:,} {n}"
        for k, n in (("event", "events"), ("document", "documents"), ("official", "officials"), ("point", "sourced facts"))
    )
    examples = [
        ("cybersecurity, wherever it was spoken of", 'trilat search "cybersecurity"'),
        ("what happened, in order", "trilat timeline 2016-09"),
        ("who someone is, and whom they met", "trilat official Blinken"),
        ("a briefing on one subject", 'trilat topic "women\'s empowerment"'),
        ("the same for a script", "trilat event 2016-12-19 --json"),
    ]
    return [
        Heading("trilat", 1, "U.S.-Japan-Republic of Korea trilateral diplomacy, sourced and offline"),
        Prose(
            [
                Span(f"{covered}; {spell(first)} to {spell(last)}."),
                Span(f" Data {meta['data_version']}, as of {spell(meta['as_of'])}.", "dim"),
            ]
        ),
        Fields([(what, [Span(call, "strong")]) for what, call in examples]),
        Prose([Span("trilat --help lists all commands; trilat COMMAND --help shows their options and an example.", "dim")]),
    ]


def search(hits: Sequence[Any], *, searched: str, total: int, explain: bool) -> Page:
    """List hits: kind, title, the passage, the source."""
    page: Page = [Heading(f"Search: {searched}", 1, f"{total:,} found" + (f", {len(hits)} shown" if len(hits) < total else ""))]
    for hit in hits:
        record, match = hit.record, hit.match
        title: Line = [Span(record["title"], "title" if record["kind"] != "point" else "")]
        if record["kind"] == "official":
            title += [
                Span(f" {record['native_name']}" if record["native_name"] else ""),
                Span(f" {record['country']}", f"country.{record['country']}"),
            ]
        name, url = cited(record)
        flags = ", ".join(f for f in ("approximate", "partial") if match[f])
        lines = [title, *([] if record["kind"] == "point" else [[Span(hit.snippet)]]), _join([name, [Span(flags, "warn")]])]
        if explain:
            lines += [
                [
                    Span(
                        f"{part.score:8.2f}  {part.typed}: {part.way} match in {part.field}"
                        + (f", as {part.matched}" if part.matched.casefold() != part.typed.casefold() else ""),
                        "dim",
                    )
                ]
                for part in hit.parts
            ]
            lines.append(
                [
                    Span(
                        f"{match['score']:8.2f}  in all: the parts over the weight of the query, for a record of kind {record['kind']}",
                        "dim",
                    )
                ]
            )
        page.append(Item([Span(record["kind"], f"kind.{record['kind']}")], lines, url, [Span(record.get("date") or "", "date")]))
    return page


def timeline(events: Sequence[Record], title: str) -> Page:
    """Lay events out in time, a heading for each year, the counts at the end."""
    page: Page = [Heading(title, 1, _count(len(events), "event"))]
    per_year = Counter((e["date"] or "")[:4] for e in events)
    year = None
    for event in events:
        this = (event["date"] or "")[:4]
        if this != year:
            page.append(Heading(this or "Date unknown", 2, _count(per_year[this], "event")))
            year = this
        page.append(event_item(event, year=not this))
    if len(events) > 1:
        levels = Counter(e["level"] for e in events)
        page.append(Prose(_join([[*mark(level)[:1], Span(f"{LEVEL_NAME[level]} {n}")] for level in LEVEL_NAME if (n := levels[level])])))
    return page


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"


def grid(kind: str, records: Sequence[Record], title: str, *, ordered: bool = False) -> Page:
    """List the records of a kind in a table, or stacked where titles are long."""
    head = Heading(title, 1, str(len(records)))
    if kind == "official":
        rows = [
            [
                [Span(r["name"], "title")],
                [Span(r["native_name"] or "")],
                [Span(r["country"], f"country.{r['country']}")],
                [Span(r["office"] or "")],
                [Span(str(r["events"]) if r["took_part"] else "spoken of")],
            ]
            for r in records
        ]
        return [head, Grid(["Name", "Native name", "Country", "Latest office", "Events"], rows)]
    if kind == "topic":
        children = {r["id"] for r in records if r["parent"]}
        by_family = sorted(records, key=lambda r: (r["parent"] or r["id"], r["id"] in children, r["title"]))
        return [
            head,
            Grid(
                ["Topic", "Id", "Facts", "First", "Latest"],
                [
                    [
                        [Span(("  " if r["parent"] else "") + r["title"], "" if r["parent"] else "title")],
                        [Span(r["id"], "dim")],
                        [Span(str(r["points"]))],
                        [Span((r["first_mention"] or {}).get("date", ""))],
                        [Span((r["latest_mention"] or {}).get("date", ""))],
                    ]
                    for r in (records if ordered else by_family)
                ],
            ),
        ]
    if kind == "series":
        return [
            head,
            Grid(
                ["Series", "Id", "Events", "Rounds", "First", "Latest"],
                [
                    [
                        [Span(r["title"], "title")],
                        [Span(r["id"], "dim")],
                        [Span(str(r["events"]))],
                        [Span(str(r["rounds"] or ""))],
                        [Span(r["first"] or "")],
                        [Span(r["latest"] or "")],
                    ]
                    for r in records
                ],
            ),
        ]
    if kind in ("instrument", "organization"):
        return [
            head,
            Grid(
                ["Title", "Type", "Date", "Id"],
                [[[Span(r["title"], "title")], [Span(r["type"])], [Span(r.get("date") or "")], [Span(r["id"], "dim")]] for r in records],
            ),
        ]
    if kind == "document":
        return [head, *(document_item(r) for r in records)]
    return [head, *(event_item(r) for r in records)]


def document_item(document: Record) -> Item:
    """Show a document in a list."""
    covered = {
        "full": _count(document["points"], "fact"),
        "part": f"{_count(document['points'], 'fact')} from a part",
        "none": "text not read",
    }[document["coverage"]]
    meta = _join(
        [
            [Span(document["type"].replace("-", " "), "type")],
            [Span("joint" if document["joint"] else ", ".join(document["issuers"]))],
            [Span(covered, "dim")],
            [Span(document["id"], "dim")],
        ]
    )
    url = [[Span(document["url"], "url", document["url"])]] if document["url"] else cited(document)[1]
    return Item([Span(document["date"], "date")], [[Span(document["title"], "title")], meta], url)


# ---- cards


def event(card: Record) -> Page:
    """One event, with its facts, documents and neighbors in the series."""
    record = card
    facts: list[tuple[str, Line]] = [("When", [Span(dates(record), "date"), Span(f"  ({BASIS[record['date_basis']]})", "dim")])]
    facts.append(("Level", mark(record["level"])))
    if record["series"]:
        facts.append(("Series", [Span(record["series"]), Span(f", round {record['round']}" if record["round"] else "")]))
    facts.append(("Place", [Span(", ".join(p for p in (where(record["place"]), record["place"]["venue"]) if p) or "not known")]))
    for someone in record["participants"]:
        role = "" if someone["role"] in ("head", "member") else f" · {someone['role']}"
        facts.append(
            (
                COUNTRY_NAME.get(someone["country"], someone["country"]),
                [
                    Span(someone["name"] or "", "title"),
                    Span(("  " if someone["name"] else "") + (someone["office"] or "")),
                    Span(role, "dim"),
                ],
            )
        )
    facts.append(("Topics", [Span(", ".join(record["topics"]))]))
    facts.append(
        (
            "Confidence",
            [
                Span(record["confidence"]),
                Span(f"; {record['status']}" if record["status"] != "held" else "", "warn"),
                Span(f"; {record['scope']}" if record["scope"] != "trilateral" else ""),
            ],
        )
    )
    facts.append(("Id", [Span(record["id"], "dim")]))
    page: Page = [Heading(record["title"], 1), Prose([Span(record["summary"])]), Fields(facts)]
    page += _disputes(record)
    if record["note"]:
        page.append(Prose([Span("Note: ", "label"), Span(record["note"])]))
    if record["facts"]:
        page += [Heading("Facts", 2, str(len(record["facts"]))), *(point_item(p) for p in record["facts"])]
    if record["papers"]:
        page += [Heading("Documents", 2, str(len(record["papers"]))), *(document_item(d) for d in record["papers"])]
    neighbors = [(label, e) for label, e in (("Before it", record["previous"]), ("After it", record["next"])) if e]
    if neighbors:
        page += [
            Heading("In its series", 2),
            Fields(
                [
                    (label, [Span(e["date"] or "undated", "date"), Span("  " + e["title"]), Span("  " + e["id"], "dim")])
                    for label, e in neighbors
                ]
            ),
        ]
    return page + sources_block(record)


def _disputes(record: Record) -> Page:
    page: Page = []
    for dispute in record["disputes"]:
        page.append(Heading(f"Sources differ on the {dispute['field']}", 2))
        page += [
            Item(
                [Span("says", "dim")],
                [[Span(claim["value"], "title"), Span("  " + ", ".join(s["publisher"] for s in claim["sources"]), "dim")]],
                [[Span(s["url"], "url", s["url"])] for s in claim["sources"]],
            )
            for claim in dispute["claims"]
        ]
        if dispute["note"]:
            page.append(Prose([Span(dispute["note"])]))
    return page


def document(record: Record) -> Page:
    """One document and its points, paragraph by paragraph."""
    facts: list[tuple[str, Line]] = [
        ("Date", [Span(dates(record), "date"), Span(f"  ({BASIS[record['date_basis']]})", "dim")]),
        ("Type", [Span(record["type"].replace("-", " ")), Span(", issued jointly" if record["joint"] else "")]),
        ("Issued by", [Span(", ".join(record["issuers"]))]),
    ]
    facts += [("Dateline", [Span(record["dateline"])])] if record["dateline"] else []
    facts += [
        (label, [Span(title)])
        for label, title in (("Japanese", record["native_titles"]["ja"]), ("Korean", record["native_titles"]["ko"]))
        if title
    ]
    facts += [("Events", [Span(", ".join(record["events"]))])] if record["events"] else []
    facts += [("URL", [Span(record["url"], "url", record["url"])])] if record["url"] else []
    facts += [("Archived", [Span(record["archived"], "url", record["archived"])])] if record["archived"] else []
    read = f" ({record['read']})" if record["read"] else ""
    facts += [
        (
            "Coverage",
            [Span({"full": "the whole text", "part": "a part of the text", "none": "the text was not read"}[record["coverage"]] + read)],
        ),
        ("Id", [Span(record["id"], "dim")]),
    ]
    page: Page = [Heading(record["title"], 1), Prose([Span(record["summary"])]), Fields(facts), *_disputes(record)]
    if record["note"]:
        page.append(Prose([Span("Note: ", "label"), Span(record["note"])]))
    paragraph = -1
    for point in record["facts"]:
        number = point["paragraph"] or 0
        if number != paragraph:
            page.append(Heading(f"Paragraph {number}" if number else "From a summary", 2))
            paragraph = number
        actors = "" if len(point["actors"]) == 3 else "  " + ", ".join(point["actors"])
        text: Line = [Span(point["title"]), Span(actors, f"country.{point['actors'][0]}")]
        name, url = ([], []) if number else cited(point, id=False)
        page.append(Item([Span(point["type"], "type")], [text, *([name] if name else [])], url))
    return page + sources_block(record)


def official(record: Record) -> Page:
    """One official: names, offices, meetings, counterparts, documents, topics."""
    scripts = {"ja": "Japanese", "kana": "Reading", "ko": "Korean", "hanja": "Hanja", "en": "Also"}
    facts: list[tuple[str, Line]] = [
        ("Country", [Span(str(COUNTRY_NAME.get(record["country"], record["country"])), f"country.{record['country']}")])
    ]
    facts += [(label, [Span(", ".join(record["names"][script]))]) for script, label in scripts.items() if record["names"].get(script)]
    facts.append(("Id", [Span(record["id"], "dim")]))
    page: Page = [Heading(record["name"], 1, record["native_name"] or ""), Prose([Span(record["summary"] + ".")]), Fields(facts)]
    if record["note"]:
        page.append(Prose([Span("Note: ", "label"), Span(record["note"])]))
    if record["on"] is not None:
        page.append(Heading(f"On {record['on']['date']}", 2))
        page += [_office(o) for o in record["on"]["offices"]]
        if not record["on"]["offices"]:
            page.append(Prose([Span("no office of that day is recorded")]))
    page += [Heading("Offices", 2, str(len(record["offices"]))), *(_office(o) for o in record["offices"])] if record["offices"] else []
    if record["attended"]:
        page += [Heading("Took part in", 2, _count(len(record["attended"]), "event")), *(event_item(e) for e in record["attended"])]
    if record["counterparts"]:
        rows = [
            [[Span(c["name"], "title")], [Span(c["country"], f"country.{c['country']}")], [Span(str(c["events"]))]]
            for c in (record["counterparts"] if record["whole"] else record["counterparts"][:LATEST_SHOWN])
        ]
        page += [
            Heading("Counterparts", 2, _part(len(rows), len(record["counterparts"]), "--all")),
            Grid(["Name", "Country", "Meetings"], rows),
        ]
    if record["papers"]:
        page += [Heading("Documents", 2, str(len(record["papers"]))), *(document_item(d) for d in record["papers"])]
    if record["spoken_of"]:
        shown = record["spoken_of"] if record["whole"] else _spread(record["spoken_of"], POINTS_SHOWN)
        page += [
            Heading("Spoken of", 2, _part(len(shown), len(record["spoken_of"]), "--all")),
            *(point_item(p, dated=True) for p in shown),
        ]
    if record["topics"]:
        shown = record["topics"] if record["whole"] else record["topics"][:POINTS_SHOWN]
        page += [
            Heading("Topics", 2, _part(len(shown), len(record["topics"]), "--all")),
            Prose([Span(", ".join(f"{t['title']} ({t['events']})" for t in shown))]),
        ]
    return page + sources_block(record)


def _office(office: Record) -> Item:
    span = f"{office['since'] or '?'} to {office['until'] or '?'}" if office["since"] or office["until"] else "dates not recorded"
    source = office["sources"][0] if office["sources"] else None
    about = _join([[Span(span, "dim")], [Span(office["note"] or "")], [Span(source_name(source), "dim")] if source else []])
    return Item(
        [Span(office["since"] or "", "date")],
        [[Span(office["title"], "title"), Span(f", {office['organization']}" if office["organization"] else "")], about],
        url_line(source) if source else [],
    )


def topic(record: Record) -> Page:
    """One topic as a briefing: what it is, its arc, milestones, commitments and positions by date, events, documents, people."""
    first, last = record["first_mention"], record["latest_mention"]
    facts: list[tuple[str, Line]] = [("Part of", [Span(record["parent"])])] if record["parent"] else []
    facts += [("Parts", [Span(", ".join(record["children"]))])] if record["children"] else []
    facts += (
        [
            ("Since", [Span(spell(first["date"]), "date"), Span(f"  {first['point'].partition(':')[0]}", "dim")]),
            ("Latest", [Span(spell(last["date"]), "date"), Span(f"  {last['point'].partition(':')[0]}", "dim")]),
        ]
        if first and last
        else []
    )
    facts.append(
        (
            "Facts",
            [
                Span(
                    f"{record['total_facts']:,} in {_count(len(record['discussed_in']), 'event')} and {_count(len(record['papers']), 'document')}"
                )
            ],
        )
    )
    facts += [("Related", [Span(", ".join(record["related"]))])] if record["related"] else []
    facts += [
        ("Also called", [Span(", ".join([*record["aliases"]["en"][:8], *record["aliases"]["ja"][:3], *record["aliases"]["ko"][:3]]))]),
        ("Id", [Span(record["id"], "dim")]),
    ]
    page: Page = [Heading(record["title"], 1), Prose([Span(record["summary"])]), Fields(facts)]
    if record["arc"]:
        most = max(n for _, n in record["arc"])
        page += [
            Heading("Arc", 2, "facts by year"),
            Fields([(year, [Span("█" * max(1, round(24 * n / most)), "kind.topic"), Span(f" {n}")]) for year, n in record["arc"]]),
        ]
    for title, types in (
        ("Commitments and outcomes", ("commitment", "outcome")),
        ("Positions", ("position", "condemnation", "endorsement")),
        ("Background", ("background", "reference")),
    ):
        listed = [p for p in record["facts"] if p["type"] in types]
        if not listed:
            continue
        shown = listed if record["whole"] else _spread(listed, POINTS_SHOWN if title != "Background" else 4)
        aside = _part(len(shown), len(listed), "--all")
        page += [Heading(title, 2, aside), *(point_item(p, dated=True) for p in shown)]
    for title, records, item in (("Events", record["discussed_in"], event_item), ("Documents", record["papers"], document_item)):
        if records:
            shown = records if record["whole"] else records[-LATEST_SHOWN:]
            aside = _part(len(shown), len(records), "--all", "latest ")
            page += [Heading(title, 2, aside), *(item(r) for r in shown)]
    if record["people"]:
        page += [
            Heading("Officials", 2, "by events"),
            Prose([Span(", ".join(f"{o['name']} {o['country']} ({o['events']})" for o in record["people"][:LATEST_SHOWN]))]),
        ]
    if record["note"]:
        page.append(Prose([Span("Note: ", "label"), Span(record["note"])]))
    return page + sources_block(record)


def _part(shown: int, whole: int, lift: str, which: str = "") -> str:
    """Say how much of a list is shown, and what shows all of it."""
    return f"{whole:,}" if shown == whole else f"{which}{shown} of {whole:,}" + (f"; all with {lift}" if lift else "")


def _spread(points: Sequence[Record], most: int) -> list[Record]:
    """Choose facts for a briefing: the first two, then the latest."""
    if len(points) <= most:
        return list(points)
    return [*points[:2], *points[len(points) - most + 2 :]]


def series(record: Record) -> Page:
    """A recurring meeting with its rounds."""
    facts: list[tuple[str, Line]] = [("Level", mark(record["level"]))] if record["level"] else []
    facts += [
        (
            "Held",
            [
                Span(_count(record["events"], "event")),
                Span(f", {spell(record['first'])} to {spell(record['latest'])}" if record["first"] else ""),
            ],
        )
    ]
    names = [*record["aliases"]["en"][:5], *record["aliases"]["ja"][:2], *record["aliases"]["ko"][:2]]
    facts += [("Also called", [Span(", ".join(names))])] if names else []
    facts.append(("Id", [Span(record["id"], "dim")]))
    page: Page = [Heading(record["title"], 1), Prose([Span(record["summary"])]), Fields(facts), *_disputes(record)]
    if record["note"]:
        page.append(Prose([Span("Note: ", "label"), Span(record["note"])]))
    if record["meetings"]:
        page += [Heading("Rounds", 2, _count(len(record["meetings"]), "event")), *(event_item(e) for e in record["meetings"])]
    return page + sources_block(record)


def instrument(record: Record) -> Page:
    """An instrument or organization, and where documents refer to it."""
    facts: list[tuple[str, Line]] = [("Type", [Span(record["type"])])]
    facts += [("Symbol", [Span(record["symbol"], "title")])] if record.get("symbol") else []
    facts += [("Date", [Span(spell(record["date"]), "date")])] if record.get("date") else []
    facts += [("URL", [Span(record["url"], "url", record["url"])])] if record.get("url") else []
    names = [name for language in ("en", "ja", "ko") for name in record["aliases"][language]]
    facts += [("Also called", [Span(", ".join(names[:12]))])] if names else []
    facts.append(("Id", [Span(record["id"], "dim")]))
    page: Page = [Heading(record["title"], 1), Prose([Span(record["summary"])]), Fields(facts)]
    if record["note"]:
        page.append(Prose([Span("Note: ", "label"), Span(record["note"])]))
    if record["referred"]:
        page += [
            Heading("Where it is referred to", 2, _count(len(record["referred"]), "fact")),
            *(point_item(p, dated=True) for p in record["referred"]),
        ]
    return page + sources_block(record)


def about(record: Record) -> Page:
    """Versions, coverage, sources, licence, how to cite."""
    page: Page = [
        Heading("About trilat", 1, record["summary"]),
        Fields([(label, [Span(str(value))]) for label, value in record["facts"].items()]),
        Heading("Coverage by level", 2),
        Grid(
            ["Level", "Events", "First", "Latest"],
            [
                [[*mark(r["level"])], [Span(str(r["events"]))], [Span(r["first"] or "")], [Span(r["latest"] or "")]]
                for r in record["levels"]
            ],
        ),
        Heading("Coverage by year", 2),
        Fields(
            [
                (
                    r["year"],
                    [
                        Span("█" * max(1, round(40 * r["events"] / max(y["events"] for y in record["years"]))), "kind.event"),
                        Span(f" {r['events']}"),
                    ],
                )
                for r in record["years"]
            ]
        ),
        Heading("Publishers", 2, "most cited"),
        Grid(
            ["Publisher", "Citations", "Official"],
            [
                [[Span(r["publisher"])], [Span(str(r["citations"]))], [Span("yes" if r["official"] else "", "official")]]
                for r in record["publishers"]
            ],
        ),
    ]
    for title, texts in (("Out of scope", record["out_of_scope"]), ("Known to be missing", record["known_gaps"])):
        page += [Heading(title, 2), *(Item([Span("-")], [[Span(t)]], []) for t in texts)]
    page += [Heading("How to cite", 2), Prose([Span(record["cite"])])]
    return page


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Page:
    """Rows of a query of one's own."""
    return [
        Grid(
            list(columns),
            [
                [
                    [Span("" if v is None else v if isinstance(v, str) else json.dumps(v) if not isinstance(v, bytes) else v.hex())]
                    for v in row
                ]
                for row in rows
            ],
        )
    ]
