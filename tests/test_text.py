"""Folding, words, tokens, stems, keys and slugs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trilatcli.text import cjk_tokens, fold, is_cjk, key, ordinal, printable, slug, stem, stem_key, term_token, tokens, words

settings.register_profile("same-every-time", derandomize=True, deadline=None, max_examples=200)
settings.load_profile("same-every-time")

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_fold_is_idempotent_for_every_character_of_the_three_scripts() -> None:
    for code in [*range(0x250), *range(0x3000, 0x3100), *range(0x4E00, 0x5000), *range(0xAC00, 0xAE00), *range(0xF900, 0xFB00)]:
        assert fold(fold(chr(code))) == fold(chr(code))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＲＯＫ", "rok"),
        ("Tāwhiri", "tawhiri"),
        ("O’Connor", "o'connor"),
        ("O`Connor", "o'connor"),
        ("ジェーン", "じぇーん"),
        ("ﾄｳｷｮｳ", "とうきょう"),
        ("櫻井", "桜井"),
        ("Ærø", "aero"),
        ("Straße", "strasse"),
        ("か\u3099", "が"),
        ("\u1112\u1161\u11ab", "한"),
    ],
)
def test_what_readers_see_as_the_same_folds_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other) == other


@given(ANY_TEXT)
def test_words_and_tokens_take_any_text(text: str) -> None:
    for cut in (words(text), tokens(text)):
        assert all(w and not re.search(r"\s", w) for w in cut)


@given(ANY_TEXT)
def test_a_key_is_its_own_key(text: str) -> None:
    assert key(key(text)) == key(text)


@given(ANY_TEXT)
def test_a_stem_comes_of_any_word(text: str) -> None:
    assert all(stem(w) for w in words(text))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("U.S. and R.O.K.", ["us", "and", "rok"]),
        ("the women's forum", ["the", "womens", "forum"]),
        ("sixth round", ["6th", "round"]),
        ("Round 6", ["6th", "round"]),
        ("round no. 12", ["12th", "round"]),
        ("round 3..4", ["round", "3", "4"]),
        ("第6回 協議", ["6th", "round", "協議"]),
        ("제 11 차 회의", ["11th", "round", "회의"]),
        ("S/RES/2270 (2016)", ["resolution", "2270"]),
        ("UNSCR 2270", ["resolution", "2270"]),
        ("Security Council Resolution 2270", ["resolution", "2270"]),
        ("rescue 12", ["rescue", "12"]),
        ("multi-domain", ["multi", "domain"]),
        ("海底ケーブル map", ["海底けーぶる", "map"]),
        ("naïve café", ["naive", "cafe"]),
        ("e.g. cables", ["eg", "cables"]),
        ("", []),
        ("—…!", []),
    ],
)
def test_words_are_cut_as_people_read_them(text: str, cut: list[str]) -> None:
    assert words(text) == cut


def test_a_cjk_run_is_cut_into_characters_and_overlapping_pairs() -> None:
    assert cjk_tokens("拉致問") == ["拉", "致", "問", "拉致", "致問"]
    assert tokens("cable 해저") == ["cable", "해", "저", "해저"]
    assert tokens("海") == ["海"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", False),
        ("é", False),
        ("か", True),
        ("漢", True),
        ("한", True),
        ("\u1112", True),
        ("\uf900", True),
        ("→", False),
        ("a海", True),
    ],
)
def test_cjk_is_told_apart(text: str, expected: bool) -> None:
    assert is_cjk(text) is expected


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organisation", "organization"),
        ("defence", "defense"),
        ("harbour", "harbor"),
        ("programmes", "programs"),
        ("dialogue", "dialog"),
        ("centre", "center"),
        ("modelling", "modeling"),
        ("analysing", "analyzing"),
    ],
)
def test_british_and_american_spellings_share_a_stem(british: str, american: str) -> None:
    assert stem(british) == stem(american)


@pytest.mark.parametrize("word", ["2270", "6th", "海底", "one", "ise"])
def test_numbers_cjk_and_short_words_are_their_own_stem(word: str) -> None:
    assert stem(word) == word


def test_a_british_ending_needs_three_letters_before_it() -> None:
    assert stem("wise") == "wise"


def test_plurals_share_a_stem_key() -> None:
    assert stem_key("Undersea Cables") == stem_key("undersea cable")


@given(ANY_TEXT)
def test_nothing_that_steers_a_terminal_is_printable(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert all(c.isprintable() or c == "\u3000" for c in shown)


def test_plain_text_prints_as_it_is() -> None:
    assert printable("外務省\u3000[bold]x[/]") == "外務省\u3000[bold]x[/]"
    assert printable("a\x1b[31m\u202eb") == "a [31m b"


@given(ANY_TEXT)
def test_a_slug_is_an_id_or_nothing(text: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(text))
    assert slug(slug(text)) == slug(text)


def test_a_slug_keeps_ascii_words() -> None:
    assert slug("Jane O’Connor & Tāwhiri, 海底") == "jane-oconnor-tawhiri"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (111, "111th"),
        (122, "122nd"),
    ],
)
def test_ordinals_are_written_as_in_english(number: int, text: str) -> None:
    assert ordinal(number) == text


@given(st.integers(min_value=0, max_value=10_000))
def test_an_ordinal_is_one_word_that_keeps_its_number(number: int) -> None:
    assert words(ordinal(number)) == [ordinal(number)]
    assert int(ordinal(number)[:-2]) == number


def test_a_term_is_one_token() -> None:
    assert term_token("level", "foreign-minister") == "xlevelforeignminister"
    assert term_token("d", "2016-09") == "xd201609"
    assert tokens(term_token("country", "US")) == ["xcountryus"]
