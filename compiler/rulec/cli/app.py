"""The command `rulec`: its commands, and the one place where a failure becomes an exit status."""

import io
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from rulec import __version__
from rulec.cli.output import say_error
from rulec.diagnostics import UserError

OK, FINDINGS, WRONG_USE, DEFECT = 0, 1, 2, 3

# Command → the module of this room and the function in it. Only what is asked for is imported: each command starts without the others.
COMMANDS = {
    "init": ("init", "init"),
    "build": ("build", "build"),
    "watch": ("watch", "watch"),
    "check": ("check", "check"),
    "analyse": ("analyse", "analyse"),
    "diff": ("diff", "diff"),
    "changed": ("changed", "changed"),
    "history": ("history", "history"),
    "git-diff-driver": ("git", "git_diff_driver"),
    "textconv": ("git", "textconv"),
    "inspect": ("inspect", "inspect"),
    "consolidate": ("consolidate", "consolidate"),
    "eval": ("eval", "evaluate"),
    "replay": ("replay", "replay"),
    "report": ("report", "report"),
    "test": ("scenarios", "test"),
    "schema": ("schema", "schema"),
    "versions": ("versions", "versions"),
    "facts": ("facts", "facts"),
    "explain": ("explain", "explain"),
    "suggest-terms": ("terms", "terms"),
}


def application(arguments: Sequence[str]) -> typer.Typer:
    """The command line with the command that `arguments` name; with all of them where they name none."""
    app = typer.Typer(name="rulec", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.callback()(_options)
    named = next((word for word in arguments if not word.startswith("-")), "")
    for command in (named,) if named in COMMANDS else COMMANDS:
        module, function = COMMANDS[command]
        app.command(command)(getattr(import_module(f"rulec.cli.{module}"), function))
    return app


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"rulec {__version__}\n")
        raise typer.Exit()


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
    words = [a for a in arguments if a != "--debug"]
    try:
        application(words)(words, prog_name="rulec")
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
