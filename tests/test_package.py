"""Claims on what is installed: wheel and source archive carry the database, and it works where nothing can be written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT, SHIPPED
from trilatcli import __version__

pytestmark = pytest.mark.slow
PARTS = ("src", "data", "docs", "tests", "tools", "benchmarks", "README.md", "CHANGELOG.md", "LICENSE", "CITATION.cff", "pyproject.toml")


def _run(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        env=os.environ | environment,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build both archives from a copy of the project."""
    source, to = tmp_path_factory.mktemp("source") / "trilat", tmp_path_factory.mktemp("built")
    source.mkdir()
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", ".*_cache"))
        elif (ROOT / name).exists():
            shutil.copy2(ROOT / name, source / name)
    done = _run("-m", "build", "--no-isolation", "--sdist", "--wheel", "--outdir", to, ".", cwd=source)
    assert done.returncode == 0, done.stdout[-1500:] + done.stderr[-1500:]
    return to


def test_the_wheel_carries_the_program_and_the_database(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    assert wheel.name == f"trilat-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        assert archive.read("trilatcli/trilat.db") == SHIPPED.read_bytes()
        assert {"trilatcli/cli/app.py", "trilatcli/store/schema.sql", "trilatcli/__main__.py"} <= names
        assert not [n for n in names if n.startswith(("tests", "data", "tools")) or "__pycache__" in n]
        metadata = archive.read(f"trilat-{__version__}.dist-info/METADATA").decode()
        assert f"Version: {__version__}" in metadata
        assert [n for n in names if "licenses/" in n]
        assert "trilat = trilatcli." in archive.read(f"trilat-{__version__}.dist-info/entry_points.txt").decode()


def test_the_source_archive_carries_records_tests_and_the_database(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"data/trilat.db", "data/records/release.yaml", "tests/conftest.py", "docs/json.md", "pyproject.toml", "README.md", "LICENSE"}
    assert wanted <= names
    assert not [n for n in names if "__pycache__" in n or n.startswith((".venv", ".git/"))]


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone into a folder."""
    folder = tmp_path_factory.mktemp("installed")
    (wheel,) = built.glob("*.whl")
    done = _run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", folder, wheel, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_installed_program_reads_its_own_database_where_nothing_can_be_written(installed: Path, tmp_path: Path) -> None:
    folders = [installed, *(p for p in installed.rglob("*") if p.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    elsewhere = tmp_path / "read-only"
    elsewhere.mkdir(mode=0o555)
    try:
        before = sorted(installed.rglob("*"))
        done = _run("-B", "-m", "trilatcli", "about", "--json", cwd=elsewhere, PYTHONPATH=str(installed))
        assert done.returncode == 0, done.stderr
        record = json.loads(done.stdout)["results"][0]
        assert Path(record["database"]) == installed / "trilatcli" / "trilat.db"
        assert record["program"] == __version__
        assert record["counts"]["event"] > 400
        found = _run("-B", "-m", "trilatcli", "search", "cybersecurty", "--json", cwd=elsewhere, PYTHONPATH=str(installed))
        assert json.loads(found.stdout)["results"][0]["id"] == "cybersecurity"
        assert sorted(installed.rglob("*")) == before
    finally:
        for folder in folders:
            folder.chmod(0o755)


def test_the_installed_script_is_the_program(installed: Path, tmp_path: Path) -> None:
    done = _run(installed / "bin" / "trilat", "--version", cwd=tmp_path, PYTHONPATH=str(installed))
    assert done.stdout == f"trilat {__version__}\n"


def test_the_changelog_speaks_of_this_version() -> None:
    assert __version__ in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_program_runs_out_of_a_zip_file(installed: Path, tmp_path: Path) -> None:
    """The wheel itself is such a file; only what is compiled must be installed beside it."""
    zipped = shutil.make_archive(str(tmp_path / "zipped"), "zip", installed, "trilatcli")
    done = _run("-m", "trilatcli", "about", "--json", cwd=tmp_path, PYTHONPATH=zipped, TMPDIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["results"][0]["database"].startswith(str(tmp_path))
    assert _run("-m", "trilatcli", "sql", "--schema", cwd=tmp_path, PYTHONPATH=zipped).stdout.startswith("-- The database")
