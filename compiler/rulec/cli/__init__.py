"""Turns a command line into one of the compiler's answers and an exit status.

0 fine, 1 findings at the gate, 2 wrong use or unreadable input, 3 a defect of rulec.
"""

from rulec.cli.app import main, run

__all__ = ["main", "run"]
