"""The same said in another order or another notation means the same; a negation turned turns that judgement and nothing else."""

import json
import re
from collections import Counter

import pytest
from announcements import CORPUS, Json, announcement, compiled, meaning, recompiled

from rulec.build.pipeline import Compilation
from rulec.ir.model import RuleSet

_ID = re.compile(r'"([nmgv][0-9]+|[XYNM]#[0-9]+)"')


def raw_of(found: Compilation) -> str:
    return found.ingested.source.raw


def unordered(rule_set: RuleSet) -> Json:
    """The meaning with norms, facts and definitions as multisets, numbered within themselves."""
    told = meaning(rule_set)
    out: Json = {"document": told["document"]}
    for section in ("violations", "norms", "facts", "definitions", "accounts"):
        out[section] = Counter(_renumbered(item) for item in told[section])
    return out


def _renumbered(item: Json) -> str:
    """JSON with ids numbered by their first appearance and choice domains sorted."""
    shown = {**item, "domain": sorted(item["domain"])} if item.get("domain") else item
    seen: dict[str, str] = {}
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True)
    return _ID.sub(lambda found: seen.setdefault(found.group(), f'"{found.group()[1]}.{len(seen)}"'), text)


def labels(rule_set: RuleSet) -> set[str]:
    return {fact.label for fact in rule_set.facts if fact.type == "judgement"}


@pytest.mark.parametrize(("first", "second"), [(0, 1), (1, 2), (0, 2)])
def test_the_order_of_tiers_is_no_matter(first: int, second: int) -> None:
    found = announcement("seed/001")
    raw = raw_of(found)
    start = raw.index("情節(jié)輕微,每")
    end = raw.index("\n", start)
    tiers = raw[start:end].rstrip("。").split(";")
    assert len(tiers) == 3
    tiers[first], tiers[second] = tiers[second], tiers[first]
    swapped = recompiled(f"{raw[:start]}{';'.join(tiers)}。{raw[end:]}")
    assert len(found.rule_set.norms) == len(swapped.rule_set.norms)
    assert unordered(swapped.rule_set) == unordered(found.rule_set)


def test_the_order_of_tier_criteria_is_no_matter() -> None:
    found = announcement("seed/001")
    raw = raw_of(found)
    start = raw.index("情節(jié)輕微,包括")
    lines = raw[start:].split("\n")
    lines[0], lines[2] = lines[2], lines[0]
    assert unordered(recompiled(raw[:start] + "\n".join(lines)).rule_set) == unordered(found.rule_set)


def test_a_negation_taken_away_changes_that_judgement_alone() -> None:
    found = announcement("seed/001")
    raw = raw_of(found)
    assert raw.count("但未造成") == 1
    turned = recompiled(raw.replace("但未造成", "但造成"))
    assert labels(found.rule_set) - labels(turned.rule_set) == {"未造成明显的用户资金损失"}
    assert labels(turned.rule_set) - labels(found.rule_set) == {"造成明显的用户资金损失"}
    _alike_but_for(found, turned, "未造成明显的用户资金损失", "造成明显的用户资金损失")


def test_a_negation_put_in_changes_that_judgement_alone() -> None:
    found = announcement("seed/001")
    raw = raw_of(found)
    assert raw.count(",造成了大量") == 1
    turned = recompiled(raw.replace(",造成了大量", ",未造成大量"))
    assert labels(found.rule_set) - labels(turned.rule_set) == {"造成了大量的用户资金损失"}
    assert labels(turned.rule_set) - labels(found.rule_set) == {"未造成大量的用户资金损失"}
    _alike_but_for(found, turned, "造成了大量的用户资金损失", "未造成大量的用户资金损失")


def _alike_but_for(before: Compilation, after: Compilation, old: str, new: str) -> None:
    def shown(found: Compilation, drop: str) -> Json:
        told = meaning(found.rule_set)
        told["facts"] = [fact for fact in told["facts"] if fact["label"] != drop]
        out: Json = json.loads(json.dumps(told, ensure_ascii=False).replace(f'"{drop}"', '"…"'))
        return out

    assert shown(before, old) == shown(after, new)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("seed/004", "支付违约金10000元", "支付违约金1万元"),
        ("seed/004", "支付违约金10000元", "支付违约金一万元"),
        ("seed/004", "支付违约金10000元", "支付违约金10,000元"),
        ("seed/004", "支付违约金10000元", "支付违约金１００００元"),
        ("seed/004", "支付违约金10000元", "支付违约金壹万元"),
        ("seed/004", "支付违约金10000元", "支付违约金10000.00元"),
        ("seed/004", "支付违约金5000元", "支付违约金五千元"),
        ("seed/004", "最低20000元,最高100000元", "最低2万元,最高10万元"),
        ("seed/004", "最低20000元,最高100000元", "最低2万元,最高100,000元"),
        ("seed/004", "(最低20000元,最高100000元)", "（最低20000元，最高100000元）"),
        ("seed/004", "销售额10%的", "销售额百分之十的"),
        ("seed/004", "销售额10%的", "销售额10％的"),
        ("seed/004", "每次扣6分", "每次扣六分"),
        ("seed/004", "2023年10月07日生效", "2023年10月7日生效"),
        ("seed/004", "每次扣100分,并支付", "每次扣100分，并支付"),
    ],
)
def test_another_notation_is_the_same_rule(name: str, old: str, new: str) -> None:
    found = announcement(name)
    raw = raw_of(found)
    assert old in raw
    assert meaning(recompiled(raw.replace(old, new)).rule_set) == meaning(found.rule_set)


def test_a_clean_and_a_damaged_copy_are_one_rule_set() -> None:
    clean, damaged = (
        compiled(CORPUS / "kuaishou" / folder / "2023-11-03.txt") for folder in ("trading-fund-safety", "trading-fund-safety-damaged")
    )
    assert clean.ingested.source.raw != damaged.ingested.source.raw
    assert len(clean.rule_set.norms) >= 7
    assert clean.rule_set == damaged.rule_set


def test_a_page_without_line_ends_compiles_as_with_them() -> None:
    """One line and one line an article or item are the same rule set."""
    one = (CORPUS / "qingshan/fake-shipping/2024-05-15.txt").read_text(encoding="utf-8")
    many = re.sub(r"(?=第.条 |\([一二三]\))", "\n", one)
    assert many.count("\n") >= 5
    made = [recompiled(text).rule_set for text in (one, many)]
    assert made[0].norms == made[1].norms and made[0].facts == made[1].facts and made[0].document == made[1].document
