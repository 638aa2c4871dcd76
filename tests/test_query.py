"""What a person typed, taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trilatcli.query import LONGEST, Asked, parse

settings.register_profile("same-every-time", derandomize=True, deadline=None, max_examples=200)
settings.load_profile("same-every-time")

ANY_TEXT = st.text(st.characters(exclude_categories=()))
PIECES = st.lists(
    st.sampled_from(['"', "“", "”", "-", "*", " ", "cable", "the", "海底", "2019-03", "a", "'", "OR", "(", "U.S.", "x*", "-north"]),
    max_size=15,
)


@given(st.one_of(ANY_TEXT, PIECES.map("".join)))
def test_any_text_is_a_query(text: str) -> None:
    query = parse(text)
    assert query.text == text
    assert bool(query) is bool(query.words or query.dates or query.phrases or query.prefixes)
    assert not set(query.words) & set(query.chatter)
    assert all(query.phrases)


def test_a_query_is_taken_into_its_parts() -> None:
    query = parse('What did they say about "undersea cables" in March 2019 infra* -fisheries sanctions?')
    assert query.phrases == [["undersea", "cables"]]
    assert [d.period for d in query.dates] == [("2019-03-01", "2019-03-31")]
    assert query.prefixes == ["infra"]
    assert query.excluded == ["fisheries"]
    assert query.words == ["sanctions"]
    assert {"what", "did", "they", "say", "about", "in"} <= set(query.chatter)
    assert not query.cut


@pytest.mark.parametrize("text", ["«undersea cables»", "“undersea cables”", "„undersea cables”", '"Undersea  Cables"'])
def test_a_phrase_may_be_quoted_as_one_likes(text: str) -> None:
    assert parse(text).phrases == [["undersea", "cables"]]


@pytest.mark.parametrize("text", ['"', '""', '" . "', "", "   ", "…", "-", "*"])
def test_nothing_to_look_for_is_an_empty_query(text: str) -> None:
    assert not parse(text)


def test_an_open_quote_is_literal_text() -> None:
    query = parse('"undersea cables')
    assert (query.phrases, query.words) == ([], ["undersea", "cables"])


def test_a_hyphen_inside_a_word_excludes_nothing() -> None:
    query = parse("multi-domain vice-ministerial")
    assert (query.excluded, query.words) == ([], ["multi", "domain", "vice", "ministerial"])


def test_what_is_excluded_may_be_hyphenated_and_is_cut_into_words() -> None:
    assert parse("talks -vice-ministerial").excluded == ["vice", "ministerial"]
    assert parse("-north").excluded == ["north"]
    assert not parse("-north")


def test_a_number_after_a_hyphen_is_no_exclusion() -> None:
    assert parse("resolution -2270").excluded == []


def test_a_prefix_needs_two_letters_and_the_end_of_a_word() -> None:
    assert parse("de* x* ca*ble").prefixes == ["de"]


def test_chatter_alone_is_searched_for_all_the_same() -> None:
    query = parse("who are you")
    assert (query.words, query.chatter) == (["who", "are", "you"], [])


def test_single_letters_are_chatter_unless_digits_or_cjk() -> None:
    query = parse("plan b 7 海")
    assert (query.words, query.chatter) == (["plan", "7", "海"], ["b"])


def test_a_very_long_query_is_cut_and_says_so() -> None:
    query = parse("cable " * (LONGEST + 1))
    assert query.cut
    assert len(query.words) == LONGEST


def test_operators_of_other_engines_are_literal_text() -> None:
    assert parse("cables AND (near NOT) title:x").words == ["cables", "near", "not", "title"]


def test_nothing_asked_is_no_filter() -> None:
    assert not any(Asked())
