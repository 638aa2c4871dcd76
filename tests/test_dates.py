"""Partial dates, periods, and the forms in which people write a date."""

from __future__ import annotations

import calendar
import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trilatcli.dates import (
    MONTHS,
    OPEN_END,
    Period,
    bounds,
    days_in,
    earliest,
    find_dates,
    is_partial,
    latest,
    overlap,
    parse_date,
    parse_period,
    spell,
    why_impossible,
)
from trilatcli.errors import UsageFault

settings.register_profile("same-every-time", derandomize=True, deadline=None, max_examples=200)
settings.load_profile("same-every-time")

ANY_TEXT = st.text(st.characters(exclude_categories=()))
DATE_LIKE = st.lists(
    st.sampled_from(
        [
            *"0123456789-/. ,'年月日년월일令元平",
            "2016",
            "19",
            "Sept",
            "May",
            " of ",
            "to",
            "th",
            "1990s",
            "T09:00Z",
            "–",
            "..",
            "２０",
            "March",
        ]
    ),
    max_size=14,
).map("".join)
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))


@st.composite
def partials(draw: st.DrawFn) -> str:
    return draw(DAYS).isoformat()[: draw(st.sampled_from([4, 7, 10]))]


@given(partials())
def test_a_partial_date_begins_no_later_than_it_ends(partial: str) -> None:
    assert is_partial(partial)
    assert earliest(partial) <= latest(partial)
    assert datetime.date.fromisoformat(earliest(partial)) <= datetime.date.fromisoformat(latest(partial))
    assert earliest(partial).startswith(partial)
    assert latest(partial).startswith(partial)


@given(partials())
def test_a_partial_date_reads_back_as_its_own_period(partial: str) -> None:
    assert parse_date(partial) == (earliest(partial), latest(partial))


@given(partials(), partials())
def test_partial_dates_order_as_their_first_days(one: str, other: str) -> None:
    if one <= other and not other.startswith(one):
        assert earliest(one) <= earliest(other)
        assert latest(one) <= latest(other)


@given(partials())
def test_a_date_written_out_reads_back_as_the_same(partial: str) -> None:
    assert parse_date(spell(partial)) == parse_date(partial)


@given(st.integers(1, 9998), st.integers(1, 12))
def test_months_have_the_days_of_the_calendar(year: int, month: int) -> None:
    assert days_in(year, month) == calendar.monthrange(year, month)[1]


@given(ANY_TEXT)
def test_only_the_form_of_the_records_is_a_partial_date(text: str) -> None:
    if is_partial(text):
        assert len(text) in (4, 7, 10)


@pytest.mark.parametrize(
    "text", ["", "16", "2016-9", "2016-13", "2016-02-30", "0000", "9999", "2016-09-18 ", "2016-09-18\n", "2016/09/18", "20160918"]
)
def test_an_impossible_or_other_form_is_no_partial_date(text: str) -> None:
    assert not is_partial(text)


@given(st.dates(datetime.date(1980, 1, 1), datetime.date(2049, 12, 31)))
def test_every_spelled_form_of_a_day_gives_the_same_day(day: datetime.date) -> None:
    month, d, y = MONTHS[day.month - 1], day.day, day.year
    ending = "th" if 10 <= d % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(d % 10, "th")
    forms = [
        f"{month} {d}, {y}",
        f"{month[:3]}. {d}, {y}",
        f"{month.upper()} {d} {y}",
        f"{month} {d}{ending}, {y}",
        f"{d} {month} {y}",
        f"{d}{ending} of {month}, {y}",
        f"{d}-{month[:3]}-{y}",
        f"{y} {month} {d}",
        f"{y}, {month[:3]} {d}",
        f"{y}-{day.month}-{d}",
        f"{y}/{day.month:02}/{d:02}",
        f"{y}. {day.month}. {d}.",
        f"{y}{day.month:02}{d:02}",
        f"{y}年{day.month}月{d}日",
        f"{y} 年 {day.month} 月 {d} 日",
        f"{y}년 {day.month}월 {d}일",
        f"{day.month:02}/{d:02}/{y}",
        f"{day.isoformat()}T09:30:00Z",
        f"  {day.isoformat()} ",
    ]
    for form in forms:
        assert parse_date(form) == (day.isoformat(), day.isoformat()), form
        assert [f.period for f in find_dates(f"on {form.strip()} they met")] == [(day.isoformat(), day.isoformat())], form


@given(st.dates(datetime.date(1980, 1, 1), datetime.date(2049, 12, 31)))
def test_every_spelled_form_of_a_month_gives_the_same_month(day: datetime.date) -> None:
    month, y, whole = MONTHS[day.month - 1], day.year, day.isoformat()[:7]
    for form in (
        f"{month} {y}",
        f"{month[:3]} {y}",
        f"{month} of {y}",
        f"{month}, {y}",
        f"{y} {month}",
        f"{y}年{day.month}月",
        f"{y}년 {day.month}월",
    ):
        assert parse_date(form) == (earliest(whole), latest(whole)), form
    assert parse_date(f"{y}/{day.month}") == (earliest(whole), latest(whole))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016年", "2016-01-01", "2016-12-31"),
        ("2016년", "2016-01-01", "2016-12-31"),
        ("1990s", "1990-01-01", "1999-12-31"),
        ("令和元年5月", "2019-05-01", "2019-05-31"),
        ("令和5年8月18日", "2023-08-18", "2023-08-18"),
        ("平成28年", "2016-01-01", "2016-12-31"),
        ("昭和 64 年 1 月", "1989-01-01", "1989-01-31"),
        ("September 18-19, 2016", "2016-09-18", "2016-09-19"),
        ("Sept. 18 and 19, 2016", "2016-09-18", "2016-09-19"),
        ("18 to 19 September 2016", "2016-09-18", "2016-09-19"),
        ("9/18/16", "2016-09-18", "2016-09-18"),
        ("18/9/2016", "2016-09-18", "2016-09-18"),
        ("9.18.99", "1999-09-18", "1999-09-18"),
        ("18 Sep 16", "2016-09-18", "2016-09-18"),
        ("February 29, 2016", "2016-02-29", "2016-02-29"),
    ],
)
def test_usual_forms_are_read(text: str, start: str, end: str) -> None:
    assert parse_date(text) == Period(start, end)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2016-13", "there is no month 13"),
        ("2016-02-30", "February 2016 has 29 days"),
        ("2015-02-29", "February 2015 has 28 days"),
        ("1900-02-29", "February 1900 has 28 days"),
        ("2016-04-31", "April 2016 has 30 days"),
        ("September 19-18, 2016", "day 18 comes before day 19"),
        ("9999-01-01", "there is no year 9999"),
        ("13/13/2016", "there is no month 13"),
    ],
)
def test_an_impossible_date_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(UsageFault) as caught:
        parse_date(text)
    assert str(caught.value) == f"{text} is not a date: {why}"
    assert "2016-09-18" in caught.value.hint


@pytest.mark.parametrize("text", ["yesterday", "0000", "12", "2016-", "mayhem 2016", "20161", "2016..2017"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UsageFault, match="is not a date"):
        parse_date(text)


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_date_is_refused(text: str) -> None:
    with pytest.raises(UsageFault, match="a date is empty"):
        parse_date(text)


def test_a_possible_date_has_nothing_wrong_with_it() -> None:
    assert why_impossible(2016, None, None) == why_impossible(2016, 2, None) == why_impossible(2016, 2, 29) == ""


@given(st.one_of(ANY_TEXT, DATE_LIKE), st.booleans())
def test_dates_found_in_any_text_are_sorted_and_apart(text: str, years: bool) -> None:
    found = find_dates(text, years=years)
    for one, other in pairwise(found):
        assert one.end <= other.start
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.period.start <= one.period.end


@given(st.one_of(ANY_TEXT, DATE_LIKE))
def test_any_text_is_a_period_or_a_usage_fault(text: str) -> None:
    try:
        period = parse_period(text)
    except UsageFault:
        return
    assert period.start <= period.end


def test_dates_are_found_where_they_stand() -> None:
    text = "From March 4-5, 2019 to 2020-02-28, then in June 2021 and 2022"
    found = find_dates(text)
    assert [text[f.start : f.end].strip(" ,") for f in found] == ["March 4-5, 2019", "2020-02-28", "June 2021", "2022"]
    assert [f.period for f in found] == [
        ("2019-03-04", "2019-03-05"),
        ("2020-02-28", "2020-02-28"),
        ("2021-06-01", "2021-06-30"),
        ("2022-01-01", "2022-12-31"),
    ]


def test_bare_years_can_be_left_out() -> None:
    assert find_dates("cables in 2019", years=False) == []
    assert len(find_dates("cables in 2019")) == 1


@pytest.mark.parametrize("text", ["no digits at all", "resolution 2270", "S/RES/2016", "a12016b", "2016-02-30", "元"])
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2015..2017", "2015-01-01", "2017-12-31"),
        ("2015...2017", "2015-01-01", "2017-12-31"),
        ("2015-2017", "2015-01-01", "2017-12-31"),
        ("2015 to 2017", "2015-01-01", "2017-12-31"),
        ("2015 – 2017", "2015-01-01", "2017-12-31"),
        ("2015..", "2015-01-01", OPEN_END),
        ("..2017-09", "", "2017-09-30"),
        ("March 2015..2015-03-04", "2015-03-01", "2015-03-04"),
        ("2016-09", "2016-09-01", "2016-09-30"),
    ],
)
def test_periods_are_read_with_both_ends_included(text: str, start: str, end: str) -> None:
    assert parse_period(text) == (start, end)


def test_a_period_that_ends_before_it_begins_is_turned_around_in_the_hint() -> None:
    with pytest.raises(UsageFault, match="ends before it begins") as caught:
        parse_period("2017..2015")
    assert caught.value.hint == "did you mean 2015..2017?"


@pytest.mark.parametrize("text", ["..", " .. ", "...", "x..2017", "2016..y"])
def test_a_period_needs_a_date(text: str) -> None:
    with pytest.raises(UsageFault):
        parse_period(text)


def test_bounds_are_included_and_either_may_be_open() -> None:
    assert bounds(None, None) is None
    assert bounds("2016-09", None) == ("2016-09-01", OPEN_END)
    assert bounds(None, "2016-09") == ("", "2016-09-30")
    assert bounds("2016-09", "2016-09") == ("2016-09-01", "2016-09-30")
    with pytest.raises(UsageFault, match="--since 2017 comes after --until 2016"):
        bounds("2017", "2016")


@given(partials(), partials(), partials())
def test_days_in_an_overlap_are_in_both_periods(one: str, other: str, third: str) -> None:
    a, b = parse_date(one), parse_date(other)
    shared, day = overlap(a, b), earliest(third)
    assert (shared.start <= day <= shared.end) == (a.start <= day <= a.end and b.start <= day <= b.end)
    assert overlap(b, a) == shared


@pytest.mark.parametrize(("partial", "written"), [("2016", "2016"), ("2016-09", "September 2016"), ("2016-09-08", "September 8, 2016")])
def test_dates_are_spelled_out_as_in_english(partial: str, written: str) -> None:
    assert spell(partial) == written
