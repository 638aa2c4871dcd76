"""Edit budgets: which misspelt words and names are recognized, and which are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trilatcli.match import budget, closest_names, closest_words, nearest_titles

settings.register_profile("same-every-time", derandomize=True, deadline=None, max_examples=200)
settings.load_profile("same-every-time")

ANY_TEXT = st.text(st.characters(exclude_categories=()))
WORDS = ["abductions", "cable", "cables", "cyber", "drill", "extended", "2231", "sea", "security", "unification", "talk"]


@pytest.mark.parametrize(
    ("word", "edits"), [("sea", 0), ("talk", 1), ("cable", 1), ("security", 1), ("abduction", 2), ("2270", 0), ("6th", 0)]
)
def test_the_budget_grows_with_the_word(word: str, edits: int) -> None:
    assert budget(word) == edits


@pytest.mark.parametrize("word", ["2321", "2213", "cable5", "20166"])
def test_a_number_is_never_corrected(word: str) -> None:
    assert closest_words(word, [*WORDS, "2321", "cables5"]) == []


@pytest.mark.parametrize(
    ("written", "meant", "edits"),
    [
        ("cabel", "cable", 1),
        ("cybre", "cyber", 1),
        ("secruity", "security", 1),
        ("abdductins", "abductions", 2),
        ("yxtended", "", 0),
        ("xnification", "unification", 2),
        ("nuification", "unification", 1),
        ("takl", "talk", 1),
        ("tall", "", 0),
        ("ylber", "", 0),
        ("sae", "", 0),
        ("zzzzzz", "", 0),
    ],
)
def test_a_misspelt_word_stands_for_the_nearest_known_one(written: str, meant: str, edits: int) -> None:
    assert closest_words(written, WORDS) == ([(meant, edits)] if meant else [])


def test_only_the_nearest_distance_is_kept_and_at_most_three() -> None:
    assert [g.word for g in closest_words("abductione", ["abductions", "abduction", "obductiony"])] == ["abductions", "abduction"]
    assert len(closest_words("cables", ["cablea", "cableb", "cablec", "cabled"])) == 3
    assert len(closest_words("cables", ["cablea", "cableb", "cablec", "cabled"], most=1)) == 1


def test_a_known_word_is_its_own_nearest() -> None:
    assert closest_words("cable", WORDS) == [("cable", 0)]


@given(ANY_TEXT, st.lists(ANY_TEXT, max_size=5))
def test_any_word_against_any_words_is_answered_within_its_budget(word: str, known: list[str]) -> None:
    assert all(g.word in known and g.edits <= budget(word) for g in closest_words(word, [k for k in known if k]))


NAMES = [("harutosakurai", "haruto-sakurai"), ("sakuraiharuto", "haruto-sakurai"), ("kimdoan", "kim-do-an"), ("kimraon", "kim-ra-on")]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("harutosakurai", [("haruto-sakurai", 0)]),
        ("harutosakuria", [("haruto-sakurai", 1)]),
        ("sakuraiharutp", [("haruto-sakurai", 1)]),
        ("kimdoen", [("kim-do-an", 1)]),
        ("ikmdoan", [("kim-do-an", 1)]),
        ("kim", []),
        ("kimxxxx", []),
        ("zimdoan", []),
        ("", []),
        ("harutosakuraihirokazu", []),
    ],
)
def test_a_misspelt_name_finds_its_owner(written: str, found: list[tuple[str, int]]) -> None:
    assert closest_names(written, NAMES) == found


def test_two_owners_equally_near_are_both_given() -> None:
    assert closest_names("kimdaan", [("kimdoan", "kim-do-an"), ("kimdean", "kim-de-an")]) == [("kim-de-an", 1), ("kim-do-an", 1)]


def test_a_long_name_may_be_three_edits_away() -> None:
    assert closest_names("mereanatawhiryyy", [("mereanatawhiri", "mereana-tawhiri")]) == [("mereana-tawhiri", 3)]
    assert closest_names("mereanatawhirxyyy", [("mereanatawhiri", "mereana-tawhiri")]) == []


@given(ANY_TEXT, st.lists(st.tuples(ANY_TEXT, st.sampled_from(["a", "b"])), max_size=5))
def test_any_name_against_any_names_is_answered(name: str, known: list[tuple[str, str]]) -> None:
    assert {id for id, _ in closest_names(name, known)} <= {"a", "b"}


def test_suggestions_are_loose_and_name_each_record_once() -> None:
    known = [("harbor accord", "harbor-accord"), ("the harbor accord", "harbor-accord"), ("tide forum", "tide-forum")]
    assert nearest_titles("harber acord", known) == ["harbor-accord"]
    assert nearest_titles("zzzzzzzzzzzz", known) == []
    assert len(nearest_titles("abc", [("abd", "1"), ("abe", "2"), ("abf", "3"), ("abg", "4")], most=2)) == 2


@given(ANY_TEXT, st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=5))
def test_any_text_gets_its_suggestions(text: str, known: list[tuple[str, str]]) -> None:
    assert set(nearest_titles(text, known)) <= {id for _, id in known}
