"""The program: one way in, one error boundary.

Only the command that was called is built; with twelve of them Typer would spend half of the start-up on the other eleven.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from trilatcli import __version__
from trilatcli.errors import INTERRUPTED, NAMED_THING, USAGE, PipeClosed, RecordsInvalid, TrilatError

LOOK, MAINTAIN = "trilatcli.cli.look", "trilatcli.cli.maintain"
COMMANDS = {
    "search": LOOK,
    "timeline": LOOK,
    "official": LOOK,
    "topic": LOOK,
    "event": LOOK,
    "document": LOOK,
    "series": LOOK,
    "instrument": LOOK,
    "organization": LOOK,
    "about": MAINTAIN,
    "sql": MAINTAIN,
    "data": MAINTAIN,
}


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"trilat {__version__}\n")
        raise typer.Exit()


def build(names: Sequence[str] = tuple(COMMANDS)) -> typer.Typer:
    """Build the Typer app with some of the commands."""
    completion = len(names) == len(COMMANDS) or "_TRILAT_COMPLETE" in os.environ
    app = typer.Typer(
        name="trilat",
        add_completion=completion,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def trilat(
        context: typer.Context,
        version: Annotated[bool, typer.Option("--version", "-V", help="Print the version.", callback=_version, is_eager=True)] = False,
    ) -> int:
        """The reference to U.S.-Japan-Republic of Korea trilateral diplomacy, sourced and offline.

        Example: trilat search "cybersecurity"
        """
        if context.invoked_subcommand is None:
            return _welcome()
        return 0

    from trilatcli.cli.options import shared

    for name in names:
        command = getattr(import_module(COMMANDS[name]), name)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(shared(command))
    return app


def _welcome() -> int:
    from trilatcli import views
    from trilatcli.cli.answer import reading
    from trilatcli.cli.options import Output
    from trilatcli.render import terminal

    with reading(Output()) as store:
        terminal.write(views.welcome(store.meta(), store.counts(), *store.span()), sys.stdout, color="auto", pager=False)
    return 0


def _needed(argv: Sequence[str]) -> Sequence[str]:
    """Tell which commands a call or a completion needs."""
    if "_TRILAT_COMPLETE" in os.environ:
        typed = os.environ.get("COMP_WORDS", os.environ.get("_TYPER_COMPLETE_ARGS", "")).split()
        return (typed[1],) if len(typed) > 2 and typed[1] in COMMANDS else tuple(COMMANDS)
    if not argv or argv[0] in ("--version", "-V"):
        return ()
    return (argv[0],) if argv[0] in COMMANDS else tuple(COMMANDS)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code. Everything a user can cause ends here as one line."""
    # What is no text in the call (bytes that are not UTF-8) is read as question marks.
    argv = [a.encode("utf-8", "replace").decode() for a in (sys.argv[1:] if argv is None else argv)]
    sys.stdout, sys.stderr = sys.stdout or open(os.devnull, "w"), sys.stderr or open(os.devnull, "w")  # noqa: SIM115 (open until the end)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace" if (stream.encoding or "").lower().replace("-", "") != "utf8" else "backslashreplace")
    try:
        code = _run(argv)
        sys.stdout.flush()
        return code
    except (BrokenPipeError, PipeClosed):
        # The reader of the pipe has gone: not an error. Keep the interpreter's own flush at exit quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as fault:
        sys.stderr.write(f"trilat: cannot write the answer: {fault.strerror or fault}\n")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NAMED_THING
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(argv: list[str]) -> int:
    try:
        result: Any = typer.main.get_command(build(_needed(argv)))(args=argv, prog_name="trilat", standalone_mode=False)
        return int(result or 0)
    except TrilatError as fault:
        return _tell(fault)
    except Exception as fault:
        if (line := _usage_line(fault)) is None:
            raise
        sys.stderr.write(line + "\n")
        return USAGE


def _usage_line(fault: Exception) -> str | None:
    """Turn what the option parser refuses into one line; None for anything else."""
    message = getattr(fault, "format_message", None)
    if message is None or not hasattr(fault, "exit_code"):
        return None
    from trilatcli.text import printable

    context = getattr(fault, "ctx", None)
    where = context.command_path if context else "trilat"
    return printable(f"trilat: {message()} See: {where} --help")


def _tell(fault: TrilatError) -> int:
    from trilatcli.text import printable

    if isinstance(fault, RecordsInvalid):
        sys.stderr.writelines(f"{printable(str(problem))}\n" for problem in fault.problems)
    sys.stderr.write(printable(f"trilat: {fault}") + "\n")
    if fault.hint:
        sys.stderr.write(printable(fault.hint) + "\n")
    return fault.code
