"""Days of a reset that no year has: said (S110) and not used; the replay goes on without a reset, and never fails."""

import pytest

from rulec.build.pipeline import compile_announcement
from rulec.ir.interpret import Interpreter
from rulec.runtime.timeline import read_events

TEXT = "清凉小店积分规则\n\n违规积分于每年{day}清零。\n\n累计扣分满12分的，限制参加营销活动7天。\n"
EVENTS = [{"at": "2023-06-01T10:00:00", "points": "5"}, {"at": "2025-06-01T10:00:00", "points": "5"}]


@pytest.mark.parametrize("day", ["48月31日", "2月29日", "4月31日", "13月1日"])
def test_an_impossible_day_is_said_and_not_used(day: str) -> None:
    compilation = compile_announcement(TEXT.format(day=day).encode(), "a.txt")
    assert "S110" in {one.code for one in compilation.diagnostics}
    assert [account.reset for account in compilation.rule_set.accounts] == [None]
    entries = Interpreter(compilation.rule_set).replay(read_events(EVENTS)).to_json()["entries"]
    assert [entry["total"] for entry in entries] == ["5", "10"]


@pytest.mark.parametrize("day", ["12月31日24时", "6月30日", "2月28日"])
def test_a_day_of_every_year_clears(day: str) -> None:
    compilation = compile_announcement(TEXT.format(day=day).encode(), "a.txt")
    assert "S110" not in {one.code for one in compilation.diagnostics}
    entries = Interpreter(compilation.rule_set).replay(read_events(EVENTS)).to_json()["entries"]
    assert [entry["total"] for entry in entries] == ["5", "5"]
