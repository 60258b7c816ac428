"""A phrase put into a provision that was understood: the compiler must understand the phrase too, or own up.

`cases` makes them: provisions (this project's, its corpus, and those annotated by hand beside the checkout), each alone in a text; phrases that
carry a rule (`PHRASES`, by rows of the language map) and phrases that carry none (`INERT`), at places where the grammar lets them stand.
`verdict` compiles and judges. Run as a program, it prints rates: `python insertions.py [how many]`.
"""

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rulec.build.pipeline import Compilation, compile_announcement
from rulec.ingest import ingest
from rulec.parsing.text_to_ast import parse
from rulec.report.ir_to_json import rule_set_to_json
from rulec.semantics.sentence_kinds import forbids
from rulec.syntax.clauses import MeasurePhrase, Sentence

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared"
HEAD = "平台管理办法\n2024年5月1日发布，2024年5月8日起施行。\n\n"
Json = dict[str, Any]
Signature = tuple[str, ...]


# -- what is put in ----------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words, where they may stand (`clause`: before a clause, `act`: before a verb, `end`: behind a measure that ends its clause, `more`:
    inside a condition before 的), and what of the meaning must be new: one of `demand` in every row (a word of a signature, or several).
    """

    words: str
    site: str
    demand: tuple[str, ...]


def _p(words: str, site: str, *demand: str) -> Phrase:
    return Phrase(words, site, demand)


# The demand is read against signatures such as `compare lt 18 year`, `exception except`, `amount … cap 5000`, `judgement 经平台同意`.
PHRASES = (
    # 1 conditions
    _p("未满十八周岁的，", "clause", "compare lt 18"), _p("累计三次以上的，", "clause", "occurrence ge 3", "compare ge 3"),
    _p("首次违规的，", "clause", "occurrence eq 1"), _p("再次违规的，", "clause", "occurrence ge 2"),
    _p("一年内违规三次以上的，", "clause", "occurrence ge 3"), _p("经平台同意的，", "clause", "经平台同意"),
    _p("未经平台同意的，", "clause", "未经平台同意"), _p("情节特别严重的，", "clause", "tier 特别严重"),
    _p("造成人员伤亡的，", "clause", "造成人员伤亡"), _p("拒不改正的，", "clause", "拒不改正"),
    _p("处罚期间，", "clause", "处罚期间", "during"), _p("在处理期间再次违规的，", "clause", "occurrence ge 2", "在处理期间再次违规"),
    _p("同时满足下列条件的，", "clause", "同时满足"), _p("违反本规则第三条规定的，", "clause", "violates"),
    _p("违规三次以上且金额超过一万元的，", "clause", "compare gt 10000"), _p("属于其他情形的，", "clause", "其他情形", "otherwise"),
    _p("，或者造成人员伤亡", "more", "造成人员伤亡"), _p("，且金额超过一万元", "more", "compare gt 10000"),
    _p("，数量超过50件", "more", "compare gt 50"), _p("累计三次以上", "more", "occurrence ge 3", "compare ge 3", "judgement 累计三次以上"),
    # 2 comparisons
    _p("店铺体验分≥4.4分的，", "clause", "compare ge 4.4"), _p("货值金额不足一万元的，", "clause", "compare lt 10000"),
    _p("订单数量达到30单以上的，", "clause", "compare ge 30"), _p("违规金额二万元以上不满五万元的，", "clause", "compare ge 20000"),
    # 3, 15 quantities and rates
    _p("每日", "act", "per 日", "per 天"), _p("每单", "act", "per 单"), _p("不超过500元", "end", "amount 500"),
    # 5 measures carried on
    _p("，并处警告", "end", "measure warn"), _p("，可以并处500元罚款", "end", "measure fine 500"), _p("或者给予警告", "end", "choice"),
    _p("，并扣12分", "end", "measure deduct_points 12"), _p("，期限不超过三十日", "end", "duration 30"),
    # 6 modality
    _p("可以", "act", "may"), _p("有权", "act", "may"), _p("视情节", "act", "may"), _p("平台有权", "act", "may"), _p("不得", "act", "must_not"),
    _p("酌情", "act", "may"), _p("可", "act", "may"),
    # 7 formulae
    _p("，最高不超过5000元", "end", "cap 5000"), _p("（最低500元，最高5000元）", "end", "cap 5000"), _p("，两者以较高的为准", "end", "max"),
    _p("，超过一万元的部分按5%支付", "end", "0.05"), _p("没有违法所得的，", "clause", "compare eq 0"),
    # 8 accounts
    _p("，每年12月31日清零", "end", "reset"), _p("，一年内以二次为限", "end", "account 2"), _p("，并恢复1分", "end", "grant"),
    _p("，30天内上限为6分", "end", "account 6"),
    # 9 dates, deadlines
    _p("三十日内", "act", "30"), _p("自2024年6月1日起，", "clause", "2024-06-01", "自2024年6月1日起"), _p("，有效期至2024年12月31日", "end", "2024-12-31"),
    _p("自处理之日起三十日内", "act", "30"), _p("三十日后", "act", "30"), _p("三十日内仍未整改的，", "clause", "30", "三十日内仍未整改"),
    # 10 exceptions
    _p("除情节轻微外，", "clause", "exception"), _p("除法律另有规定外，", "clause", "exception", "reference"),
    _p("，但首次除外", "end", "exception", "op not"), _p("，情节轻微的除外", "end", "exception", "op not"),
    _p("，但经平台同意的除外", "end", "exception", "op not"),
    _p("，不可抗力不在此限", "end", "exception", "op not"), _p("（首次违规除外）", "end", "exception"), _p("，但情节轻微的，不予处罚", "end", "waive", "exception"),
    # 11 references
    _p("依照前款规定", "act", "前款"), _p("，按照本规则第五条处理", "end", "第五条"), _p("，国家另有规定的，从其规定", "end", "国家另有规定", "precedence"),
    # 12, 14
    _p("（含本数）", "end", "included"), _p("，以下简称“重大违规”", "end", "definition"),
)  # fmt: skip
# `act` before a verb, `clause` before a clause, `who` before the noun that a provision begins with.
INERT = (
    Phrase("依法", "act", ()), Phrase("及时", "act", ()), Phrase("予以", "act", ()), Phrase("按规定", "act", ()), Phrase("依照有关规定", "act", ()),
    Phrase("切实", "act", ()), Phrase("严格", "act", ()), Phrase("依规", "act", ()), Phrase("直接", "act", ()), Phrase("统一", "act", ()),
    Phrase("有关", "who", ()), Phrase("相关", "who", ()), Phrase("凡", "whoever", ()), Phrase("为维护交易秩序，", "who", ()),
    Phrase("根据有关规定，", "who", ()), Phrase("依据本规则，", "clause", ()), Phrase("一经核实，", "clause", ()),
    Phrase("为保障消费者权益，", "who", ()), Phrase("经核实，", "clause", ()), Phrase("依法依规", "act", ()),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A provision, and the same with `phrase` at `at` (a place in the provision)."""

    base: str
    at: int
    phrase: Phrase

    @property
    def text(self) -> str:
        """The provision with the phrase in it."""
        return self.base[: self.at] + self.phrase.words + self.base[self.at :]


# -- provisions --------------------------------------------------------------------------------------------------------------------------


def own_provisions() -> list[str]:
    """The provisions of provisions.txt and the paragraphs of the corpus."""
    found = (HERE / "provisions.txt").read_text(encoding="utf-8").split("\n\n")
    for file in sorted((ROOT / "corpus").glob("*/*/*")):
        if file.suffix in (".txt", ".md") and file.parts[-3] not in ("cases", "pairs"):
            found += _normal_lines(file)
    return [text.strip() for text in found]


def shared_provisions() -> list[str]:
    """The provisions annotated by hand beside the checkout; none where they are not there."""
    import yaml

    found = []
    for name in ("seeds", "platform", "laws"):
        file = SHARED / "gold" / f"{name}.yaml"
        if not file.is_file():
            continue
        for document in yaml.safe_load(file.read_text(encoding="utf-8")):
            raw = (SHARED / document["doc"]).read_text(encoding="utf-8")
            for row in document["provisions"]:
                start = raw.find(row["starts"])
                end = raw.find(row["ends"], start) + len(row["ends"])
                found.append(ingest(raw[start:end].encode(), "a.txt").normal.text.strip())
    return found


def _normal_lines(file: Path) -> list[str]:
    return ingest(file.read_bytes(), file.name).normal.text.split("\n")


@cache
def compiled(provision: str) -> Compilation:
    return compile_announcement((HEAD + provision + "\n").encode(), "a.txt")


def understood(provision: str) -> bool:
    """Whether a provision gives a norm, all of it understood: what a phrase may be put into."""
    found = compiled(provision)
    norms = [n for n in found.rule_set.norms if n.measures]
    owned = any(not d.understood for d in found.diagnostics) or any(n.unclaimed for n in found.rule_set.norms)
    clean = found.ingested.normal.text == found.ingested.source.raw or True
    return bool(norms) and not owned and clean and not any(t.class_ == "unresolved" for t in found.ledger)


# -- places ------------------------------------------------------------------------------------------------------------------------------

_LABELLED = re.compile(r"^[^,，]{1,6}[:：]")
_WHO = re.compile(r"(?:商家|卖家|主播|达人|用户|店铺|平台|经营者|单位|个人|企业|商户|会员|团长|驾驶人|生产者|服务机构|建设单位|场所经营者)")


def places(provision: str) -> list[tuple[str, int]]:
    """(kind, place) where a phrase may stand."""
    ingested = ingest((HEAD + provision + "\n").encode(), "a.txt")
    found: list[tuple[str, int]] = []
    measures = [m.span for norm in compiled(provision).rule_set.norms for m in norm.measures]
    for sentence in parse(ingested).sentences:
        if sentence.span.start >= len(HEAD) and any(sentence.span.contains(span) for span in measures):
            found += [(kind, at - len(HEAD)) for kind, at in _in_sentence(sentence, ingested.source.raw)]
    return sorted(set(found))


def _in_sentence(sentence: Sentence, raw: str) -> Iterator[tuple[str, int]]:
    effects = any(s.kind == "effect" for s in sentence.segments)
    for number, segment in enumerate(sentence.segments):
        if effects and not _LABELLED.match(segment.text):
            yield "clause", segment.span.start
        if number == 0 and _WHO.match(segment.text):
            yield "who", segment.span.start
            if segment.kind == "condition":
                yield "whoever", segment.span.start
        if segment.kind == "condition" and segment.text.endswith("的") and len(segment.text) > 6 and raw[segment.span.end - 1] == "的":
            yield "more", segment.span.end - 1
        if segment.kind != "effect" or forbids(segment):
            continue
        measures = [p for p in segment.parts if isinstance(p, MeasurePhrase)]
        for measure in measures:
            front = len(measure.front or "")
            barred = measure.rule in ("exclusion", "waiving", "withdrawal") or (measure.front or "").endswith(("-", "被")) or measure.passive or measure.text[front:].startswith(("不", "可", "予以", "给予"))
            if measure.text.startswith(measure.front or "") and raw[measure.span.start : measure.span.end] == measure.text and not barred and raw[measure.span.start - 1] not in "被将":
                yield "act", measure.span.start + front
        if measures and segment.parts[-1] is measures[-1]:
            yield "end", segment.span.end


def cases(provisions: list[str], phrases: tuple[Phrase, ...]) -> list[Case]:
    """Every phrase at every place of every provision that is understood."""
    bases = [(p, places(p)) for p in dict.fromkeys(provisions) if p and understood(p)]
    return [
        Case(p, at, phrase)
        for p, sites in bases
        for phrase in phrases
        for kind, at in sites
        if kind == phrase.site and phrase.words.strip("，的（）") not in _sentence(p, at)
    ]


def _sentence(text: str, at: int) -> str:
    low = max(text.rfind(stop, 0, at) for stop in "。；;\n") + 1
    return text[low : min((end for stop in "。；;\n" for end in [text.find(stop, at)] if end >= 0), default=len(text))]


def sample(found: list[Case], number: int, seed: int = 20240508) -> list[Case]:
    """`number` of them, each phrase about as often as any other; the same seed gives the same cases."""
    rng = random.Random(seed)
    by_phrase: dict[Phrase, list[Case]] = {}
    for case in found:
        by_phrase.setdefault(case.phrase, []).append(case)
    for rows in by_phrase.values():
        rng.shuffle(rows)
    taken: list[Case] = []
    while len(taken) < number and any(by_phrase.values()):
        for rows in by_phrase.values():
            if rows and len(taken) < number:
                taken.append(rows.pop())
    return taken


# -- judging -----------------------------------------------------------------------------------------------------------------------------


def signatures(found: Compilation) -> Counter[str]:
    """The meaning as flat words, without places: what each leaf, measure, amount, exception says."""
    rows: Counter[str] = Counter()
    data: Json = rule_set_to_json(found.rule_set)
    for norm in data["norms"]:
        rows[f"norm {norm['kind']} {norm['role']}"] += 1
        rows[f"modality {norm['modality']}"] += 1
        for measure in norm["measures"]:
            rows[f"effective {measure['action']} {measure['modality'] or norm['modality']}"] += 1
        _walk(norm, rows)
    for key in ("accounts", "definitions", "references"):
        for row in data[key]:
            rows[f"{key[:-1]}"] += 1
            _walk(row, rows)
    rows[f"dates {json.dumps(data['document']['dates'], sort_keys=True)}"] += 1
    rows[f"bounds {json.dumps(data['document']['bounds'], ensure_ascii=False, sort_keys=True)}"] += 1
    return rows


_ASKED = ("judgement", "flag", "event", "violates", "contains", "is", "tier")


def _walk(value: object, rows: Counter[str]) -> None:
    if isinstance(value, list):
        for item in value:
            _walk(item, rows)
        return
    if not isinstance(value, dict):
        return
    op = value.get("op")
    if op in ("compare", "occurrence"):
        rows[f"{op} {value['rel']} {value['value']} {value.get('unit')} {value.get('fact') or value.get('event')} window {_short(value.get('window'))}"] += 1
    elif op in _ASKED:
        rows[f"{op} {value.get('label') or value.get('text') or value.get('value') or value.get('name') or value.get('reference') or ''} {value.get('fact', '')}"] += 1
    elif op in ("and", "or", "not", "at_least", "otherwise"):
        rows[f"op {op}"] += 1
    if "action" in value and "instead_of" in value:
        amount = value.get("amount") or {}
        rows[f"measure {value['action']} {amount.get('value') or amount.get('high') or amount.get('low') or ''}"] += 1
        for name in ("amount", "duration", "within"):
            rows[f"{name} {_short(value.get(name))}"] += 1
        if value.get("choice"):
            rows[f"choice {value['choice']['pick']} {value['choice']['open']}"] += 1
        if value.get("optional_with"):
            rows["optional"] += 1
    if "sense" in value and "condition" in value:
        rows[f"exception {value['sense']} {value.get('text', '')}"] += 1
    if value.get("reset"):
        rows[f"reset {_short(value['reset'])}"] += 1
    if "title" in value and "target" in value:
        rows[f"reference {value.get('title')}"] += 1
    if isinstance(value.get("act"), dict):
        rows[f"act {value['act']['text']}"] += 1
    for item in value.values():
        _walk(item, rows)


def _short(value: object) -> str:
    if not isinstance(value, dict):
        return ""
    return " ".join(f"{key} {_short(v) if isinstance(v, dict) else v}" for key, v in value.items() if v not in (None, False) and key not in ("span", "spans"))


def owns_up(case: Case, found: Compilation) -> bool:
    """Whether the sentences around the phrase are said not to be understood."""
    start = len(HEAD) + case.at
    end = start + len(case.phrase.words)
    raw = found.ingested.source.raw
    low = max(raw.rfind(stop, 0, start) for stop in "。；;\n")
    high = min((at for stop in "。；;\n" for at in [raw.find(stop, end)] if at >= 0), default=len(raw))
    spans = [d.span for d in found.diagnostics if not d.understood]
    spans += [span for norm in found.rule_set.norms for span in norm.unclaimed]
    spans += [tile.span for tile in found.ledger if tile.class_ == "unresolved"]
    return any(span.start <= high and span.end > low + 1 for span in spans)


def verdict(case: Case) -> str:
    """`understood`, `owned` (partial or not understood, and said so), or `silent: why`."""
    found = compile_announcement((HEAD + case.text + "\n").encode(), "a.txt")
    if owns_up(case, found):
        return "owned"
    before, after = signatures(compiled(case.base)), signatures(found)
    new = after - before
    if case.phrase.demand == ("may",):
        said = _modality_at(found, len(HEAD) + case.at) == "may"
        said = said or any(row.startswith(("act ", "judgement ")) and case.text[case.at : case.at + 4] in row for row in new)
    else:
        said = any(all(part in row for part in demand.split()) for demand in case.phrase.demand for row in new)
        said = said or any(row.startswith(("act ", "amount ")) and case.phrase.words.strip("，（）") in row for row in new)
    if not said:
        return "silent: nothing new says " + " / ".join(case.phrase.demand)
    if case.phrase.demand in (("must_not",), ("max",)):  # what is forbidden is no measure any more; of two sums one is left
        return "understood"
    lost = _actions(before) - _actions(after)
    return f"silent: lost {sorted(lost)}" if lost else "understood"


def _modality_at(found: Compilation, at: int) -> str:
    """What the first measure at or behind a place is: may, must."""
    measures: list[tuple[int, str]] = []

    def take(rows: object, inherited: str) -> None:
        for row in rows if isinstance(rows, list) else []:
            said = row["modality"] or inherited
            measures.append((row["span"][1], said))
            take(row["to"], said)

    data: Json = rule_set_to_json(found.rule_set)
    for norm in data["norms"]:
        take(norm["measures"], norm["modality"])
    return min((m for m in measures if m[0] > at), default=(0, ""))[1]


def _actions(rows: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for row, number in rows.items():
        if row.startswith("measure "):
            found[row.split()[1]] += number
    return found


def inert_verdict(case: Case) -> str:
    """`same`: the meaning is as before, the phrase's own words apart; `owned`; or `changed: what`."""
    found = compile_announcement((HEAD + case.text + "\n").encode(), "a.txt")
    words = case.phrase.words.strip("，")

    def bare(rows: Counter[str]) -> Counter[str]:
        made: Counter[str] = Counter()
        for row, number in rows.items():
            made[row.replace(words + ",", "").replace(words + "，", "").replace(words, "")] += number
        return made

    before, after = bare(signatures(compiled(case.base))), bare(signatures(found))
    if before == after and not owns_up(case, found):
        return "same"
    if owns_up(case, found):
        return "owned"
    return f"changed: {sorted((after - before).elements())[:3]} for {sorted((before - after).elements())[:3]}"


def rates(rows: list[tuple[Case, str]]) -> dict[str, Counter[str]]:
    """How often each phrase came out how."""
    found: dict[str, Counter[str]] = {}
    for case, said in rows:
        found.setdefault(case.phrase.words, Counter())[said.split(":")[0]] += 1
    return found


def main(number: int) -> int:
    """Print the rates and every fault; 1 when a load-bearing phrase was passed over or inert ones change too much."""
    provisions = own_provisions() + shared_provisions()
    judged: list[tuple[tuple[Phrase, ...], Callable[[Case], str], int]] = [(PHRASES, verdict, number), (INERT, inert_verdict, number // 2)]
    failed = 0
    for phrases, judge, wanted in judged:
        rows = [(case, judge(case)) for case in sample(cases(provisions, phrases), wanted)]
        good = sum(said in ("understood", "same") for _, said in rows)
        owned = sum(said == "owned" for _, said in rows)
        bad = [(case, said) for case, said in rows if said not in ("understood", "same", "owned")]
        print(f"{len(rows)} insertions: {good} understood, {owned} owned up, {len(bad)} neither")
        for words, counts in rates(rows).items():
            print(f"  {words}\t" + ", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
        for case, said in bad:
            print(f"- {said}\n    {case.text}")
        failed |= bool(bad) if phrases is PHRASES else good * 100 < len(rows) * 98
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000))
