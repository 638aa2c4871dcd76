"""The options that commands share, each defined once, and what a command makes of them.

A command takes ``filters: Filters`` or ``output: Output`` as one keyword argument; :func:`shared` unfolds it into the options.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from trilatcli.errors import PipeClosed
from trilatcli.query import Asked

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")
COLORS = ("auto", "always", "never")


class Output(NamedTuple):
    """How the answer is to be written."""

    format: str = "table"
    fields: tuple[str, ...] = ()
    color: str = "auto"
    pager: bool = True
    db: Path | None = None
    exit_status: bool = False


def _complete(kind: str) -> Callable[[str], list[tuple[str, str]]] | None:
    """Complete the ids of a kind; nothing is set up unless a shell asks for completion."""
    if "_TRILAT_COMPLETE" not in os.environ:
        return None

    def complete(incomplete: str) -> list[tuple[str, str]]:
        from trilatcli.cli.complete import ids

        return ids(kind, incomplete)

    return complete


def _choice(values: tuple[str, ...]) -> Callable[[str], list[str]] | None:
    return None if "_TRILAT_COMPLETE" not in os.environ else lambda incomplete: [v for v in values if v.startswith(incomplete)]


def _many(*names: str, help: str, kind: str) -> Any:
    return Annotated[
        list[str] | None, typer.Option(*names, help=help, metavar="NAME", autocompletion=_complete(kind), rich_help_panel="Filters")
    ]


def _filter(*names: str, help: str, metavar: str) -> Any:
    return Annotated[str | None, typer.Option(*names, help=help, metavar=metavar, rich_help_panel="Filters")]


_FILTERS: list[tuple[str, Any, Any]] = [
    ("topic", _many("--topic", help="Only what carries this topic, or one below it.", kind="topic"), None),
    ("official", _many("--official", help="Only what this official took part in or is named in.", kind="official"), None),
    (
        "country",
        _many("--country", help="US, JP, KR or a usual name: where an event was held, whose official, whose point.", kind="country"),
        None,
    ),
    ("level", _many("--level", help="Only this level: leader, foreign-minister, envoy ...", kind="level"), None),
    ("series", _many("--series", help="Only this recurring meeting.", kind="series"), None),
    ("kind", _many("--kind", help="Only this kind of record: event, document, official, topic, point ...", kind="kind"), None),
    ("place", _many("--place", help="Only this city; also virtual, phone.", kind="place"), None),
    ("since", _filter("--since", help="On or after this date (2016, 2016-09, Sept 18 2016 ...).", metavar="DATE"), None),
    ("until", _filter("--until", help="On or before this date; all of a year or month.", metavar="DATE"), None),
]
_OUTPUT: list[tuple[str, Any, Any]] = [
    (
        "format",
        Annotated[
            str,
            typer.Option(
                "--format",
                "-f",
                help="table, json, jsonl, csv, tsv or md.",
                metavar="FORMAT",
                autocompletion=_choice(FORMATS),
                rich_help_panel="Output",
            ),
        ],
        "table",
    ),
    ("json", Annotated[bool, typer.Option("--json", help="Short for --format json.", rich_help_panel="Output")], False),
    (
        "fields",
        Annotated[
            str | None,
            typer.Option(
                "--fields",
                help="Only these fields, separated by commas; place.city reaches inside.",
                metavar="A,B,C",
                rich_help_panel="Output",
            ),
        ],
        None,
    ),
    (
        "color",
        Annotated[
            str,
            typer.Option(
                "--color", help="auto, always or never.", metavar="WHEN", autocompletion=_choice(COLORS), rich_help_panel="Output"
            ),
        ],
        "auto",
    ),
    ("no_pager", Annotated[bool, typer.Option("--no-pager", help="Never start a pager.", rich_help_panel="Output")], False),
    (
        "exit_status",
        Annotated[bool, typer.Option("--exit-status", "-e", help="Exit 1 when nothing is found.", rich_help_panel="Output")],
        False,
    ),
    (
        "db",
        Annotated[
            Path | None,
            typer.Option("--db", help="Read this database instead of the bundled one.", metavar="PATH", rich_help_panel="Output"),
        ],
        None,
    ),
]
SORT = Annotated[
    str | None,
    typer.Option(
        "--sort", help="Order a list by this field (name, -events, place.city ...); - reverses.", metavar="FIELD", rich_help_panel="Filters"
    ),
]
LIMIT = Annotated[
    int | None, typer.Option("--limit", "-n", min=0, help="Show at most so many; 0 means all.", metavar="N", rich_help_panel="Filters")
]


def _asked(values: dict[str, Any]) -> Asked:
    """Take the filters out of the values of a call."""
    named = {name: values.pop(name) for name in Asked._fields}
    return Asked(**{name: value if name in ("since", "until") else tuple(value or ()) for name, value in named.items()})  # type: ignore[arg-type]


def _output(values: dict[str, Any]) -> Output:
    format, json = values.pop("format"), values.pop("json")
    color, fields = values.pop("color"), values.pop("fields")
    for value, known, name in ((format, FORMATS, "--format"), (color, COLORS, "--color")):
        if value not in known:
            raise typer.BadParameter(f"{value!r} is none of: {', '.join(known)}", param_hint=name)
    chosen = tuple(f.strip() for f in fields.split(",") if f.strip()) if fields is not None else ()
    if fields is not None and not chosen:
        raise typer.BadParameter("no field is named", param_hint="--fields")
    return Output("json" if json else format, chosen, color, not values.pop("no_pager"), values.pop("db"), values.pop("exit_status"))


def shared(command: Callable[..., Any]) -> Callable[..., Any]:
    """Unfold the arguments ``filters`` and ``output`` of a command into the shared options."""
    signature = inspect.signature(command, eval_str=True)
    wants_filters = "filters" in signature.parameters

    def unfolded(**values: Any) -> Any:
        output = _output(values)
        if wants_filters:
            values["filters"] = _asked(values)
        try:
            return command(**values, output=output)
        except BrokenPipeError:
            raise PipeClosed from None

    parameters = [p for name, p in signature.parameters.items() if name not in ("filters", "output")]
    added = [*(_FILTERS if wants_filters else []), *_OUTPUT]
    parameters += [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, annotation, default in added
    ]
    unfolded.__signature__ = signature.replace(parameters=[p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters])  # type: ignore[attr-defined]
    unfolded.__name__, unfolded.__doc__ = command.__name__, command.__doc__
    return unfolded
