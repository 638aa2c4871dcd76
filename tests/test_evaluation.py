"""Claims on how well queries are answered: graded queries and names, held to floors."""

from __future__ import annotations

import csv
import json
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from conftest import Done
from scoring import Verdict, call, judge

QUERIES = Path(__file__).parent / "queries.yaml"
NAMES = Path(__file__).parent / "names.csv"

CORE_PASSED, CORE_MRR, NEGATIVE_PASSED, STRETCH_PASSED = 0.90, 0.90, 1.0, 0.75
STRONG_NAMES, MEDIUM_NAMES = 1.0, 0.97


@lru_cache(maxsize=1)
def verdicts() -> list[Verdict]:
    return [judge(row) for row in yaml.safe_load(QUERIES.read_text(encoding="utf-8"))["queries"]]


def _of(tier: str, *, negative: bool) -> list[Verdict]:
    return [v for v in verdicts() if (v.row.get("tier") or "core") == tier and (not v.row["expect"]) == negative]


def _report(judged: list[Verdict]) -> str:
    return "\n".join(str(v) for v in judged if not v.passed)


def _share(judged: list[Verdict]) -> float:
    return sum(v.passed for v in judged) / len(judged)


def test_there_are_queries_of_every_kind_and_tier() -> None:
    assert _of("core", negative=False)
    assert _of("core", negative=True)
    assert _of("stretch", negative=False)
    assert {"exact", "typo", "date", "filter", "negative", "native-script"} <= {v.row["kind"] for v in verdicts()}


def test_core_queries_are_answered() -> None:
    judged = _of("core", negative=False)
    assert _share(judged) >= CORE_PASSED, _report(judged)


def test_the_best_answer_of_a_specific_query_stands_first_on_average() -> None:
    judged = [v for v in _of("core", negative=False) if v.mrr is not None]
    assert sum(v.mrr or 0 for v in judged) / len(judged) >= CORE_MRR, _report(judged)


def test_what_is_not_in_the_record_finds_nothing() -> None:
    judged = [*_of("core", negative=True), *_of("stretch", negative=True)]
    assert _share(judged) >= NEGATIVE_PASSED, _report(judged)


def test_stretch_queries_are_mostly_answered() -> None:
    judged = _of("stretch", negative=False)
    assert _share(judged) >= STRETCH_PASSED, _report(judged)


# ---- names: query, id (several joined by | mean that the name is ambiguous; none: a stranger), tier, why


@lru_cache(maxsize=1)
def names() -> list[tuple[dict[str, str], Done]]:
    with NAMES.open(encoding="utf-8", newline="") as file:
        return [(row, call("official", "--json", "--", row["query"])) for row in csv.DictReader(file)]


def _right(row: dict[str, str], done: Done) -> bool:
    answer = json.loads(done.out)
    ids = {r["id"] for r in answer["results"]}
    wanted = {id.strip() for id in row["id"].split("|") if id.strip()}
    if not wanted:
        return done.code == 1 and answer["status"] == "not_found" and not ids
    if len(wanted) > 1:
        return done.code == 1 and answer["status"] == "ambiguous" and wanted <= ids
    return done.code == 0 and answer["status"] == "found" and ids == wanted


def _names_of(tier: str) -> tuple[float, str]:
    rows = [(row, done) for row, done in names() if row["tier"] == tier and row["id"].strip()]
    assert rows, f"no names of tier {tier}"
    wrong = [f"{row['query']} is not {row['id']} ({row['why']}): {done.err.strip()[:120]}" for row, done in rows if not _right(row, done)]
    return 1 - len(wrong) / len(rows), "\n".join(wrong)


@pytest.mark.parametrize(("tier", "floor"), [("strong", STRONG_NAMES), ("medium", MEDIUM_NAMES)])
def test_officials_are_found_by_the_ways_their_names_are_written(tier: str, floor: float) -> None:
    share, wrong = _names_of(tier)
    assert share >= floor, wrong


def test_weak_names_are_reported(record_property: pytest.RecordProperty) -> None:
    share, wrong = _names_of("weak")
    record_property("weak names found", f"{share:.2f}")
    print(f"weak names found: {share:.2f}\n{wrong}")


def test_strangers_are_answered_by_nobody() -> None:
    strangers = [(row, done) for row, done in names() if not row["id"].strip()]
    assert strangers
    assert [row["query"] for row, done in strangers if not _right(row, done)] == []
