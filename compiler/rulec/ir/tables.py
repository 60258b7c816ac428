"""Tables → norms: what each column is, then one norm a row (or a node of an account). A cell that is not understood is said so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from rulec.ir.accounts import account_of_table
from rulec.ir.bands import add_criterion, tier_of
from rulec.ir.model import Expression, Measure, Node, Norm, Occurrence, Violation
from rulec.ir.segments_to_conditions import ConditionMaker, clean_judgement, joined
from rulec.lexicon.load_bearing import load_bearing
from rulec.lexicon.numerals import parse_numeral
from rulec.lexicon.quantities import find_quantities
from rulec.lexicon.vocabulary import vocabulary
from rulec.parsing.cst_to_ast import relations
from rulec.semantics.sentence_kinds import groups
from rulec.source import Tile, cover
from rulec.syntax.clauses import AmountPhrase, ComparisonPhrase, Mark, MeasurePhrase, OccurrencePhrase, Phrase, Segment, TierPhrase
from rulec.syntax.statements import Statement
from rulec.syntax.tables import Cell, Row, Table

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering

Role = Literal["tier", "violation", "condition", "node", "effect", "remark", "unknown"]
_NOTHING = re.compile(r"^(?:[-—–/\\×xX无否空]+|不适用|不涉及|不处理|无处理|N/?A)$")
_YES = re.compile(r"^(?:[√✓✔●○是有])$")
_TIER = re.compile(r"情节|档|等级|级别|程度|严重性|轻重")
_VIOLATION = re.compile(r"(?:违规|违法|违约|违反).{0,6}(?:行为|类型|情形|事项|项目|类别|内容|场景)?$|^(?:行为|情形|事项|类型|场景)$")
_NODE = re.compile(r"累计|节点|达到")
_REMARK = re.compile(r"备注|说明|注释|示例|举例|依据|参考|条款|序号|编号|^#$")
_CONDITION = re.compile(r"次数|数量|单量|笔数|件数|比例|占比|金额|销售额|分值|条件|标准|情况|区间|范围")
_GENERIC = re.compile(
    r"处理|处罚|处置|惩|措施|后果|管控|扣分|违约金|罚|限制|结果|方式|办法|标准|整改|其他|备注|说明|内容|要求|规则|对应|制裁|纪律|支付|赔|扣除|整治|手段"
)
_UNIT = re.compile(r"[(（]?(?:单位)?[:：]?(元|万元|分|天|日|个月|小时|%)[)）]?$")
_TAIL = re.compile(r"(?:天数|时长|期限|时间|金额|数额|标准|分数|分值|分|数)?(?:[(（].{1,6}[)）])?$")
_NOUNS = {"PENALTY": "pay_penalty", "FINE": "fine", "POINTS": "deduct_points", "DEPOSIT": "deduct_deposit", "V_DEDUCT": "deduct_points"}
_TURN = re.compile(
    r"^(?:违规|违反|发生)?(?:第?([0-9一二三四五六七八九十两]{1,3})次|(首次|初次)|(再次))(及以上|以上|起)?(?:违规|违反|发生|处理|处罚|违约)?$"
)
_EACH = re.compile(r"每(次|件|单|笔|日|天|票|人|起)")
_TURN_AGAIN = re.compile(r"再次")
_LETTER = re.compile(r"^[A-Za-z]$")
_DAYS = re.compile(r"天数$")
_BARE = re.compile(r"^[0-9][0-9,.]*(?:[-~—至][0-9][0-9,.]*)?$")


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column is: `measure` its header names; `when` the header's own condition (情节严重, 首次), for an effect under it."""

    role: Role
    header: Cell
    measure: MeasurePhrase | None = None
    when: Cell | None = None


def lower_table(lowering: "Lowering", statement: Statement) -> None:
    """The table of a statement: a norm a row; the whole table unresolved, by name, where no column says what follows."""
    table = statement.table
    assert table is not None
    columns = _columns(table)
    if table.header is None or table.flattened or not any(c.role == "effect" for c in columns):
        _unresolved(lowering, table)
        return
    criteria = any(c.role == "tier" for c in columns) and any(c.role == "condition" for c in columns)
    for row in _filled_down(table.rows, columns):
        if not row.cells or all(_NOTHING.match(cell.text) or not cell.text for cell in row.cells):
            lowering.claims.append(Tile(row.span, "layout", "table"))
            continue
        if len(row.cells) != len(columns):
            _lost(lowering, row)
            continue
        _Row(lowering, row, columns, criteria).lower()
    lowering.claims.extend(Tile(row.span, "heading", "table") for row in (table.header, *table.heads))
    for title in table.titles:
        if any(_sanctions(cell) or load_bearing(cell.text) for cell in title.cells[:1]):
            _lost(lowering, title)
        else:
            lowering.claims.append(Tile(title.span, "heading", "table"))
    lowering.claims.extend(Tile(row.span, "layout", "table") for row in table.rulers)
    lowering.ladder = None


def _filled_down(rows: Sequence[Row], columns: Sequence[_Column]) -> list[Row]:
    """Rows whose first cells are left empty go on what stands above: a plain table cannot say that a cell reaches down."""
    found: list[Row] = []
    for row in rows:
        cells = list(row.cells)
        if found and len(cells) == len(columns) == len(found[-1].cells) and any(cell.text for cell in cells):
            for number, column in enumerate(columns):
                if cells[number].text or column.role not in ("violation", "condition", "tier"):
                    break
                cells[number] = found[-1].cells[number]
        found.append(replace(row, cells=tuple(cells)))
    return found


def _unresolved(lowering: "Lowering", table: Table) -> None:
    rows = (*([table.header] if table.header else []), *table.heads, *table.titles, *table.rows)
    if table.flattened:
        place = cover(row.span for row in rows)
        lowering.claims.append(Tile(place, "unresolved", "flattened-table"))
        lowering.diagnostics.add("P205", place, understood=False, count=len(rows), text=lowering.words(place).replace("\n", " ")[:40])
        return
    for row in rows:
        _lost(lowering, row)
    lowering.claims.extend(Tile(row.span, "layout", "table") for row in table.rulers)


def _lost(lowering: "Lowering", row: Row) -> None:
    lowering.claims.append(Tile(row.span, "unresolved", "table"))
    lowering.diagnostics.add("P204", row.span, understood=False, text=lowering.words(row.span))


# -- columns --------------------------------------------------------------------------------------------------------------------------


def _columns(table: Table) -> list[_Column]:
    if table.header is None:
        return []
    found: list[_Column] = []
    for number, header in enumerate(table.header.cells):
        cells = [row.cells[number] for row in table.rows if number < len(row.cells)]
        found.append(_column(header, [c for c in cells if c.text and not _NOTHING.match(c.text)], number))
    return found


def _column(header: Cell, cells: Sequence[Cell], number: int) -> _Column:
    words = header.text
    tiers = [c for c in cells if _tier(c) is not None]
    if (cells and len(tiers) == len(cells)) or (tiers and _TIER.search(words)):
        return _Column("tier", header)
    measure = next((m for part in header.parts or (header,) for m in [_header_measure(part)] if m is not None), None)
    figures = [c for c in cells if c.figure is not None]
    points = [c for c in figures if c.figure is not None and c.figure.kind == "point"]
    if cells and len(points) == len(cells) and _NODE.search(words) and number == 0:
        return _Column("node", header)
    when = next((part for part in reversed(header.parts or (header,)) if _tier(part) or _counts(part) or _compares(part)), None)
    if any(_sanctions(c) for c in cells) or (measure is not None and (when is not None or not any(_compares(c) for c in cells))):
        if when is None and measure is None and number > 0 and words and not _GENERIC.search(words):
            when = header  # 一般违规, 严重违规 over columns of sanctions: which of them it is, a person says
        return _Column("effect", header, measure, when)
    if any(_compares(c) for c in cells) or (figures and _CONDITION.search(words)):
        return _Column("condition", header)
    if _REMARK.search(words):
        return _Column("remark", header)
    if _VIOLATION.search(words):
        return _Column("violation", header)
    if number == 0 or _CONDITION.search(words):
        return _Column("condition", header)
    return _Column("unknown", header)


def _counts(cell: Cell) -> "re.Match[str] | None":
    """首次, 第2次, 三次及以上, at the head of a column: how often."""
    return _TURN.match(cell.text)


def _tier(cell: Cell) -> TierPhrase | None:
    for sentence in cell.sentences[:1]:
        for segment in sentence.segments[:1]:
            if segment.parts and isinstance(segment.parts[0], TierPhrase):
                return segment.parts[0]
    return None


def _sanctions(cell: Cell) -> bool:
    return any(g.kind == "effect" for s in cell.sentences for g in s.segments)


def _compares(cell: Cell) -> bool:
    return any(isinstance(p, (ComparisonPhrase, OccurrencePhrase)) for s in cell.sentences for g in s.segments for p in g.parts)


def _header_measure(header: Cell) -> MeasurePhrase | None:
    """The measure that a header names, for cells that only say how much or how long: 停上新品, 违约金, 记分, 限制提现天数."""
    for sentence in header.sentences:
        for segment in sentence.segments:
            for part in segment.parts:
                if isinstance(part, MeasurePhrase) and not part.amounts:
                    return replace(part, object=_TAIL.sub("", part.object) or part.object) if part.object else part
    each = _EACH.match(header.text)
    bare = header.text[each.end() :] if each else header.text
    name = _TAIL.sub("", bare) or bare
    for words in (bare, re.sub(r"[(（].*$", "", bare), name):
        word = vocabulary().words.get(words)
        if word is None:
            continue
        verb = vocabulary().action(words, "", "") if word.terminal in ("VERB", "NOMINAL") else ""
        action = _NOUNS.get(word.terminal, verb)
        if action:
            return MeasurePhrase("act", words, action, words, header.span, per=each[1] if each else None)
    return None


# -- rows -----------------------------------------------------------------------------------------------------------------------------


class _Row:
    """One row being lowered."""

    def __init__(self, lowering: "Lowering", row: Row, columns: Sequence[_Column], criteria: bool) -> None:
        self.lowering = lowering
        self.row = row
        self.columns = columns
        self.criteria = criteria  # the table says by figures what makes a tier: each violation has tiers of its own
        self.conduct: Cell | None = None
        self.lost: list[Cell] = []
        self.conditions: ConditionMaker = lowering.conditions()
        self.violation = lowering.violation

    def lower(self) -> None:
        """The row's norms (or node), and the claim of its line."""
        lowering, row = self.lowering, self.row
        tier: tuple[TierPhrase, Cell] | None = None
        asked: list[tuple[Expression, Cell]] = []
        node: Cell | None = None
        for cell, column in zip(row.cells, self.columns, strict=True):
            if not cell.text or (_NOTHING.match(cell.text) and column.role != "violation"):
                continue
            match column.role:
                case "tier":
                    label = _tier(cell)
                    if label is None:
                        self._lost(cell)
                    else:
                        tier = label, cell
                        more = self._condition(cell, column, skip=1)
                        asked.extend([(more, cell)] if more is not None else [])
                case "violation":
                    self._name(cell)
                case "condition":
                    made = self._condition(cell, column)
                    asked.extend([(made, cell)] if made is not None else [])
                case "node":
                    node = cell
                case "effect":
                    pass
                case "unknown":
                    self._lost(cell)
                case _:
                    lowering.claims.append(Tile(cell.span, "informative", "table"))
        effects = [(cell, column) for cell, column in zip(row.cells, self.columns, strict=True) if column.role == "effect"]
        plain = [(cell, column) for cell, column in effects if column.when is None]
        if node is not None:
            lowering.measures.start_norm()
            self._node(node, self._effects(effects))
        elif plain or len(plain) == len(effects):
            self._norm(tier, asked, plain)
        for cell, column in effects:
            if node is None and column.when is not None and cell.text and not _NOTHING.match(cell.text):
                self._norm(tier, asked, [(cell, column)], column.when)
        lowering.claims.append(Tile(row.span, "rule", "table-row"))

    def _effects(self, effects: Sequence[tuple[Cell, _Column]]) -> list[Measure]:
        """The measures of the cells; one that says none is named as not understood."""
        measures: list[Measure] = []
        for cell, column in effects:
            if cell.text and not _NOTHING.match(cell.text):
                found = self._measures(cell, column)
                if not found:
                    self._lost(cell)
                measures.extend(found)
        return measures

    def _norm(
        self,
        tier: tuple[TierPhrase, Cell] | None,
        asked: list[tuple[Expression, Cell]],
        effects: Sequence[tuple[Cell, _Column]],
        when: Cell | None = None,
    ) -> None:
        """One norm: what the row asks for (and the head of the column, `when`), and the measures of the cells."""
        lowering, row = self.lowering, self.row
        lowering.measures.start_norm()
        before, lowering.violation = lowering.violation, self.violation
        measures = self._effects(effects)
        count = self._turn(when) if when is not None else None
        counted = isinstance(count, Occurrence) or any(self._counts_conduct(e) for e, _ in asked)
        conduct = [] if counted else self._happened()
        stated = [*conduct, *(e for e, _ in asked)]
        if tier is not None:
            phrase, _ = tier
            in_tier = replace(tier_of(lowering, phrase.label, phrase.span), violation=self.violation)
            if asked and when is None:
                numeric = joined([e for e, _ in asked]) or in_tier
                add_criterion(lowering, row.block, phrase, numeric, cover(c.span for _, c in asked), self.conditions)
                self.conditions.dropped.clear()
            stated = [*conduct, in_tier]
        if count is not None:
            stated.append(count)
        elif when is not None:
            stated.extend(self._headed(when))
        lost = {cell.span for cell in self.lost if cell.span.end > cell.span.start}
        text, unclaimed = lowering.words(row.span), tuple(sorted({*lowering.unclaimed(self.conditions), *lost}))
        lowering.add(
            Norm(
                lowering.new_id(), "penalty", row.span, text, violation=self.violation, provision=lowering.provision(row.block),
                condition=joined(stated), measures=tuple(measures), unclaimed=unclaimed,
            )
        )  # fmt: skip
        lowering.violation = before

    def _happened(self) -> list[Expression]:
        """That the row's conduct took place, as a sentence would ask for it."""
        if self.conduct is None:
            return []
        made = self._condition(self.conduct, self.columns[0], named=False)
        if made is None:
            self._lost(self.conduct)
        return [made] if made is not None else []

    def _counts_conduct(self, expression: Expression) -> bool:
        """Whether a condition counts the row's own conduct: that it happened is said with it."""
        return isinstance(expression, Occurrence) and self.conduct is not None and expression.event == clean_judgement(self.conduct.text)

    def _turn(self, header: Cell) -> Expression | None:
        """首次, 再次, 3次及以上 over a column: how often the row's conduct happened."""
        counted = _turn_of(header)
        if counted is None:
            return None
        number, open_above = counted
        following = [t[0] for c in self.columns if c.when is not None and c.when is not header for t in [_turn_of(c.when)] if t is not None]
        if open_above and _TURN_AGAIN.search(header.text) and any(other > number for other in following):
            open_above = False  # 首次、再次、三次及以上: 再次 is the second time
        event = self.conduct.text if self.conduct is not None else self._name_of_violation()
        phrase = OccurrencePhrase(event or "违规", (("ge" if open_above else "eq", number),), header.text, header.span)
        return self.conditions.occurrence(phrase, "")

    def _name_of_violation(self) -> str:
        return next((v.name for v in self.lowering.violations if v.id == self.violation), "")

    def _headed(self, header: Cell) -> list[Expression]:
        """情节严重, 金额1万元以上 over a column."""
        label = _tier(header)
        if label is not None:
            return [replace(tier_of(self.lowering, label.label, label.span), violation=self.violation)]
        made = [self.conditions.of_segment(segment, []) for sentence in header.sentences for segment in sentence.segments]
        return [expression for expression in made if expression is not None]

    def _node(self, cell: Cell, measures: list[Measure]) -> None:
        assert cell.figure is not None
        figure = cell.figure
        draft = account_of_table(self.lowering.account, self.columns[0].header.text)
        low, high = figure.low, figure.high
        if low is not None and high is not None and low != high:
            draft.nodes.append(Node(cell.span, low=low, high=high, measures=tuple(measures)))
        else:
            draft.nodes.append(Node(cell.span, at=low if low is not None else high, rel="ge", measures=tuple(measures)))
        draft.spans.append(self.row.span)

    def _name(self, cell: Cell) -> None:
        """The conduct a row is about: a violation where one of that name is known or has tiers by figures, else a condition as in a sentence."""
        known = next((v for v in self.lowering.violations if v.name == cell.text), None)
        if known is None and not self.criteria:
            self.conduct = cell
            return
        if known is None:
            known = Violation(f"v{len(self.lowering.violations) + 1}", cell.text, cell.span)
            self.lowering.violations.append(known)
        self.violation = known.id
        self.conditions = self.lowering.conditions()
        self.conditions.violation = known.id

    def _condition(self, cell: Cell, column: _Column, skip: int = 0, named: bool = True) -> Expression | None:
        """What a cell asks for: its comparisons (of what the header names, if `named`), or its words."""
        if cell.figure is not None and not skip:
            relation = relations(cell.figure)
            if cell.figure.kind == "times":
                return self.conditions.occurrence(OccurrencePhrase(_event(self._noun(column)), relation, cell.text, cell.span), "")
            return self.conditions.comparison(ComparisonPhrase(column.header.text, cell.figure, relation, cell.text, cell.span), "")
        found = []
        for number, sentence in enumerate(cell.sentences):
            for place, segment in enumerate(sentence.segments):
                if skip and number == place == 0:
                    inner = _inner(segment.parts[skip:])
                    if not inner:
                        continue
                    segment = replace(segment, parts=inner)
                made = self.conditions.of_segment(_of(segment, "" if column.role == "tier" or not named else self._noun(column)), [])
                if made is not None:
                    found.append(made)
        return joined(found)

    def _noun(self, column: _Column) -> str:
        """What a column of figures is of: its header; 次数 by itself is of the row's conduct."""
        generic = _event(column.header.text) == "违规" and self.conduct is not None
        return f"{self.conduct.text}次数" if generic and self.conduct is not None else column.header.text

    def _measures(self, cell: Cell, column: _Column) -> list[Measure]:
        """Measures said in the cell, or the header's measure with the cell's figure."""
        maker = self.lowering.measures
        figure = cell.figure or _bare(cell, column)
        if figure is not None or _YES.match(cell.text):
            if column.measure is None:
                return []
            phrase = replace(column.measure, span=cell.span, text=cell.text, amounts=(), duration=None)
            if figure is not None:
                phrase = replace(phrase, duration=figure) if figure.kind == "duration" else replace(phrase, amounts=(figure,))
            return maker.of_phrase(phrase)
        found: list[Measure] = []
        for sentence in cell.sentences:
            for group in groups(sentence):
                condition = self.conditions.of_leads(group.leads)
                found.extend(maker.of_group(group, condition, None))
        return found

    def _lost(self, cell: Cell) -> None:
        self.lost.append(cell)
        self.lowering.claims.append(Tile(cell.span, "unresolved", "table"))
        self.lowering.diagnostics.add("P204", cell.span, understood=False, text=cell.text)


def _turn_of(header: Cell) -> tuple[Decimal, bool] | None:
    """(how often, whether more often counts too) that the head of a column says."""
    found = _TURN.match(header.text)
    if found is None:
        return None
    if found[2] or found[3]:
        return Decimal(1 if found[2] else 2), bool(found[3] or found[4])
    number = parse_numeral(found[1])
    return None if number is None else (number, bool(found[4]))


def _bare(cell: Cell, column: _Column) -> AmountPhrase | None:
    """300 under 违约金(元): the unit stands in the header."""
    stated = _UNIT.search(column.header.text)
    unit = stated.group(1) if stated else "天" if _DAYS.search(column.header.text) else ""
    if not unit or not _BARE.match(cell.text):
        return None
    found = find_quantities(f"{cell.text}{unit}")
    if len(found) != 1:
        return None
    q = found[0].quantity
    return AmountPhrase(q.kind, q.low, q.high, True, True, q.low != q.high, q.unit, cell.text, cell.span)


def _inner(parts: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """What stands behind a tier's label: the words of a bracket, without colons."""
    found: list[Phrase] = []
    for part in parts:
        if isinstance(part, Mark) and part.kind == "BRACKET":
            found.extend(p for s in part.inner for g in s.segments for p in g.parts)
        elif not (isinstance(part, Mark) and part.kind in ("COLON", "CLOSE")):
            found.append(part)
    return tuple(found)


def _event(name: str) -> str:
    """What a column of counts counts: 违规次数 → 违规."""
    return re.sub(r"(?:发生)?次数$", "", name) or "违规"


def _of(segment: Segment, name: str) -> Segment:
    """A comparison without a noun is of what the header names."""
    if not name:
        return segment
    parts = tuple(
        replace(p, fact=name)
        if isinstance(p, ComparisonPhrase) and (not p.fact or _LETTER.match(p.fact))
        else replace(p, event=_event(name))
        if isinstance(p, OccurrencePhrase) and not p.event
        else p
        for p in segment.parts
    )
    return replace(segment, parts=parts)
