"""Make the parts of the documentation that come from the program itself: command reference, schema, JSON Schemas, pictures.

python tools/make_docs.py            write them
python tools/make_docs.py --check    exit 1 where a written one is not what the program says
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(Path(__file__).resolve().parent))

import schemas  # noqa: E402  (beside this file)
from rich.console import Console  # noqa: E402
from typer.main import get_command  # noqa: E402

from trilatcli import cards, views  # noqa: E402
from trilatcli.cli.app import COMMANDS, build  # noqa: E402
from trilatcli.lookup import get  # noqa: E402
from trilatcli.render.terminal import Writer  # noqa: E402
from trilatcli.search import Search  # noqa: E402
from trilatcli.store.database import open_database, schema_text  # noqa: E402
from trilatcli.store.queries import Filters, Store  # noqa: E402


def commands() -> str:
    """Write the command reference from the commands' own help."""
    group: Any = get_command(build())
    parts = ["# Commands\n\nWritten by `tools/make_docs.py` from the program; do not edit.\n"]
    parts.append("The output, exit codes and JSON that scripts may rely on are in [json.md](json.md).\n")
    for name in COMMANDS:
        command = group.commands[name]
        for path, item in (
            [(name, command)] if not hasattr(command, "commands") else [(f"{name} {sub}", c) for sub, c in command.commands.items()]
        ):
            parts.append(_command(path, item))
    return "\n".join(parts)


def _command(path: str, command: Any) -> str:
    text, _, example = (command.help or "").partition("Example:")
    lines = [f"## trilat {path}", "", " ".join(text.split()), "", f"    {' '.join(example.split())}", ""]
    rows = []
    for parameter in command.params:
        if getattr(parameter, "hidden", False) or parameter.name == "help":
            continue
        names = (
            ", ".join(f"`{n}`" for n in [*parameter.opts, *parameter.secondary_opts])
            if parameter.param_type_name == "option"
            else f"`{parameter.metavar}`"
        )
        metavar = f" {parameter.metavar}" if parameter.param_type_name == "option" and parameter.metavar and not parameter.is_flag else ""
        rows.append(f"| {names}{metavar} | {(parameter.help or '').replace('|', '/')} |")
    return "\n".join([*lines, "| argument or option | what it does |", "| --- | --- |", *rows, ""])


def schema() -> str:
    """Write the database schema with its comments."""
    tables = re.findall(r"((?:^-- .*\n)+)CREATE (?:VIRTUAL )?TABLE (\w+)", schema_text(), re.M)
    listed = "\n".join(
        f"| `{name}` | {' '.join(line.removeprefix('--').strip() for line in comment.splitlines())} |" for comment, name in tables
    )
    return (
        "# The database\n\nWritten by `tools/make_docs.py` from `src/trilatcli/store/schema.sql`; do not edit. "
        'Read it with `trilat sql "SELECT ..."`, with `sqlite3 "file:data/trilat.db?mode=ro"`, or with any SQLite library (3.37 or later).\n\n'
        f"| table | what it holds |\n| --- | --- |\n{listed}\n\n```sql\n{schema_text().rstrip()}\n```\n"
    )


def picture(page: Any, title: str, width: int = 100) -> str:
    """Draw a page as SVG, as a terminal of a given width shows it."""
    console = Console(
        record=True,
        width=width,
        file=io.StringIO(),
        force_terminal=True,
        color_system="standard",
        highlight=False,
        markup=False,
        emoji=False,
    )
    Writer(console, terminal=True).page(page)
    return console.export_svg(title=title, unique_id="trilat")


def pictures() -> dict[str, str]:
    """Draw what the README shows, from the shipped database."""
    store = Store(open_database(ROOT / "data" / "trilat.db"))
    outcome = Search(store).run("cybersecurity", Filters(), limit=4)
    events = store.listing("event", Filters(period=_period("2016-09")), order="day")
    topic = cards.topic_card(store, get(store, "topic", "women's empowerment").records[0], Filters(), whole=False)
    pages = {
        "search": (
            views.search(outcome.hits, searched=outcome.searched, total=outcome.total, explain=False),
            'trilat search "cybersecurity" --limit 4',
        ),
        "timeline": (views.timeline(events, "Timeline 2016-09"), "trilat timeline 2016-09"),
        "topic": (views.topic(topic)[:14], 'trilat topic "women\'s empowerment"'),
    }
    store.connection.close()
    return {f"docs/img/{name}.svg": picture(page, title) for name, (page, title) in pages.items()}


def _period(text: str) -> Any:
    from trilatcli.dates import parse_period

    return parse_period(text)


def everything() -> dict[str, str]:
    """Give every made file by its path."""
    made = {"docs/commands.md": commands(), "docs/schema.md": schema()}
    made |= {
        f"docs/schema/{name}.json": json.dumps(value, indent=2, ensure_ascii=False) + "\n" for name, value in schemas.all_schemas().items()
    }
    return made | pictures()


def main() -> int:
    """Write the files, or tell which are out of date."""
    stale = []
    for name, text in everything().items():
        path = ROOT / name
        if "--check" in sys.argv[1:]:
            with contextlib.suppress(OSError):
                if path.read_text(encoding="utf-8") == text:
                    continue
            stale.append(name)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{name} is not what the program says; run: python tools/make_docs.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
