"""Writing the database: the same bytes, in one step, or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest

from conftest import TOY
from trilatcli.curate.load import load
from trilatcli.curate.rows import build_rows
from trilatcli.errors import BuildFailed
from trilatcli.store.build import write
from trilatcli.store.database import APPLICATION_ID, SCHEMA_VERSION, open_database

Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture
def tables() -> Tables:
    return build_rows(load(TOY).records)


def test_the_same_records_build_the_same_bytes(tmp_path: Path, tables: Tables) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    first, second = write(one, tables), write(other, build_rows(load(TOY).records))
    assert one.read_bytes() == other.read_bytes()
    assert first == second == hashlib.sha256(one.read_bytes()).hexdigest()


def test_neither_the_order_nor_the_age_of_files_shows_in_the_bytes(tmp_path: Path, tables: Tables) -> None:
    shuffled = tmp_path / "records"
    for n, path in enumerate(sorted(TOY.rglob("*.yaml"), reverse=True)):
        copy = shuffled / path.relative_to(TOY)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        os.utime(copy, (10_000 * n, 10_000 * n))
    assert write(tmp_path / "a.db", tables) == write(tmp_path / "b.db", build_rows(load(shuffled).records))


def test_the_folder_of_an_event_does_not_show_in_the_bytes(tmp_path: Path, tables: Tables) -> None:
    moved = Path(shutil.copytree(TOY, tmp_path / "records"))
    (moved / "events" / "2019" / "2019-09-vice-ministers-call.yaml").rename(moved / "events" / "2019-09-vice-ministers-call.yaml")
    assert write(tmp_path / "a.db", tables) == write(tmp_path / "b.db", build_rows(load(moved).records))


def test_a_changed_fact_changes_the_bytes(tmp_path: Path, tables: Tables) -> None:
    before = write(tmp_path / "a.db", tables)
    tables["renamed"].append({"old": "nets", "new": "fisheries"})
    assert write(tmp_path / "b.db", tables) != before


def test_what_is_written_is_a_sound_database_of_trilat(tmp_path: Path, tables: Tables) -> None:
    path = tmp_path / "toy.db"
    write(path, tables)
    connection = open_database(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == (str(SCHEMA_VERSION),)
        for table, rows in tables.items():
            extra = 1 if table == "meta" else 0
            assert connection.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (len(rows) + extra,), table
    finally:
        connection.close()


def test_every_text_is_in_the_index(tmp_path: Path, tables: Tables) -> None:
    path = tmp_path / "toy.db"
    write(path, tables)
    connection = open_database(path)
    try:
        found = connection.execute("SELECT count(*) FROM texts_fts WHERE texts_fts MATCH 'kamom'").fetchone()
        assert found == (2,)
        pair = connection.execute("SELECT count(*) FROM texts_fts WHERE texts_fts MATCH '\"해저\"'").fetchone()
        assert pair[0] > 0
    finally:
        connection.close()


def test_the_file_can_be_read_by_everyone_and_nothing_is_left_beside_it(tmp_path: Path, tables: Tables) -> None:
    path = tmp_path / "toy.db"
    path.write_text("what stood here before", encoding="utf-8")
    write(path, tables)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert [p.name for p in tmp_path.iterdir()] == ["toy.db"]


@pytest.mark.parametrize(
    ("table", "row", "why"),
    [
        ("renamed", {"old": "cable-safety", "new": "again"}, "UNIQUE"),
        ("renamed", {"old": "nets", "new": None}, "NOT NULL"),
        ("terms", {"kind": "level", "id": "x", "position": "first", "title": "x"}, "cannot store TEXT"),
        ("offices", {"official": "nobody", "position": 1, "title": "x", "organization": None, "since": None, "until": None}, "FOREIGN KEY"),
    ],
)
def test_an_error_midway_leaves_the_old_file(tmp_path: Path, tables: Tables, table: str, row: dict[str, Any], why: str) -> None:
    path = tmp_path / "toy.db"
    path.write_bytes(b"the old database")
    tables[table].append(row)
    with pytest.raises(BuildFailed, match=why) as caught:
        write(path, tables)
    assert path.read_bytes() == b"the old database"
    assert [p.name for p in tmp_path.iterdir()] == ["toy.db"]
    assert str(path) in str(caught.value)


def test_rows_that_refer_to_nothing_are_found_before_the_old_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "toy.db"
    path.write_bytes(b"the old database")
    topics = [{"id": "cables", "title": "Cables", "parent": "nothing", "overview": "x"}]
    with pytest.raises(BuildFailed, match=r"FOREIGN KEY|refer to nothing"):
        write(path, {"topics": topics, "texts": []})
    assert path.read_bytes() == b"the old database"


def test_a_folder_that_does_not_exist_cannot_be_written_to(tmp_path: Path, tables: Tables) -> None:
    with pytest.raises(BuildFailed, match="No such file or directory; the old database stays"):
        write(tmp_path / "nowhere" / "toy.db", tables)


def test_a_file_is_no_folder_to_write_into(tmp_path: Path, tables: Tables) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(BuildFailed, match="Not a directory"):
        write(tmp_path / "file" / "toy.db", tables)


def test_a_folder_is_no_database_to_replace(tmp_path: Path, tables: Tables) -> None:
    target = tmp_path / "toy.db"
    target.mkdir()
    with pytest.raises(BuildFailed, match="irectory"):
        write(target, tables)
    assert [p.name for p in tmp_path.iterdir()] == ["toy.db"]


def test_a_reader_of_the_old_database_is_not_disturbed(tmp_path: Path, tables: Tables) -> None:
    path = tmp_path / "toy.db"
    write(path, tables)
    reader: sqlite3.Connection = open_database(path)
    try:
        tables["meta"][0]["value"] = "2099.1.1"
        write(path, tables)
        assert reader.execute("SELECT value FROM meta WHERE key = 'data_version'").fetchone() == ("2022.6.1",)
    finally:
        reader.close()
