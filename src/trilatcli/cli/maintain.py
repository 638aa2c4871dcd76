"""Commands about the program and the data: about, sql, and the maintainers' ``data`` group."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from trilatcli import __version__
from trilatcli.cli.answer import answer, command_query, reading, say
from trilatcli.cli.options import Output
from trilatcli.errors import RECORDS, RecordsInvalid, UsageFault

RECORDS_OPTION = Annotated[Path, typer.Option("--records", help="The folder of the records.", metavar="FOLDER")]
HERE = Path("data/records")


def about(*, output: Output) -> int:
    """Show versions, coverage by level and year, sources, licence, how to cite.

    Example: trilat about --json
    """
    with reading(output) as store:
        from trilatcli import cards
        from trilatcli.store.database import bundled_path

        store.path = output.db or bundled_path()
        record = cards.about(store, __version__)

        def page() -> Any:
            from trilatcli import views

            return views.about(record)

        return answer(
            store,
            output,
            "about",
            {},
            [record],
            page,
            columns=("title", "program", "data_version", "as_of", "first", "latest", "counts", "database"),
        )


def sql(
    statement: Annotated[list[str] | None, typer.Argument(help="One SELECT.", metavar='"SELECT ..."', show_default=False)] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the documented schema.")] = False,
    *,
    output: Output,
) -> int:
    """Run read-only SQL over the database.

    Example: trilat sql "SELECT level, count(*) FROM events GROUP BY level"
    """
    from trilatcli.store.database import schema_text

    if schema:
        sys.stdout.write(schema_text())
        return 0
    text = " ".join(statement or [])
    if not text.strip():
        raise UsageFault("no statement is given", "trilat sql --schema shows the tables")
    with reading(output) as store:
        meta = store.meta()
        columns, rows = store.select(text)
        store.meta = lambda: meta  # type: ignore[method-assign]
        names = [name if columns.index(name) == n else f"{name}_{n + 1}" for n, name in enumerate(columns)]
        records = [dict(zip(names, (v.hex() if isinstance(v, bytes) else v for v in row), strict=True)) for row in rows]

        def page() -> Any:
            from trilatcli import views

            return views.table(names, rows)

        return answer(store, output, "sql", command_query(statement=text), records, page, columns=names, fields=names)


data = typer.Typer(help="For maintainers: check the records, build the database.", no_args_is_help=False, rich_markup_mode=None)


def _checked(folder: Path) -> Any:
    """Load and check the records of a folder; raises UsageFault where there is none, RecordsInvalid with every fault."""
    from trilatcli.curate.checks import check
    from trilatcli.curate.load import load

    if not folder.is_dir():
        raise UsageFault(f"there is no folder {folder}", "run this beside data/records, or name the folder with --records")
    loaded = load(folder)
    problems = check(loaded)
    if problems:
        raise RecordsInvalid([p._replace(path=(folder / p.path).as_posix()) for p in problems])
    return loaded


@data.command("check")
def data_check(records: RECORDS_OPTION = HERE) -> int:
    """Validate the records: every fault at once, as path:line: message [rule].

    Example: trilat data check
    """
    loaded = _checked(records)
    counts = {
        kind: len(getattr(loaded.records, kind))
        for kind in ("event", "document", "official", "topic", "series", "instrument", "organization")
    }
    sys.stdout.write("no problems in " + ", ".join(f"{n} of kind {kind}" for kind, n in counts.items()) + "\n")
    return 0


@data.command("build")
def data_build(
    records: RECORDS_OPTION = HERE,
    to: Annotated[Path, typer.Option("--to", help="Where to write the database.", metavar="PATH")] = Path("data/trilat.db"),
) -> int:
    """Validate the records and write the database, replacing the old one in one step.

    Example: trilat data build
    """
    loaded = _checked(records)
    from trilatcli.curate.rows import build_rows
    from trilatcli.store.build import write

    digest = write(to, build_rows(loaded.records))
    sys.stdout.write(f"{digest}  {to}\n")
    return 0


@data.command("diff")
def data_diff(
    records: RECORDS_OPTION = HERE,
    db: Annotated[Path, typer.Option("--db", help="The database to compare.", metavar="PATH")] = Path("data/trilat.db"),
) -> int:
    """Compare the database with what the records build; exit 4 where they differ.

    Example: trilat data diff
    """
    import tempfile

    from trilatcli.curate.rows import build_rows
    from trilatcli.store.build import write
    from trilatcli.store.compare import differences

    loaded = _checked(records)
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "trilat.db"
        write(fresh, build_rows(loaded.records))
        found = differences(db, fresh)
    for line in found:
        say(line)
    if not found:
        sys.stdout.write(f"{db} holds what the records build\n")
    return RECORDS if found else 0


@data.command("new")
def data_new(
    kind: Annotated[str, typer.Argument(help="event, document, official ...", metavar="KIND")],
    id: Annotated[str, typer.Argument(help="The id of the new record.", metavar="ID")],
    records: RECORDS_OPTION = HERE,
) -> int:
    """Write a template of a record to fill in.

    Example: trilat data new event 2026-12-05-foreign-ministers-brussels
    """
    from trilatcli.curate.template import write_template

    path = write_template(records, kind, id)
    sys.stdout.write(f"{path}\n")
    say("fill it in by docs/coding-guide.md, then: trilat data check")
    return 0
