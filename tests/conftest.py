"""Shared fixtures: the toy records and their database, the shipped database, and the installed command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
RECORDS = ROOT / "data" / "records"
SHIPPED = ROOT / "data" / "trilat.db"
TOY = Path(__file__).parent / "toy" / "records"


class Done(NamedTuple):
    """A finished call of the command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run_trilat(*arguments: str, env: dict[str, str] | None = None, cwd: Path | None = None, stdin: str | None = None) -> Done:
    """Run the command in a fresh interpreter, as a script would."""
    done = subprocess.run(
        [sys.executable, "-m", "trilatcli", *arguments],
        capture_output=True,
        env={**os.environ, "COLUMNS": "80", **(env or {})},
        cwd=cwd,
        input=stdin.encode() if stdin is not None else None,
        timeout=120,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="session")
def trilat() -> Callable[..., Done]:
    return run_trilat


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run the command in this process: as the console script does, without the cost of a new interpreter."""
    from trilatcli.cli.app import main

    def call(*arguments: str) -> Done:
        capsys.readouterr()
        code = main(list(arguments))
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def toy_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database that the toy records build."""
    from trilatcli.curate.checks import check
    from trilatcli.curate.load import load
    from trilatcli.curate.rows import build_rows
    from trilatcli.store.build import write

    loaded = load(TOY)
    assert check(loaded) == []
    path = tmp_path_factory.mktemp("toy") / "toy.db"
    write(path, build_rows(loaded.records))
    return path


@pytest.fixture
def toy_store(toy_db: Path) -> Any:
    from trilatcli.store.database import open_database
    from trilatcli.store.queries import Store

    connection = open_database(toy_db)
    yield Store(connection, toy_db)
    connection.close()


@pytest.fixture(scope="session")
def shipped_store() -> Any:
    from trilatcli.store.database import open_database
    from trilatcli.store.queries import Store

    connection = open_database(SHIPPED)
    yield Store(connection, SHIPPED)
    connection.close()
