"""Templates of new records."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from conftest import TOY
from trilatcli import model
from trilatcli.curate.load import load
from trilatcli.curate.template import write_template
from trilatcli.errors import BuildFailed, UsageFault


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TOY, tmp_path / "records"))


@pytest.mark.parametrize(
    ("kind", "id", "place"),
    [
        ("event", "2022-12-05-foreign-ministers-brussels", "events/2022"),
        ("event", "2022-12-foreign-ministers", "events/2022"),
        ("event", "2022-quiet-talk", "events/2022"),
        ("event", "quiet-talk", "events/undated"),
        ("document", "2022-12-05-joint-statement", "documents/2022"),
        ("official", "ann-example", "officials"),
        ("topic", "lighthouses", "topics"),
        ("series", "lighthouse-talks", "series"),
        ("instrument", "lighthouse-accord", "instruments"),
        ("organization", "lighthouse-union", "organizations"),
    ],
)
def test_a_template_stands_where_the_record_belongs(records: Path, kind: str, id: str, place: str) -> None:
    path = write_template(records, kind, id)
    assert path == records / place / f"{id}.yaml"
    assert path.is_file()


@pytest.mark.parametrize("kind", model.FOLDERS)
def test_a_template_is_yaml_with_the_known_keys_of_its_kind(records: Path, kind: str) -> None:
    path = write_template(records, kind, "2022-12-05-something")
    loaded = load(records)
    shown = path.relative_to(records).as_posix()
    assert {p.rule for p in loaded.problems if p.path == shown} <= {"missing"}
    assert all(p.path == shown for p in loaded.problems)
    assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict)


def test_a_template_brings_the_date_of_the_id_and_lists_the_levels(records: Path) -> None:
    text = write_template(records, "event", "2022-12-foreign-ministers").read_text(encoding="utf-8")
    assert "\ndate: 2022-12\n" in text
    assert " | ".join(model.LEVELS) in text
    assert "\ndate: \n" in write_template(records, "event", "quiet-talk").read_text(encoding="utf-8")


def test_an_unknown_kind_is_refused_with_the_known_ones(records: Path) -> None:
    with pytest.raises(UsageFault, match="unknown kind 'meeting'") as caught:
        write_template(records, "meeting", "x")
    assert caught.value.hint == "known: " + ", ".join(model.FOLDERS)


@pytest.mark.parametrize("id", ["", "Foreign Ministers", "../x", "a/b", "a--b", "-a", "a_b", "海底", "a\n"])
def test_what_is_no_id_is_refused(records: Path, id: str) -> None:
    with pytest.raises(UsageFault, match="is no id"):
        write_template(records, "event", id)


def test_a_record_that_exists_is_not_written_over(records: Path) -> None:
    before = (records / "topics" / "fisheries.yaml").read_bytes()
    with pytest.raises(UsageFault, match="topic fisheries already exists"):
        write_template(records, "topic", "fisheries")
    with pytest.raises(UsageFault, match="already exists"):
        write_template(records, "event", "leaders-quiet-talk")
    assert (records / "topics" / "fisheries.yaml").read_bytes() == before


def test_a_folder_that_does_not_exist_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="there is no folder"):
        write_template(tmp_path / "nowhere", "topic", "x")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_a_failed_write(tmp_path: Path) -> None:
    (tmp_path / "topics").write_text("a file in the way", encoding="utf-8")
    with pytest.raises(BuildFailed, match=r"File exists|Not a directory"):
        write_template(tmp_path, "topic", "x")
