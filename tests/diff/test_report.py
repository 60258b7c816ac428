"""What a report says beyond its changes: silence about nothing, drift, large texts, the published shape, stable digits."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from rulec.build.diffing import diff_compilations, diff_files, diff_inputs, diff_json, replayed
from rulec.build.pipeline import compile_announcement
from rulec.diff import DiffOptions, compare
from rulec.diff.model import Report
from rulec.diff.slices import LARGE

HEAD = "青枫商城商家违规处理细则\n\n本细则适用于在青枫商城经营的商家。\n\n"
QUIET = DiffOptions(replay=False)


def compared(old: str, new: str, options: DiffOptions = QUIET) -> Report:
    return diff_files((HEAD + old).encode(), "old.txt", (HEAD + new).encode(), "new.txt", options=options)


def codes(report: Report) -> list[str]:
    return [c.code for c in report.changes if c.level != "EDIT"]


def test_what_is_not_understood_is_never_no_change() -> None:
    report = compared("商家伪造检测报告的，支付违约金5000元。", "商家伪造检测报告的，支付违约金（最高不超过当月货款的三成）。")
    assert report.verdict == "incomplete" and report.reasons == ("not_understood:partial",)
    assert [(gap.side, gap.reason) for gap in report.not_understood] == [("new", "partial")]


def test_what_was_not_understood_before_and_reads_the_same_is_no_gap() -> None:
    odd = "商家伪造检测报告的，支付违约金（最高不超过当月货款的三成）。"
    report = compared(odd + "\n\n商家隐瞒瑕疵的，扣4分。", odd + "\n\n商家隐瞒瑕疵的，扣6分。")
    assert report.verdict == "pass" and codes(report) == ["D401"]


def test_digits_do_not_hang_on_lines_or_wording_elsewhere() -> None:
    plain = compared("商家隐瞒瑕疵的，扣4分。", "商家隐瞒瑕疵的，扣6分。")
    moved = compared("为了维护秩序，制定本细则。\n\n商家隐瞒瑕疵的，扣4分。", "为了维护交易秩序，制定本细则。\n\n\n\n商家隐瞒瑕疵的，扣6分。")
    key = {c.fingerprint for c in plain.changes if c.code == "D401"}
    assert key == {c.fingerprint for c in moved.changes if c.code == "D401"} and all(len(one) == 12 for one in key)


def test_digits_tell_changes_apart() -> None:
    report = compared("商家隐瞒瑕疵的，扣4分，限制上新3天。\n\n商家盗用图片的，扣4分。", "商家隐瞒瑕疵的，扣6分，限制上新7天。\n\n商家盗用图片的，扣6分。")
    digits = [c.fingerprint for c in report.changes]
    assert sorted(codes(report)) == ["D401", "D401", "D412"] and len(set(digits)) == len(digits)


def test_one_text_read_by_two_compilers_is_drift() -> None:
    text = (HEAD + "商家隐瞒瑕疵的，扣4分。").encode()
    one = diff_inputs(compile_announcement(text, "a.txt"))
    norm = one.rule_set.norms[0]
    other = replace(one, rule_set=replace(one.rule_set, norms=(replace(norm, modality="may"),)))
    report = compare(one, other, options=QUIET)
    assert report.changes[0].code == "D011"
    assert all(c.caused_by == report.changes[0].fingerprint for c in report.changes[1:])


def test_a_module_that_decides_otherwise_takes_the_proof() -> None:
    old, new = ((HEAD + text).encode() for text in ("商家隐瞒瑕疵的，扣4分。", "商家隐瞒瑕疵的，扣6分。"))
    sides = [diff_inputs(compile_announcement(text, "a.txt")) for text in (old, new)]
    report = compare(sides[0], sides[1], options=QUIET)
    broken = replayed(report, replace(sides[0], replay=sides[1].replay), sides[1])
    assert broken.verdict == "incomplete" and broken.reasons == ("not_replayed",)
    assert [c.proof for c in broken.changes if c.code == "D401"] == ["not_provable"]


def test_the_published_shape() -> None:
    report = compared("商家隐瞒瑕疵的，扣4分。", "商家隐瞒瑕疵的，扣6分。")
    written = json.loads(json.dumps(diff_json(report), ensure_ascii=False))
    assert written["schema"] == "rulec.diff/1" and written["compared"] == {"old": 1, "new": 1, "not_understood": 0}
    change = written["changes"][0]
    assert (change["code"], change["slug"], change["level"], change["gate"]) == ("D401", "points-increased", "ERR", "passes")
    assert change["before"] == {"type": "fixed", "value": "4", "unit": "point", "per": None}
    assert change["direction"] == {"商家": "stricter"} and change["proof"] == "exact"
    witness = change["witnesses"][0]
    assert witness["old"]["schema"] == witness["new"]["schema"] == "rulec.decision/1"
    assert witness["old"]["measures"][0]["amount"]["value"] == "4" and witness["new"]["measures"][0]["amount"]["value"] == "6"


def test_a_large_pair_is_compared_by_the_part_in_question() -> None:
    clauses = [f"第{at}条 商家隐瞒第{at}种瑕疵的，扣{4 + at % 5}分。" for at in range(1, LARGE + 20)]
    report = compared("\n\n".join(clauses), "\n\n".join([*clauses[:200], clauses[200].replace("扣", "扣1"), *clauses[201:]]))
    assert [(c.code, c.proof) for c in report.changes if c.level != "EDIT"] == [("D401", "exact")]


@pytest.mark.parametrize(("before", "after"), [("可以", "应当"), ("有权", "将")])
def test_may_to_must_is_stricter_with_the_same_measure(before: str, after: str) -> None:
    report = compared(f"商家隐瞒瑕疵的，平台{before}下架违规商品。", f"商家隐瞒瑕疵的，平台{after}下架违规商品。")
    assert [(c.code, dict(c.direction)) for c in report.changes if c.level != "EDIT"] == [("D419", {"商家": "stricter"})]


def test_consumers_stand_on_the_other_side_of_a_payment() -> None:
    report = compared("商家拖延发货的，赔付消费者10元。", "商家拖延发货的，赔付消费者5元。")
    change = next(c for c in report.changes if c.code == "D404")
    assert change.direction["消费者"] == "stricter" and "looser" in change.direction.values()


def test_the_folder_of_pairs_is_described() -> None:
    assert (Path(__file__).parents[2] / "corpus" / "pairs" / "README.md").is_file()


def test_two_reports_of_one_pair_are_equal() -> None:
    texts = [(HEAD + text).encode() for text in ("商家隐瞒瑕疵的，扣4分。", "商家隐瞒瑕疵的，扣6分。")]
    reports = [diff_compilations(*(compile_announcement(text, "a.txt") for text in texts), options=QUIET) for _ in range(2)]
    assert reports[0] == reports[1]
