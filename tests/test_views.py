"""Claims on the pages: which words stand where, and that every record has a page."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from trilatcli import cards, views
from trilatcli.lookup import get
from trilatcli.render import markdown, terminal
from trilatcli.render.shapes import Fields, Grid, Heading, Item, Page, Prose, Span, plain
from trilatcli.search import Search
from trilatcli.store.queries import KINDS, Filters

Record = dict[str, Any]
CARDS: dict[str, tuple[Callable[..., Record], Callable[[Record], Page]]] = {
    "event": (cards.event_card, views.event),
    "document": (cards.document_card, views.document),
    "official": (lambda s, r, f: cards.official_card(s, r, f, None, whole=False), views.official),
    "topic": (lambda s, r, f: cards.topic_card(s, r, f, whole=False), views.topic),
    "series": (cards.series_card, views.series),
    "instrument": (cards.instrument_card, views.instrument),
    "organization": (cards.instrument_card, views.instrument),
}


def text(page: Page) -> str:
    """Write a page as a pipe gets it."""
    out = io.StringIO()
    terminal.write(page, out, color="never", pager=False)
    return out.getvalue()


def card(store: Any, kind: str, name: str) -> str:
    """Write the card of what a name leads to."""
    make, view = CARDS[kind]
    return text(view(make(store, get(store, kind, name).records[0], Filters())))


# ---- small parts


@pytest.mark.parametrize(
    ("record", "long", "short"),
    [
        ({"date": "2016-09-18", "end_date": None}, "September 18, 2016", "Sep 18"),
        ({"date": "2016-09-15", "end_date": "2016-09-16"}, "September 15-16, 2016", "Sep 15-16"),
        ({"date": "2020-02-28", "end_date": "2020-03-02"}, "February 28, 2020 to March 2, 2020", "Feb 28-Mar 2"),
        ({"date": "2016-12-31", "end_date": "2017-01-01"}, "December 31, 2016 to January 1, 2017", "Dec 31-Jan 1"),
        ({"date": "2016-09", "end_date": None}, "September 2016", "Sep"),
        ({"date": "2016-09", "end_date": "2016-10"}, "September 2016 to October 2016", "Sep"),
        ({"date": "2016", "end_date": None}, "2016", ""),
        ({"date": None, "end_date": None, "window": None}, "date unknown", "undated"),
        (
            {"date": None, "end_date": None, "window": "2021-02..2021-06-11"},
            "date unknown, between February 2021 and June 11, 2021",
            "undated",
        ),
    ],
)
def test_a_date_is_written_no_more_precisely_than_it_is_known(record: Record, long: str, short: str) -> None:
    assert views.dates(record) == long
    assert views.short_date(record, year=False) == short
    assert views.short_date(record) == (record["date"] or "undated")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"city": "Washington", "area": None, "mode": "in-person"}, "Washington"),
        ({"city": None, "area": "Coral Strait", "mode": "in-person"}, "Coral Strait"),
        ({"city": None, "area": None, "mode": "in-person"}, ""),
        ({"city": None, "area": None, "mode": "phone"}, "by phone"),
        ({"city": None, "area": None, "mode": "virtual"}, "by video"),
        ({"city": None, "area": None, "mode": "written"}, "in writing"),
        ({"city": "Seoul", "area": None, "mode": "hybrid"}, "Seoul and by video"),
    ],
)
def test_a_place_is_named_as_people_name_it(place: Record, words: str) -> None:
    assert views.where(place) == words


def test_people_are_named_with_their_country_and_a_nameless_one_by_the_office() -> None:
    someone = [
        {"name": "Jane", "country": "US", "office": "Secretary", "role": "head"},
        {"name": "", "country": "JP", "office": "cable experts", "role": "member"},
        {"name": "", "country": "KR", "office": None, "role": "head"},
    ]
    assert plain(views.people(someone)) == "Jane US, cable experts JP, delegation KR"
    assert plain(views.people(someone, heads=True)) == "Jane US, delegation KR"
    assert plain(views.people(someone, offices=True)) == "Jane US (Secretary), cable experts JP, delegation KR"


def test_an_official_source_is_cited_before_others() -> None:
    news, ministry = {"official": False, "publisher": "News"}, {"official": True, "publisher": "Ministry"}
    assert views.best_source({"sources": [news, ministry]}) == ministry
    assert views.best_source({"sources": [news]}) == news
    assert views.best_source({"sources": []}) is None


def test_a_source_is_named_by_its_document_or_its_publisher_and_the_place_in_it() -> None:
    assert views.source_name({"publisher": "News", "locator": None}) == "News"
    assert views.source_name({"publisher": "News", "document": "2019-statement", "locator": "paragraph 2"}) == "2019-statement, paragraph 2"


def test_every_level_has_a_mark_and_a_name(shipped_store: Any) -> None:
    assert [id for id, _ in shipped_store.terms("level")] == list(views.LEVEL_NAME) == list(views.LEVEL_MARK)


def test_every_style_of_a_page_has_a_look(shipped_store: Any) -> None:
    used = {
        span.style for kind in CARDS for record in shipped_store.listing(kind, limit=3) for span in _spans(_page(shipped_store, record))
    }
    known = set(terminal.STYLES)
    assert {s for s in used if s and s not in known and not s.startswith("country.")} == set()


def _page(store: Any, record: Record) -> Page:
    make, view = CARDS[record["kind"]]
    return view(make(store, record, Filters()))


def _spans(page: Page) -> list[Span]:
    spans: list[Span] = []
    for block in page:
        if isinstance(block, Prose):
            spans += block.line
        elif isinstance(block, Item):
            spans += [*block.gutter, *block.under, *(s for line in [*block.lines, *block.urls] for s in line)]
        elif isinstance(block, Fields):
            spans += [s for _, line in block.rows for s in line]
        elif isinstance(block, Grid):
            spans += [s for row in block.rows for line in row for s in line]
    return spans


# ---- cards of the toy records


def test_an_event_card_tells_when_who_where_and_both_sides_of_a_dispute(toy_store: Any) -> None:
    out = card(toy_store, "event", "2021-06-12-leaders-summit")
    for wanted in (
        "Leaders meet at the Lighthouse",
        "June 12, 2021  (the document's own date)",
        "Lantern Bay and by video, The Lighthouse",
        "observer",
        "Sources differ on the date",
        "2021-06-13",
        "Sources differ on the place.city",
        "Lantern Point",
        "Noon there is the next day elsewhere.",
        '"We stand together," they said — [bold]x[/], all three.',
        "https://tidewire.example/2021/06/summit",
    ):
        assert wanted in out, wanted


def test_an_event_card_leads_to_its_neighbors_in_the_series(toy_store: Any) -> None:
    out = card(toy_store, "event", "2019-09-vice-ministers-call")
    assert "Before it  2019-03-04" in out
    assert "After it   2020" in out


def test_what_was_cancelled_announced_or_told_once_says_so(toy_store: Any) -> None:
    assert "cancelled" in card(toy_store, "event", "2022-06-01-working-cancelled")
    assert "announced" in card(toy_store, "event", "2022-05-05-cable-experts")
    assert "single source" in text(views.timeline(toy_store.listing("event", order="day"), "All"))


def test_a_document_card_goes_paragraph_by_paragraph(toy_store: Any) -> None:
    out = card(toy_store, "document", "2019-03-05-joint-statement")
    places = [out.index(f"Paragraph {n} ") for n in (1, 2, 3, 4, 5)]
    assert places == sorted(places)
    assert "海底ケーブルに関する共同声明" in out
    assert "issued jointly" in out
    assert "Archived" in out
    assert "the whole text (paragraphs 1 to 5)" in out


def test_a_point_from_a_summary_is_not_given_a_paragraph(toy_store: Any) -> None:
    out = card(toy_store, "document", "2021-06-12-fact-sheet")
    assert "From a summary" in out
    assert "Paragraph 0" not in out
    assert "a part of the text" in out
    assert "the text was not read" in card(toy_store, "document", "2022-memorandum")


def test_an_official_card_has_names_in_every_script_offices_meetings_and_counterparts(toy_store: Any) -> None:
    out = card(toy_store, "official", "haruto-sakurai")
    for wanted in (
        "桜井春人, 櫻井春人",
        "さくらい はると",
        "사쿠라이 하루토",
        "Offices",
        "2018-01-15 to 2020-09-16",
        "Took part in",
        "Counterparts",
    ):
        assert wanted in out, wanted
    assert "柳弼相" in card(toy_store, "official", "ryu-pil-sang")


def test_an_official_who_is_only_spoken_of_has_a_card_too(toy_store: Any) -> None:
    out = card(toy_store, "official", "aurelio")
    assert "Spoken of" in out
    assert "Took part in" not in out
    assert '"Aurelio", and nothing [bold]x[/] more.' in out


@pytest.mark.parametrize(
    ("day", "office"), [("2019-05-01", "Vice Minister"), ("2021-01-01", "Minister for"), ("2001", "no office of that day")]
)
def test_a_card_of_a_day_names_the_office_held_that_day(toy_store: Any, day: str, office: str) -> None:
    from trilatcli.dates import parse_date

    record = toy_store.find("official", "haruto-sakurai")
    out = text(views.official(cards.official_card(toy_store, record, Filters(), parse_date(day), whole=False)))
    part = out[out.index("== On ") : out.index("== Offices")]
    assert office in part
    assert ("Vice Minister" in part) == (office == "Vice Minister")


def test_a_topic_card_has_its_arc_its_commitments_and_its_people(toy_store: Any) -> None:
    out = card(toy_store, "topic", "undersea-cables")
    for wanted in (
        "Commitments and outcomes",
        "Positions",
        "Arc",
        "Events",
        "Documents",
        "Officials",
        "Related",
        "Part of",
        "海底ケーブル",
    ):
        assert wanted in out, wanted
    assert "Parts" in card(toy_store, "topic", "technology")


def test_a_series_card_has_its_rounds_in_order_and_an_empty_one_says_so(toy_store: Any) -> None:
    out = card(toy_store, "series", "vice-ministerial")
    dates = [line[:10].strip() for line in out.splitlines() if line[:4] in ("2019", "2020", "2022")]
    assert dates == sorted(dates)
    assert len(dates) == 4
    assert "0 events" in card(toy_store, "series", "lantern-dialogue")


def test_an_instrument_card_tells_where_it_is_referred_to(toy_store: Any) -> None:
    out = card(toy_store, "instrument", "resolution-9100")
    assert "S/RES/9100 (2018)" in out
    assert "November 30, 2018" in out
    assert "Where it is referred to" in out
    assert "Where it is referred to" in card(toy_store, "organization", "tide-forum")


# ---- lists


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "point"])
def test_a_list_names_every_record_of_its_kind(toy_store: Any, kind: str) -> None:
    records = toy_store.listing(kind, order="title")
    out = text(views.grid(kind, records, "All"))
    assert out.startswith(f"All  {len(records)}\n")
    assert [r["id"] for r in records if r["title"] not in out] == []


def test_a_timeline_has_a_heading_for_each_year_and_counts_the_levels(toy_store: Any) -> None:
    page = views.timeline(toy_store.listing("event", order="day"), "Timeline")
    headings = [b.text for b in page if isinstance(b, Heading)]
    assert headings == ["Timeline", "Date unknown", "2019", "2020", "2021", "2022"]
    assert "○ vice ministers 3" in text(page)


def test_search_shows_where_each_hit_stands_and_explains_when_asked(toy_store: Any) -> None:
    outcome = Search(toy_store).run("undersea cables", Filters(), limit=3)
    brief = text(views.search(outcome.hits, searched="undersea cables", total=outcome.total, explain=False))
    long = text(views.search(outcome.hits, searched="undersea cables", total=outcome.total, explain=True))
    assert f"{outcome.total} found, 3 shown" in brief
    assert "in all" not in brief
    assert long.count("in all") == 3


def test_the_welcome_has_counts_dates_version_and_five_calls(toy_store: Any) -> None:
    out = text(views.welcome(toy_store.meta(), toy_store.counts(), *toy_store.span()))
    assert "9 events" in out
    assert "2022.6.1" in out
    assert len([line for line in out.splitlines() if "  trilat " in line]) == 5


def test_about_shows_coverage_publishers_gaps_and_how_to_cite(toy_store: Any) -> None:
    out = text(views.about(cards.about(toy_store, "9.9.9")))
    for wanted in ("9.9.9", "Coverage by level", "2019", "[bold]markup[/]", "Known to be missing", "How to cite", "CC0"):
        assert wanted in out, wanted


def test_rows_of_a_query_of_ones_own_show_any_value() -> None:
    out = text(views.table(["a", "b"], [(None, 1), ("[x]", 2.5), (b"\x00\xff", True)]))
    assert [line.split() for line in out.splitlines()] == [["a", "b"], ["1"], ["[x]", "2.5"], ["00ff", "true"]]


# ---- the shipped record


@pytest.mark.records
@pytest.mark.parametrize("kind", CARDS)
def test_every_shipped_record_has_a_page_that_can_be_written(shipped_store: Any, kind: str) -> None:
    for record in shipped_store.listing(kind):
        page = _page(shipped_store, record)
        assert isinstance(page[0], Heading)
        assert page[0].text
        assert page[-1] != Heading("Sources", 2, "0")
        out = io.StringIO()
        markdown.write(page, out)
        assert record["id"] in out.getvalue()
