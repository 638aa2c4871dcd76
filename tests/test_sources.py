"""Publishers by host, and what they make of a fact."""

from __future__ import annotations

import pytest

from trilatcli.curate.sources import confidence, publisher_of
from trilatcli.model import Publisher, Source

GOVERNMENT = Publisher("Toy Ministry", "government", True, "US")
ARCHIVE = Publisher("Toy Ministry, archive", "archive", True, "US")
GAZETTE = Publisher("The Gazette", "news")
WIRE = Publisher("The Wire", "news")
MIRROR = Publisher("Reposts", "mirror")
OTHER_MIRROR = Publisher("More reposts", "mirror")
HOSTS = {
    "ministry.example": GOVERNMENT,
    "old.ministry.example": ARCHIVE,
    "www.gazette.example": GAZETTE,
    "gazette.test": GAZETTE,
    "wire.example": WIRE,
    "mirror.example": MIRROR,
    "more.example": OTHER_MIRROR,
}


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://ministry.example/a", GOVERNMENT),
        ("http://www.ministry.example/a", GOVERNMENT),
        ("https://MINISTRY.EXAMPLE:8443/a?b#c", GOVERNMENT),
        ("https://press.ministry.example/a", GOVERNMENT),
        ("https://old.ministry.example/a", ARCHIVE),
        ("https://very.old.ministry.example/a", ARCHIVE),
        ("https://gazette.example/a", GAZETTE),
        ("https://www.gazette.example/a", GAZETTE),
        ("https://en.gazette.example/a", GAZETTE),
        ("https://notministry.example/a", None),
        ("https://example/a", None),
        ("https://ministry.example.evil.test/a", None),
        ("", None),
        ("ministry.example", None),
    ],
)
def test_the_longest_listed_host_names_the_publisher(url: str, publisher: Publisher | None) -> None:
    assert publisher_of(url, HOSTS) == publisher


def test_a_path_that_holds_another_host_does_not_count() -> None:
    assert publisher_of("https://wire.example/https://ministry.example/", HOSTS) == WIRE


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ([], "single-source"),
        (["https://wire.example/1"], "single-source"),
        (["https://wire.example/1", "https://wire.example/2"], "single-source"),
        (["https://www.gazette.example/1", "https://gazette.test/1"], "single-source"),
        (["https://wire.example/1", "https://gazette.test/1"], "confirmed"),
        (["https://wire.example/1", "https://mirror.example/1"], "confirmed"),
        (["https://mirror.example/1", "https://more.example/1"], "single-source"),
        (["https://nobody.test/1", "https://wire.example/1"], "single-source"),
        (["https://ministry.example/1"], "confirmed"),
        (["https://wire.example/1", "https://old.ministry.example/1"], "confirmed"),
    ],
)
def test_one_official_source_or_two_independent_publishers_confirm(sources: list[str], expected: str) -> None:
    assert confidence([Source(url=u) for u in sources], HOSTS) == expected


def test_a_document_of_the_record_confirms() -> None:
    assert confidence([Source(document="2019-03-05-joint-statement")], {}) == "confirmed"
