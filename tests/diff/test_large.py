"""A comparison of so many norms that cases are decided by parts: one violation for the whole text, so that no part is small by itself."""

from rulec.build.diffing import diff_files
from rulec.diff import DiffOptions

HEAD = "商家经营管理规则\n本规则于2024年1月1日生效。\n本规则所称违规经营,是指商家不按规定经营的行为。\n"
ARTICLES = 450


def text(changed: dict[int, str]) -> str:
    return HEAD + "".join(f"第{n}条 商家迟延{n}项服务的，支付违约金{changed.get(n, str(n * 10))}元。\n" for n in range(1, ARTICLES + 1))


def test_one_changed_sum_in_a_large_text_is_one_change_with_a_case() -> None:
    report = diff_files(text({}).encode(), "old.txt", text({200: "9000"}).encode(), "new.txt", options=DiffOptions(replay=False))
    weighty = [change for change in report.changes if change.level != "EDIT"]
    assert {change.code: dict(change.direction) for change in weighty} == {"D403": {"商家": "stricter"}, "D810": {"商家": "neutral"}}  # same date
    assert next(change for change in weighty if change.code == "D403").witnesses, "a case that both versions decide otherwise"
