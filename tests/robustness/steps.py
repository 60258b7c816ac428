"""Work counted instead of timed: how many lines of the compiler a compilation runs through. Same input, same number, on any machine."""

import sys
from types import FrameType
from typing import Any

from rulec.build.pipeline import compile_announcement


def steps(text: str) -> int:
    """Lines executed in the compiler's own files (each turn of a comprehension counts) while `text` is compiled."""
    counted = 0

    def inside(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal counted
        counted += event == "line"
        return inside

    def entered(frame: FrameType, event: str, argument: Any) -> Any:
        return inside if "/rulec/" in frame.f_code.co_filename else None

    data = text.encode("utf-8")
    before = sys.gettrace()
    sys.settrace(entered)
    try:
        compile_announcement(data, "counted.txt")
    finally:
        sys.settrace(before)
    return counted
