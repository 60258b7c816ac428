"""Tables → norms: what each column is, then one norm a row (or a node of an account). A cell that is not understood is said so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from rulec.ir.accounts import account_of_table
from rulec.ir.bands import add_criterion, tier_of
from rulec.ir.model import Expression, Measure, Node, Norm, Violation
from rulec.ir.segments_to_conditions import ConditionMaker, joined
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
_UNIT = re.compile(r"[(（]?(?:单位)?[:：]?(元|万元|分|天|日|个月|小时|%)[)）]?$")
_TAIL = re.compile(r"(?:天数|时长|期限|时间|金额|数额|标准|分数|分值|分|数)?(?:[(（].{1,6}[)）])?$")
_NOUNS = {"PENALTY": "pay_penalty", "FINE": "fine", "POINTS": "deduct_points", "DEPOSIT": "deduct_deposit", "V_DEDUCT": "deduct_points"}
_LETTER = re.compile(r"^[A-Za-z]$")
_DAYS = re.compile(r"天数$")
_BARE = re.compile(r"^[0-9][0-9,.]*(?:[-~—至][0-9][0-9,.]*)?$")


@dataclass(frozen=True, slots=True)
class _Column:
    role: Role
    header: Cell
    measure: MeasurePhrase | None = None


def lower_table(lowering: "Lowering", statement: Statement) -> None:
    """The table of a statement: a norm a row; the whole table unresolved, by name, where no column says what follows."""
    table = statement.table
    assert table is not None
    columns = _columns(table)
    if table.header is None or not any(c.role == "effect" for c in columns):
        _unresolved(lowering, table)
        return
    for row in table.rows:
        if not row.cells or all(_NOTHING.match(cell.text) or not cell.text for cell in row.cells):
            lowering.claims.append(Tile(row.span, "layout", "table"))
            continue
        if len(row.cells) != len(columns):
            _lost(lowering, row)
            continue
        _Row(lowering, row, columns).lower()
    lowering.claims.append(Tile(table.header.span, "heading", "table"))
    lowering.claims.extend(Tile(row.span, "layout", "table") for row in table.rulers)
    lowering.ladder = None


def _unresolved(lowering: "Lowering", table: Table) -> None:
    for row in (*([table.header] if table.header else []), *table.rows):
        _lost(lowering, row)
    lowering.claims.extend(Tile(row.span, "layout", "table") for row in table.rulers)


def _lost(lowering: "Lowering", row: Row) -> None:
    lowering.claims.append(Tile(row.span, "unresolved", "table"))
    lowering.diagnostics.add("P204", row.span, understood=False, text=row.span.slice(lowering.ingested.source.raw))


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
    measure = _header_measure(header)
    figures = [c for c in cells if c.figure is not None]
    points = [c for c in figures if c.figure is not None and c.figure.kind == "point"]
    if cells and len(points) == len(cells) and _NODE.search(words) and number == 0:
        return _Column("node", header)
    if any(_sanctions(c) for c in cells) or (measure is not None and not any(_compares(c) for c in cells)):
        return _Column("effect", header, measure)
    if any(_compares(c) for c in cells) or (figures and _CONDITION.search(words)):
        return _Column("condition", header)
    if _REMARK.search(words):
        return _Column("remark", header)
    if _VIOLATION.search(words):
        return _Column("violation", header)
    if number == 0 or _CONDITION.search(words):
        return _Column("condition", header)
    return _Column("unknown", header)


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
    name = _TAIL.sub("", header.text) or header.text
    for words in (header.text, re.sub(r"[(（].*$", "", header.text), name):
        word = vocabulary().words.get(words)
        if word is None:
            continue
        verb = vocabulary().action(words, "", "") if word.terminal in ("VERB", "NOMINAL") else ""
        action = _NOUNS.get(word.terminal, verb)
        if action:
            return MeasurePhrase("act", words, action, words, header.span)
    return None


# -- rows -----------------------------------------------------------------------------------------------------------------------------


class _Row:
    """One row being lowered."""

    def __init__(self, lowering: "Lowering", row: Row, columns: Sequence[_Column]) -> None:
        self.lowering = lowering
        self.row = row
        self.columns = columns
        self.conditions: ConditionMaker = lowering.conditions()
        self.violation = lowering.violation

    def lower(self) -> None:
        """The row's norm (or node), and the claim of its line."""
        lowering, row = self.lowering, self.row
        lowering.measures.start_norm()
        tier: tuple[TierPhrase, Cell] | None = None
        asked: list[tuple[Expression, Cell]] = []
        node: Cell | None = None
        measures: list[Measure] = []
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
                    found = self._measures(cell, column)
                    if not found:
                        self._lost(cell)
                    measures.extend(found)
                case "unknown":
                    self._lost(cell)
                case _:
                    lowering.claims.append(Tile(cell.span, "informative", "table"))
        if node is not None:
            self._node(node, measures)
        else:
            self._norm(tier, asked, measures)
        lowering.claims.append(Tile(row.span, "rule", "table-row"))

    def _norm(self, tier: tuple[TierPhrase, Cell] | None, asked: list[tuple[Expression, Cell]], measures: list[Measure]) -> None:
        lowering, row = self.lowering, self.row
        stated = joined([e for e, _ in asked])
        before, lowering.violation = lowering.violation, self.violation
        if tier is not None:
            phrase, _ = tier
            in_tier = replace(tier_of(lowering, phrase.label, phrase.span), violation=self.violation)
            numeric = [e for e, _ in asked]
            if numeric:
                add_criterion(lowering, row.block, phrase, joined(numeric) or in_tier, cover(c.span for _, c in asked), self.conditions)
                self.conditions.dropped.clear()
            stated = in_tier
        text, unclaimed = lowering.words(row.span), lowering.unclaimed(self.conditions)
        lowering.add(
            Norm(
                lowering.new_id(), "penalty", row.span, text, violation=self.violation, provision=lowering.provision(row.block),
                condition=stated, measures=tuple(measures), unclaimed=unclaimed,
            )
        )  # fmt: skip
        lowering.violation = before

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
        """The violation a row is about; the same words name the same one."""
        known = next((v for v in self.lowering.violations if v.name == cell.text), None)
        if known is None:
            known = Violation(f"v{len(self.lowering.violations) + 1}", cell.text, cell.span)
            self.lowering.violations.append(known)
        self.violation = known.id
        self.conditions = self.lowering.conditions()
        self.conditions.violation = known.id

    def _condition(self, cell: Cell, column: _Column, skip: int = 0) -> Expression | None:
        """What a cell asks for: its comparisons (of what the header names), or its words."""
        if cell.figure is not None and not skip:
            relation = relations(cell.figure)
            if cell.figure.kind == "times":
                return self.conditions.occurrence(OccurrencePhrase(_event(column.header.text), relation, cell.text, cell.span), "")
            return self.conditions.comparison(ComparisonPhrase(column.header.text, cell.figure, relation, cell.text, cell.span), "")
        found = []
        for number, sentence in enumerate(cell.sentences):
            for place, segment in enumerate(sentence.segments):
                if skip and number == place == 0:
                    inner = _inner(segment.parts[skip:])
                    if not inner:
                        continue
                    segment = replace(segment, parts=inner)
                made = self.conditions.of_segment(_of(segment, "" if column.role == "tier" else column.header.text), [])
                if made is not None:
                    found.append(made)
        return joined(found)

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
        self.lowering.claims.append(Tile(cell.span, "unresolved", "table"))
        self.lowering.diagnostics.add("P204", cell.span, understood=False, text=cell.text)


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
