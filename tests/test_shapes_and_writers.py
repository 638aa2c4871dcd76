"""Claims on the writers: what is data stays data in every format. Golden files hold one awkward listing and one card.

After a wanted change: ``TRILAT_WRITE_GOLDEN=1 python -m pytest tests/test_shapes_and_writers.py`` and read the diff.
"""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from trilatcli import views
from trilatcli.errors import UsageFault
from trilatcli.render import data, markdown, terminal
from trilatcli.render.shapes import Fields, Grid, Heading, Item, Page, Prose, Span, plain

GOLDEN = Path(__file__).parent / "golden"
LONG_URL = "https://archive.example/" + "/".join(f"a-long-part-{n:02}" for n in range(12)) + "?print=yes&lang=ko#top"
COLUMNS = ("id", "date", "title", "place.city", "participants", "topics", "sources")
Record = dict[str, Any]


def _source(**changed: Any) -> Record:
    source = {
        "title": "Readout [bold]x[/], page 2",
        "publisher": "외교부",
        "url": "https://oegyo.example/1",
        "locator": None,
        "official": True,
        "checked": "2022-06-01",
    }
    return source | changed


def _event(**changed: Any) -> Record:
    event: Record = {
        "kind": "event",
        "id": "2021-06-12-summit",
        "title": "Leaders meet",
        "summary": "They met.",
        "date": "2021-06-12",
        "end_date": None,
        "window": None,
        "date_basis": "stated",
        "level": "leader",
        "series": None,
        "round": None,
        "status": "held",
        "scope": "trilateral",
        "place": {"city": "Lantern Bay", "country": "NZ", "mode": "in-person", "venue": None, "area": None},
        "participants": [],
        "topics": ["technology"],
        "documents": [],
        "points": 0,
        "confidence": "confirmed",
        "disputes": [],
        "note": None,
        "sources": [_source()],
    }
    return event | changed


LISTING = [
    _event(
        id="2021-06-12-markup",
        title="Agree on [bold]x[/], [unofficial] and [/b] | a | pipe",
        end_date="2021-06-13",
        participants=[
            {"id": "a", "name": "岸田文雄", "country": "JP", "office": "内閣総理大臣", "role": "head"},
            {"id": None, "name": "", "country": "US", "office": "cable experts", "role": "head"},
        ],
    ),
    _event(
        id="2021-06-13-control",
        title="Red \x1b[31malarm\x1b[0m, bell\x07, tab\there,\r\nnew line, \u202ereversed\u2066 and \x9bC1",
        place={"city": None, "country": None, "mode": "phone", "venue": None, "area": None},
        status="announced",
        confidence="single-source",
        disputes=[{"field": "date", "claims": [], "note": None}],
    ),
    _event(
        id="2021-06-14-formula",
        title='=HYPERLINK("https://evil.example","x")',
        topics=["+1", "@SUM(A1)", "-2+3"],
        sources=[_source(url=LONG_URL, locator="paragraph 3")],
    ),
    _event(
        id="2021-07-wide",
        date="2021-07",
        title="日米韓外相会合で海底ケーブルの地図を毎年更新することで一致し共同声明を発表した 외교장관회의",
        level="foreign-minister",
        round=6,
        place={"city": "東京", "country": "JP", "mode": "hybrid", "venue": None, "area": None},
    ),
    _event(
        id="undated",
        date=None,
        window="2021-02..2021-06-11",
        title="*Talk* _quietly_ <b>at</b> `night` # ~now~ \\o/",
        sources=[_source(url="")],
    ),
]
CARD = {
    **LISTING[0],
    "series": "vice-ministerial",
    "round": 6,
    "summary": "Ministers of the three met for two days and, as [red]one source[/red] has it, agreed on a map of the cables between them: 海底ケーブル.",
    "note": "Noon there\x1b[2J is the next day elsewhere.",
    "disputes": [
        {
            "field": "place.city",
            "note": "The seal is worn.",
            "claims": [
                {"value": "Lantern Bay", "sources": [_source()]},
                {"value": "[i]Lantern[/i] Point", "sources": [_source(publisher="Tidewire", url=LONG_URL, official=False)]},
            ],
        }
    ],
    "facts": [
        {
            "kind": "point",
            "id": "x:1",
            "title": "They will share a map | of cables. 해저케이블 지도를 함께 쓴다.",
            "summary": "",
            "date": "2021-06-12",
            "type": "commitment",
            "actors": ["JP", "KR"],
            "sources": [_source(document="2021-06-12-fact-sheet", locator="paragraph 2")],
        }
    ],
    "papers": [
        {
            "kind": "document",
            "id": "2021-06-12-fact-sheet",
            "title": "Fact Sheet: At the Lighthouse",
            "summary": "",
            "date": "2021-06-12",
            "type": "fact-sheet",
            "issuers": ["The White Lighthouse"],
            "joint": False,
            "coverage": "full",
            "points": 1,
            "url": LONG_URL,
            "sources": [_source()],
        }
    ],
    "previous": None,
    "next": {"id": "2022-01-01-next", "date": "2022-01-01", "title": "Next [one]"},
    "sources": [_source(archived="https://old.example/1"), _source(title="", publisher="Tidewire", official=False, url=LONG_URL)],
}
SHAPES = {"listing": (LISTING, lambda: views.timeline(LISTING, "Timeline [2021]")), "card": ([CARD], lambda: views.event(CARD))}


def on_terminal(page: Page, width: int = 80) -> str:
    """Write a page as a terminal of a given width shows it, without colour."""
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=True, color_system=None, highlight=False, markup=False, emoji=False, legacy_windows=False
    )
    terminal.Writer(console, terminal=True).page(page)
    return out.getvalue()


def in_pipe(page: Page) -> str:
    out = io.StringIO()
    terminal.write(page, out, color="never", pager=True)
    return out.getvalue()


def as_markdown(page: Page) -> str:
    out = io.StringIO()
    markdown.write(page, out)
    return out.getvalue()


def written(name: str, format: str) -> str:
    """Write the awkward listing or the card in one format."""
    records, page = SHAPES[name]
    if format in ("terminal", "pipe", "md"):
        return {"terminal": on_terminal, "pipe": in_pipe, "md": as_markdown}[format](page())
    out = io.StringIO(newline="")
    if format == "json":
        data.write_json({"schema": 1, "results": records}, out)
    elif format == "jsonl":
        data.write_jsonl(records, out)
    else:
        data.write_table(records, COLUMNS, out, delimiter="," if format == "csv" else "\t")
    return out.getvalue()


FORMATS = ("terminal", "pipe", "md", "json", "jsonl", "csv", "tsv")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", SHAPES)
def test_an_awkward_answer_is_written_as_the_golden_file_has_it(name: str, format: str) -> None:
    path = GOLDEN / f"{name}.{format}"
    text = written(name, format)
    if os.environ.get("TRILAT_WRITE_GOLDEN"):
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()


# ---- what holds for every page


@pytest.mark.parametrize("format", ["terminal", "pipe", "md", "csv", "tsv"])
@pytest.mark.parametrize("name", SHAPES)
def test_control_characters_of_the_data_are_never_written(name: str, format: str) -> None:
    text = _bare(written(name, format)) if format == "terminal" else written(name, format)
    allowed = {"csv": "\n\t\r", "tsv": "\n\t"}.get(format, "\n")
    assert {c for c in text if not c.isprintable() and c not in allowed} == set()


def _bare(text: str) -> str:
    """Take out the hyperlinks and attributes that a terminal does not show."""
    return re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[\d;]*m", "", text)


@pytest.mark.parametrize("format", ["terminal", "pipe"])
def test_what_looks_like_markup_is_printed_as_it_is(format: str) -> None:
    assert "Agree on [bold]x[/], [unofficial] and [/b] | a | pipe" in written("listing", format)


@pytest.mark.parametrize("name", SHAPES)
def test_urls_are_whole_in_a_pipe_on_a_line_of_their_own(name: str) -> None:
    assert LONG_URL in [line.strip() for line in written(name, "pipe").splitlines()]


@pytest.mark.parametrize("name", SHAPES)
def test_a_long_url_is_whole_on_a_terminal_of_80_columns(name: str) -> None:
    lines = written(name, "terminal").splitlines()
    assert any(line.strip() == LONG_URL or LONG_URL in line for line in lines), "the terminal wraps it, we do not cut it"


@pytest.mark.parametrize("width", [40, 80, 160])
@pytest.mark.parametrize("name", SHAPES)
def test_nothing_but_a_url_is_wider_than_the_terminal(name: str, width: int) -> None:
    wide = [line for line in on_terminal(SHAPES[name][1](), width).splitlines() if cell_len(_bare(line)) > width and "://" not in line]
    assert wide == []


@pytest.mark.parametrize("width", [24, 40, 80, 200])
@pytest.mark.parametrize("name", SHAPES)
def test_no_character_of_the_data_is_lost_on_a_terminal(name: str, width: int) -> None:
    text = "".join(_bare(on_terminal(SHAPES[name][1](), width)).split())
    for record in SHAPES[name][0]:
        wanted = "".join(c if c.isprintable() else " " for c in record["title"])
        for word in wanted.split():
            assert word in text, word


def test_wide_characters_line_up_in_a_grid_on_a_terminal() -> None:
    rows = [[[Span("岸田文雄")], [Span("JP")]], [[Span("Antony J. Blinken")], [Span("US")]], [[Span("윤병세")], [Span("KR")]]]
    lines = on_terminal([Grid(["Name", "Country"], rows)]).splitlines()
    starts = {cell_len(line[: line.index(code)]) for line, code in zip(lines[-3:], ("JP", "US", "KR"), strict=True)}
    assert len(starts) == 1


def test_wide_characters_line_up_in_a_grid_in_a_pipe() -> None:
    rows = [[[Span("岸田文雄")], [Span("JP")]], [[Span("Antony J. Blinken")], [Span("US")]], [[Span("윤병세")], [Span("KR")]]]
    lines = in_pipe([Grid(["Name", "Country"], rows)]).splitlines()
    starts = {cell_len(line[: line.index(code)]) for line, code in zip(lines[-3:], ("JP", "US", "KR"), strict=True)}
    assert len(starts) == 1


def test_a_pipe_never_wraps_or_crops() -> None:
    text = "word " * 400 + "end"
    out = in_pipe([Heading(text, 1, "aside"), Heading(text, 2), Prose([Span(text)]), Fields([("Label", [Span(text)])]), _item(text)])
    assert [line for line in out.splitlines() if line.strip() and not line.rstrip().endswith(("end", "end ==", "aside"))] == []


def _item(text: str) -> Item:
    return Item([Span("2021-06-12")], [[Span(text)]], [[Span("https://x.example/end")]])


def test_a_pipe_has_no_colour_unless_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    page: Page = [Prose([Span("bold", "title"), Span("red", "country.JP", "https://x.example/")])]

    def text(color: str) -> str:
        out = io.StringIO()
        terminal.write(page, out, color=color, pager=False)
        return out.getvalue()

    assert text("auto") == text("never") == "boldred\n"
    assert "\x1b[" in text("always")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in text("auto")
    assert "\x1b[" not in text("never")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in text("auto")
    assert "\x1b[" in text("always")


# ---- Markdown


def test_markdown_keeps_every_character_literal() -> None:
    text = written("listing", "md")
    assert r"Agree on \[bold\]x\[/\], \[unofficial\] and \[/b\] \| a \| pipe" in text
    assert r"\*Talk\* \_quietly\_ \<b\>at\</b\> \`night\` \# \~now\~ \\o/" in text


def test_markdown_autolinks_urls_and_links_named_ones() -> None:
    page: Page = [
        Prose([Span("https://x.example/a_b", "url", "https://x.example/a_b")]),
        Prose([Span("a [name]", "", "https://x.example/(a b)")]),
        Prose([Span("javascript:alert(1) <x>", "url")]),
    ]
    assert as_markdown(page) == "<https://x.example/a_b>\n\n[a \\[name\\]](https://x.example/(a%20b%29)\n\njavascript:alert(1) \\<x\\>\n"


def test_markdown_escapes_line_starts_that_would_become_lists_or_headings() -> None:
    from markdown_it import MarkdownIt

    for text in ("1. one", "- one", "+ one", "# one", "> one", "2) two", "=====", "---", "&amp; &lt;", "    indented"):
        shown = html.unescape(MarkdownIt("commonmark").render(as_markdown([Prose([Span(text)])])))
        assert shown.strip() == f"<p>{text.strip()}</p>", text


@pytest.mark.parametrize("name", SHAPES)
def test_markdown_renders_to_the_words_of_the_data(name: str) -> None:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(written(name, "md"))
    text = " ".join(c.content for t in tokens for c in t.children or [] if c.type in ("text", "code_inline"))
    for record in SHAPES[name][0]:
        for word in "".join(c if c.isprintable() else " " for c in record["title"]).split():
            assert word in text, word


def test_a_grid_in_markdown_has_as_many_cells_in_every_row() -> None:
    from markdown_it import MarkdownIt

    page: Page = [Grid(["A | b", "C"], [[[Span("x | y")], [Span("")]], [[Span("`|`")], [Span("\n|")]]])]
    text = MarkdownIt("commonmark").enable("table").render(as_markdown(page))
    assert text.count("<th>") == 2
    assert text.count("<td>") == 4
    assert "x | y" in text


# ---- JSON, CSV, TSV


@pytest.mark.parametrize("name", SHAPES)
def test_json_and_json_lines_give_back_what_went_in(name: str) -> None:
    records = SHAPES[name][0]
    assert json.loads(written(name, "json"))["results"] == records
    assert [json.loads(line) for line in written(name, "jsonl").split("\n") if line] == records


@pytest.mark.parametrize("name", SHAPES)
def test_json_is_utf8_text_without_escaped_letters(name: str) -> None:
    assert "岸田文雄" in written(name, "json")


def test_a_formula_is_made_text_in_csv() -> None:
    rows = list(csv.reader(io.StringIO(written("listing", "csv"), newline="")))
    assert rows[0] == list(COLUMNS)
    assert rows[3][2] == '\'=HYPERLINK("https://evil.example","x")'
    assert rows[3][5] == "'+1; @SUM(A1); -2+3"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("-5", "-5"),
        ("-", "'-"),
        ("-a", "'-a"),
        ("=1", "'=1"),
        ("@x", "'@x"),
        ("+1", "+1"),
        ("+a", "'+a"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
    ],
)
def test_every_start_of_a_formula_is_disarmed_in_csv(value: str, cell: str) -> None:
    out = io.StringIO(newline="")
    data.write_table([{"a": value}], ["a"], out, delimiter=",")
    assert list(csv.reader(io.StringIO(out.getvalue(), newline=""))) == [["a"], [cell]]


def test_a_minus_that_begins_a_formula_is_disarmed_in_csv() -> None:
    out = io.StringIO(newline="")
    data.write_table([{"a": "-2+3+cmd|' /C calc'!A0"}], ["a"], out, delimiter=",")
    assert next(iter(list(csv.reader(io.StringIO(out.getvalue(), newline="")))[1])).startswith("'")


def test_csv_keeps_commas_quotes_and_line_breaks_in_their_cell() -> None:
    value = 'a, "b"\nc'
    out = io.StringIO(newline="")
    data.write_table([{"a": value, "b": 1}], ["a", "b"], out, delimiter=",")
    assert list(csv.reader(io.StringIO(out.getvalue(), newline=""))) == [["a", "b"], [value, "1"]]


@pytest.mark.parametrize("name", SHAPES)
def test_tsv_has_one_line_for_each_record_and_the_same_number_of_cells(name: str) -> None:
    lines = written(name, "tsv").split("\n")[:-1]
    assert len(lines) == 1 + len(SHAPES[name][0])
    assert {line.count("\t") for line in lines} == {len(COLUMNS) - 1}


def test_tabs_and_line_breaks_become_spaces_in_tsv() -> None:
    out = io.StringIO(newline="")
    data.write_table([{"a": "x\ty\r\nz\u2028w", "b": "é"}], ["a", "b"], out, delimiter="\t")
    assert out.getvalue() == "a\tb\nx y z w\té\n"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (6, "6"),
        ([], ""),
        (["a", "b"], "a; b"),
        ({"id": "x", "none": None, "n": 2}, "id=x n=2"),
        ({"name": "Kim", "country": "KR", "office": None, "id": "kim"}, "Kim (KR)"),
        ({"name": "", "country": "US", "office": "experts", "id": None}, "(US, experts)"),
        (_source(locator="p. 2"), "외교부: Readout [bold]x[/], page 2, p. 2 <https://oegyo.example/1>"),
    ],
)
def test_a_value_of_any_shape_fits_one_cell(value: object, cell: str) -> None:
    assert data.cell(value) == cell


def test_fields_reach_into_mappings_and_are_given_in_the_order_asked_for() -> None:
    picked = data.pick(LISTING, ["place.city", "id"], [])
    assert list(picked[0].items()) == [("place.city", "Lantern Bay"), ("id", "2021-06-12-markup")]
    assert picked[1]["place.city"] is None


def test_an_unknown_field_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageFault, match=r"unknown fields .nope., .place\.nope.") as caught:
        data.pick(LISTING, ["id", "nope", "place.nope"], ["extra"])
    assert "extra, kind, id" in caught.value.hint
    assert "place.city" in caught.value.hint


def test_no_fields_are_unknown_where_there_are_no_records() -> None:
    assert data.pick([], ["id"], ["id"]) == []


def test_the_plain_text_of_a_line_is_its_spans_joined() -> None:
    assert plain([Span("a", "title"), Span(" b"), Span("", "dim")]) == "a b"
