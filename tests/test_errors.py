"""The error family: one sentence each, its exit code, its hint."""

from __future__ import annotations

import pytest

from trilatcli.errors import (
    Ambiguous,
    BuildFailed,
    DatabaseFault,
    NotFound,
    Problem,
    RecordsInvalid,
    TrilatError,
    UsageFault,
)

ONE = {"id": "kim-do-an", "title": "Kim Do-an"}
TWO = {"id": "kim-ra-on", "title": "Kim Ra-on"}


def test_a_problem_prints_as_path_line_message_and_rule() -> None:
    assert str(Problem("events/a.yaml", 3, "no source", "source")) == "events/a.yaml:3: no source [source]"


def test_problems_sort_by_path_then_line() -> None:
    listed = [Problem("b", 1, "x", "r"), Problem("a", 10, "x", "r"), Problem("a", 9, "x", "r")]
    assert [(p.path, p.line) for p in sorted(listed)] == [("a", 9), ("a", 10), ("b", 1)]


def test_a_usage_fault_keeps_its_hint_for_the_second_line() -> None:
    fault = UsageFault("a date is empty", "write 2016")
    assert (str(fault), fault.hint, UsageFault("x").hint) == ("a date is empty", "write 2016", "")


def test_not_found_suggests_the_nearest_records() -> None:
    fault = NotFound("official", "kim", [ONE, TWO])
    assert str(fault) == "no official matches 'kim'"
    assert fault.hint == "did you mean: Kim Do-an (kim-do-an), Kim Ra-on (kim-ra-on)?"
    assert (fault.kind, fault.name, fault.nearest) == ("official", "kim", [ONE, TWO])


def test_not_found_without_suggestions_names_the_list_where_there_is_one() -> None:
    assert NotFound("official", "x").hint == "list them all with: trilat official"
    assert NotFound("place", "x").hint == ""


def test_ambiguous_counts_and_lists_the_candidates() -> None:
    fault = Ambiguous("official", "kim", [ONE, TWO])
    assert str(fault) == "'kim' fits 2 records of kind official; name one by its id"
    assert fault.hint == "kim-do-an, kim-ra-on"
    assert (fault.kind, fault.name, fault.candidates) == ("official", "kim", [ONE, TWO])


def test_a_long_list_of_candidates_is_hinted_at_by_its_first_ten() -> None:
    many = [{"id": f"kim-{n}"} for n in range(12)]
    fault = Ambiguous("official", "kim", many)
    assert fault.hint.endswith("kim-9")
    assert len(fault.candidates) == 12


def test_a_database_fault_names_the_file_and_the_remedy() -> None:
    fault = DatabaseFault("/tmp/x.db", "the file is empty", "build one")
    assert str(fault) == "cannot use the database /tmp/x.db: the file is empty"
    assert fault.hint == "build one"


def test_invalid_records_are_counted_sorted_and_listed_once() -> None:
    late, early = Problem("b", 1, "x", "r"), Problem("a", 1, "x", "r")
    assert RecordsInvalid([late, early, late]).problems == [early, late]
    assert str(RecordsInvalid([late])) == "1 problem in the records"
    assert str(RecordsInvalid([late, early])) == "2 problems in the records"


def test_a_failed_build_says_that_the_old_database_stays() -> None:
    assert str(BuildFailed("x.db", "disk full")) == "cannot write x.db: disk full; the old database stays as it was"


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (NotFound("topic", "x"), 1),
        (Ambiguous("topic", "x", [ONE, TWO]), 1),
        (UsageFault("x"), 2),
        (DatabaseFault("x", "y"), 3),
        (RecordsInvalid([]), 4),
        (BuildFailed("x", "y"), 4),
    ],
)
def test_every_error_knows_its_exit_code_and_is_one_line(fault: TrilatError, code: int) -> None:
    assert fault.code == code
    assert "\n" not in str(fault)
