"""The command `rulec`: its commands, and the one place where a failure becomes an exit status."""

import io
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer

from rulec import __version__
from rulec.cli.analyse import analyse
from rulec.cli.build import build
from rulec.cli.changed import changed
from rulec.cli.check import check
from rulec.cli.consolidate import consolidate
from rulec.cli.diff import diff
from rulec.cli.eval import evaluate
from rulec.cli.explain import explain
from rulec.cli.facts import facts
from rulec.cli.git import git_diff_driver, textconv
from rulec.cli.history import history
from rulec.cli.init import init
from rulec.cli.inspect import inspect
from rulec.cli.output import say_error
from rulec.cli.replay import replay
from rulec.cli.report import report
from rulec.cli.scenarios import test
from rulec.cli.schema import schema
from rulec.cli.terms import terms
from rulec.cli.versions import versions
from rulec.cli.watch import watch
from rulec.diagnostics import UserError

OK, FINDINGS, WRONG_USE, DEFECT = 0, 1, 2, 3

app = typer.Typer(
    name="rulec",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("init")(init)
app.command("build")(build)
app.command("watch")(watch)
app.command("check")(check)
app.command("analyse")(analyse)
app.command("diff")(diff)
app.command("changed")(changed)
app.command("history")(history)
app.command("git-diff-driver")(git_diff_driver)
app.command("textconv")(textconv)
app.command("inspect")(inspect)
app.command("consolidate")(consolidate)
app.command("eval")(evaluate)
app.command("replay")(replay)
app.command("report")(report)
app.command("test")(test)
app.command("schema")(schema)
app.command("versions")(versions)
app.command("facts")(facts)
app.command("explain")(explain)
app.command("suggest-terms")(terms)


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"rulec {__version__}\n")
        raise typer.Exit()


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an internal error (anywhere on the command line).")] = False,
) -> None:
    """Chinese rule announcements in, executable rules out.

    Exit status: 0 fine, 1 findings at the gate, 2 wrong use or unreadable input, 3 a defect of rulec.
    """


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns the exit status and never raises for bad input."""
    debug = "--debug" in arguments
    try:
        app([a for a in arguments if a != "--debug"], prog_name="rulec")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else WRONG_USE
    except UserError as error:
        say_error(error)
        return WRONG_USE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:
        if debug:
            traceback.print_exc()
        say_error(UserError("B900", kind=f"{type(error).__name__}: {error}"))
        return DEFECT
    return OK


def main() -> None:
    """Entry point of the installed command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    sys.exit(run(sys.argv[1:]))
