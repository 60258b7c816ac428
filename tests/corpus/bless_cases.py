"""Writes the `ast` and `diagnostics` fences of the cases as the compiler gives them now: python tests/corpus/bless_cases.py [part of a name].

Scenarios are never touched: people write outcomes. Look at what changed (`git diff corpus/cases`) before you keep it.
"""

import sys

from case_files import blessed, cases


def main(part: str) -> None:
    """Bless every case whose name contains `part`; say which files changed."""
    for case in cases():
        if part in case.name:
            words = blessed(case)
            if words != case.file.read_text(encoding="utf-8"):
                case.file.write_text(words, encoding="utf-8", newline="\n")
                sys.stdout.write(f"{case.name}\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
