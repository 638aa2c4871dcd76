"""What one database holds that another does not."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from trilatcli.errors import DatabaseFault
from trilatcli.store.compare import differences


@pytest.fixture
def copy(toy_db: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(toy_db, tmp_path / "copy.db"))


@contextmanager
def editing(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        yield connection
        connection.commit()


def test_a_database_does_not_differ_from_itself(toy_db: Path, copy: Path) -> None:
    assert differences(toy_db, toy_db) == []
    assert differences(copy, toy_db) == []


def test_one_edited_record_is_noticed(toy_db: Path, copy: Path) -> None:
    with editing(copy) as connection:
        connection.execute("UPDATE records SET title = 'Edited by hand' WHERE id = 'sea-rescue'")
    assert differences(copy, toy_db) == ["records: 1 rows that the records do not build", "records: 1 rows missing"]


def test_a_missing_and_an_added_row_are_noticed(toy_db: Path, copy: Path) -> None:
    with editing(copy) as connection:
        connection.execute("DELETE FROM renamed")
        connection.execute("INSERT INTO words VALUES ('zzz', 'zzz', 1)")
    assert differences(copy, toy_db) == ["renamed: 1 rows missing", "words: 1 rows that the records do not build"]


def test_a_value_of_another_type_is_another_value(toy_db: Path, copy: Path) -> None:
    with editing(copy) as connection:
        connection.execute("UPDATE meta SET value = '2' WHERE key = 'schema'")
    assert len(differences(copy, toy_db)) == 2


def test_another_index_over_the_same_texts_is_noticed(toy_db: Path, copy: Path) -> None:
    with editing(copy) as connection:
        connection.execute("INSERT INTO texts_fts (rowid, title, names, body, deep, tags) VALUES (9999, 'smuggled', '', '', '', '')")
    assert "texts_fts: the full-text index differs" in differences(copy, toy_db)


def test_other_tables_are_noticed(toy_db: Path, copy: Path) -> None:
    with editing(copy) as connection:
        connection.execute("CREATE TABLE more (x)")
    assert differences(copy, toy_db) == [f"{copy} has other tables than the records build"]


def test_a_long_list_of_differences_is_cut_where_asked(toy_db: Path, copy: Path) -> None:
    with editing(copy) as connection:
        connection.execute("DELETE FROM renamed")
        connection.execute("DELETE FROM words")
        connection.execute("DELETE FROM disputes")
    assert len(differences(copy, toy_db)) == 3
    assert len(differences(copy, toy_db, most=2)) == 2


def test_one_flipped_byte_in_a_record_is_noticed(toy_db: Path, copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    at = content.index(b"Search and rescue at sea")
    content[at] ^= 0x01
    copy.write_bytes(content)
    assert differences(copy, toy_db)


def test_a_flipped_byte_in_the_structure_is_damage(toy_db: Path, copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096] ^= 0xFF
    copy.write_bytes(content)
    assert f"{copy} is damaged" in differences(copy, toy_db)


@pytest.mark.parametrize("index", ["records_by_day", "words_by_stem"])
def test_a_broken_index_is_damage(toy_db: Path, copy: Path, index: str) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (index,)).fetchone()
    content = bytearray(copy.read_bytes())
    start = (root - 1) * 4096
    content[start + 3 : start + 5] = b"\x00\x00"  # the page claims to hold nothing
    copy.write_bytes(content)
    assert differences(copy, toy_db) == [f"{copy} is damaged"]


def test_what_is_no_database_is_a_fault(toy_db: Path, tmp_path: Path) -> None:
    with pytest.raises(DatabaseFault, match="there is no such file"):
        differences(tmp_path / "missing.db", toy_db)


@pytest.mark.parametrize("place", [24, 27, 92, 40])
def test_a_byte_that_changes_no_row_is_noticed_all_the_same(toy_db: Path, tmp_path: Path, place: int) -> None:
    changed = tmp_path / "changed.db"
    content = bytearray(toy_db.read_bytes())
    content[place] ^= 1
    changed.write_bytes(content)
    assert differences(changed, toy_db) != []
