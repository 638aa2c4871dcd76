"""Opening the database: read-only, and one clear sentence for each way in which it cannot be used."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from trilatcli.errors import DatabaseFault
from trilatcli.store.database import SCHEMA_VERSION, bundled_path, open_database, schema_text

BUILD = "leave out --db to use the bundled database, or build one with: trilat data build"


@pytest.fixture
def copy(toy_db: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(toy_db, tmp_path / "copy.db"))


def fault_of(path: Path) -> DatabaseFault:
    with pytest.raises(DatabaseFault) as caught:
        open_database(path).close()
    assert caught.value.code == 3
    assert "\n" not in str(caught.value)
    return caught.value


def pragma(path: Path, name: str, value: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA {name} = {value}")
        connection.commit()


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "missing.db"
    fault = fault_of(path)
    assert str(fault) == f"cannot use the database {path}: there is no such file"
    assert fault.hint == BUILD
    assert not path.exists()


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    assert str(fault_of(tmp_path / "empty.db")).endswith("the file is empty")


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    assert str(fault_of(tmp_path)).endswith("is a directory")


@pytest.mark.parametrize("content", [b"SQLite", b"SQLite format 3\0", b"x" * 4096, b"SQLite format 3" + b"x" * 4096, "記録".encode()])
def test_another_file_is_no_database(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.db").write_bytes(content)
    assert str(fault_of(tmp_path / "x.db")).endswith("the file is no SQLite database")


def test_a_database_of_something_else_is_foreign(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE records (id TEXT)")
        connection.commit()
    assert str(fault_of(path)).endswith("it is not a database of trilat")


def test_another_application_id_is_foreign(copy: Path) -> None:
    pragma(copy, "application_id", 7)
    assert str(fault_of(copy)).endswith("it is not a database of trilat")


def test_a_newer_schema_asks_for_an_upgrade(copy: Path) -> None:
    pragma(copy, "user_version", SCHEMA_VERSION + 1)
    fault = fault_of(copy)
    assert str(fault).endswith(f"its schema {SCHEMA_VERSION + 1} is newer than this program, which reads {SCHEMA_VERSION}")
    assert fault.hint == "upgrade trilat"


def test_an_older_schema_asks_for_a_build(copy: Path) -> None:
    pragma(copy, "user_version", SCHEMA_VERSION - 1)
    fault = fault_of(copy)
    assert str(fault).endswith(f"its schema {SCHEMA_VERSION - 1} is older than this program, which reads {SCHEMA_VERSION}")
    assert fault.hint == "build it anew with: trilat data build"


@pytest.mark.parametrize("keep", [100, 4096, 5000, -1, -4096])
def test_a_truncated_file_is_damaged(copy: Path, keep: int) -> None:
    copy.write_bytes(copy.read_bytes()[:keep])
    assert str(fault_of(copy)).endswith("the file is damaged: its size does not fit its header")


def test_a_file_with_something_after_its_end_is_damaged(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes() + b"more")
    assert "damaged" in str(fault_of(copy))


@pytest.mark.parametrize(
    "name",
    ["plain.db", "with space.db", "per%20cent.db", "question?mode=rwc.db", "hash#tag.db", "a&b='\".db"],
)
def test_a_database_opens_under_any_name(toy_db: Path, tmp_path: Path, name: str) -> None:
    path = Path(shutil.copy(toy_db, tmp_path / name))
    with closing(open_database(path)) as connection:
        assert connection.execute("SELECT value FROM meta WHERE key = 'data_version'").fetchone() == ("2022.6.1",)
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_relative_path_is_opened_from_the_working_folder(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copy.parent)
    open_database(Path("copy.db")).close()


@pytest.mark.parametrize("statement", ["DELETE FROM records", "CREATE TABLE x (y)", "PRAGMA user_version = 9", "VACUUM"])
def test_an_open_database_cannot_be_written_to(copy: Path, statement: str) -> None:
    before = copy.read_bytes()
    with closing(open_database(copy)) as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute(statement)
    assert copy.read_bytes() == before


def test_a_database_that_cannot_be_written_to_can_be_read(copy: Path) -> None:
    copy.chmod(0o444)
    copy.parent.chmod(0o555)
    try:
        with closing(open_database(copy)) as connection:
            assert connection.execute("SELECT count(*) FROM events").fetchone() == (9,)
    finally:
        copy.parent.chmod(0o755)


def test_the_bundled_database_is_the_default() -> None:
    assert bundled_path().name == "trilat.db"
    with closing(open_database()) as connection:
        assert connection.execute("SELECT count(*) FROM meta").fetchone()[0] > 0


def test_the_schema_says_what_every_table_holds() -> None:
    lines = schema_text().splitlines()
    for n, line in enumerate(lines):
        if line.startswith(("CREATE TABLE", "CREATE VIRTUAL")):
            assert lines[n - 1].startswith("-- "), line


def test_pages_of_64_kibibytes_are_counted(tmp_path: Path, copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA page_size = 65536")
        connection.execute("VACUUM")
    open_database(copy).close()


# more names for test_a_database_opens_under_any_name: "海底ケーブル.db", "해저.db", "é.db"
