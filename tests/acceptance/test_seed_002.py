"""002, entry into and control of the marketplace: every acceptance row on the real page."""

import re

import pytest
from expectations import Json, Seed, expect, seed

STAR = "购物体验星级"
ON = "2022-09-13"
NOT_SHOWN: Json = {"action": "block_display", "modality": "must"}


@pytest.fixture
def page() -> Seed:
    return seed("002")


def product(page: Seed, **changes: object) -> Json:
    """The decision on a product that meets all requirements (every judgement yes, all others no), with some answers changed."""
    everything: dict[str, object] = {f.label: entry(page, f.label) for f in page.rule_set.facts if f.type == "judgement"}
    everything["对象"] = "商品"
    everything[STAR] = "4"
    return page.decide({k: v for k, v in {**everything, **changes}.items() if v is not None}, as_of=ON)


def entry(page: Seed, label: str) -> bool:
    """Whether the fact is asked for by the requirements on goods and merchants (2.1.1)."""
    first, last = page.raw.index("2.1.1"), page.raw.index("2.1.2")
    fact = next(f for f in page.rule_set.facts if f.label == label)
    return any(first <= span.start < last for span in fact.spans)


def test_meets_the_entry_conditions_and_no_more(page: Seed) -> None:
    decision = product(page)
    expect(decision, verdict="applies", never=["block_display", "exclude"])
    granted = [m for m in decision["measures"] if m["action"] == "grant"]
    assert granted
    assert any("机会" in str(m.get("text")) + str(m.get("object")) for m in granted)


def test_star_just_below_fails_and_names_the_requirement(page: Seed) -> None:
    decision = product(page, **{STAR: "3.9"})
    expect(decision, verdict="applies", measures=[NOT_SHOWN], never=["grant"])
    failed = [t["quote"] for t in decision["trace"] if t["outcome"] == "false"]
    assert any("星级" in quote for quote in failed)


def test_one_no_among_the_requirements_fails_and_is_quoted(page: Seed) -> None:
    label = next(f.label for f in page.rule_set.facts if f.type == "judgement" and "商品类目正确" in f.label)
    decision = product(page, **{label: False})
    expect(decision, verdict="applies", measures=[NOT_SHOWN], never=["grant"])
    assert any("商品类目正确" in t["quote"] for t in decision["trace"] if t["outcome"] == "false")


def test_what_does_not_meet_the_conditions_is_not_shown(page: Seed) -> None:
    denied = [m for n in page.rule_set.norms for m in n.measures if "不予" in m.text and "展示" in m.text]
    assert denied
    assert all(m.modality in (None, "must") and m.action in ("block_display", "exclude") for m in denied)


def blocking(page: Seed, words: str) -> list[str]:
    """The modality of each 商城屏蔽 in the sentence that holds `words`."""
    norms = [n for n in page.rule_set.norms if words in page.quote(n.span)]
    return [m.modality or n.modality for n in norms for m in n.measures if m.action == "block_display" and "屏蔽" in m.text]


def test_blocking_may_follow_for_what_is_in_and_not_up_to_the_standard(page: Seed) -> None:
    assert set(blocking(page, "针对不符合商城准入标准")) == {"may"}
    meaning = next(d for d in page.rule_set.definitions if d.term == "商城屏蔽")
    assert "流量曝光" in meaning.text


def test_blocking_must_follow_when_the_publishing_rules_are_no_longer_met(page: Seed) -> None:
    assert set(blocking(page, "如不再满足快手商品发布要求")) == {"must"}


def test_content_needs_all_three_groups(page: Seed) -> None:
    first, last = page.raw.index("2.1.2"), page.raw.index("2.2 管控标准")
    spans = [s for f in page.rule_set.facts for s in f.spans if first <= s.start < last]
    heads = [page.raw.index(h, first) for h in ("带货达人要求", "内容(短视频/直播)要求", "封面质量要求")]
    assert heads == sorted(heads)
    for start, end in zip(heads, [*heads[1:], last], strict=True):
        assert any(start <= s.start < end for s in spans), "each group asks for facts of its own"
    admission = [n for n in page.rule_set.norms if n.kind == "admission" and first <= n.span.start < last]
    assert admission


@pytest.mark.parametrize(
    ("words", "kinds", "title"),
    [
        ("3.1 商户在快手商城经营", {"obligation"}, None),
        ("需遵守《快手小店达人宣传规范》", {"obligation"}, "短视频创作指南"),
        ("4.1 商户", {"obligation"}, "快手小店发货管理规则"),
        ("4.2 商户", {"obligation"}, "快手小店售后服务管理规则"),
        ("4.3 商户", {"obligation"}, "快手小店商家客户服务管理规则"),
        ("4.4 商户", {"obligation"}, None),
        ("4.5 商户", {"procedure", "precedence", "obligation"}, "快手小店交易纠纷处理规则"),
    ],
)
def test_duties_of_chapters_three_and_four(page: Seed, words: str, kinds: set[str], title: str | None) -> None:
    start = page.raw.index(words)
    end = page.raw.index("\n", start)
    assert {n.kind for n in page.rule_set.norms if start <= n.span.start < end or n.span.start <= start < n.span.end} & kinds
    titles = {r.title for r in page.rule_set.references if start <= r.span.start < end}
    assert title is None or any(title in t for t in titles)


def test_prohibitions(page: Seed) -> None:
    acts = [n.act.text if n.act else page.quote(n.span) for n in page.rule_set.norms if n.kind == "prohibition" or n.modality == "must_not"]
    assert any("国家禁止售卖的商品" in text for text in acts)


def test_names_of_services_are_no_measures(page: Seed) -> None:
    start = page.raw.index("4.4 商户")
    assert not [m for n in page.rule_set.norms for m in n.measures if start <= m.span.start < start + 80]


@pytest.mark.parametrize("words", ["如平台认定为以下需管控场景", "封面图如出现以下违规情形"])
def test_missing_lists_are_findings_at_their_places(page: Seed, words: str) -> None:
    start = page.raw.index(words)
    end = page.raw.index("\n", start)
    near = [d for d in page.compilation.diagnostics if d.span.start < end + 1 and start < d.span.end and d.span.end <= end + 1]
    assert near


def test_titles(page: Seed) -> None:
    titles = {r.title.strip("《》") for r in page.rule_set.references if r.kind != "provision"}
    written = set(re.findall(r"《([^》]+)》", page.raw[: page.raw.index("更多推荐")]))
    assert len(written) == 29
    assert titles | {"快手商城管理规范"} == written
    assert "快手商城管理规范" in page.rule_set.document.title


@pytest.mark.parametrize(
    "pair", [("快手小店带货达人宣传规范", "快手小店达人宣传规范"), ("电商短视频创作指南", "短视频创作指南")], ids=["creators", "videos"]
)
def test_one_rule_under_two_names_is_a_finding(page: Seed, pair: tuple[str, str]) -> None:
    assert page.findings(*(f"《{name}》" for name in pair)) or page.findings(*pair)


def test_dates_and_furniture(page: Seed) -> None:
    dates = page.rule_set.document.dates
    assert (dates.published, dates.effective) == ("2022-09-06", "2022-09-13")
    assert page.rule_set.document.status == "published"
    assert page.class_of("现在各路电商平台卖家纷纷入驻") == {"furniture"}
    assert product(page)["force"] == "in_force"


def test_outline_nests(page: Seed) -> None:
    paths = ["/".join(p.path) for p in page.rule_set.provisions]
    assert len([p for p in page.rule_set.provisions if len(p.path) == 1 and p.label.startswith("第")]) == 5
    assert any("第二章" in p and "2.1" in p and "2.1.1" in p and "(2)" in p for p in paths)
