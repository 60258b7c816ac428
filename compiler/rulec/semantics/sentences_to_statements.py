"""Sentences → statements: which sentences form one list, one tier, one definition, and what kind of thing each says."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from rulec.semantics.account_terms import cap_terms, reset_terms
from rulec.semantics.bracket_rows import is_bracket_row
from rulec.semantics.definitions import gathered
from rulec.semantics.lifecycle_forms import is_transition, says_lifecycle
from rulec.semantics.sentence_kinds import (
    INTRO,
    counts_on,
    defined_term,
    gives_back,
    groups,
    has_effects,
    is_list_head,
    is_situation,
    kind_of,
    leading_tier,
    list_terms,
    marks_of,
    reaches,
    reaches_on,
    sanctions,
    sentence_imposes,
)
from rulec.syntax.announcement import Announcement
from rulec.syntax.clauses import (
    AccountPhrase,
    LifecyclePhrase,
    Mark,
    ReliefPhrase,
    Sentence,
    TierPhrase,
)
from rulec.syntax.statements import Group, ListItem, Statement, StatementKind

_EXAMPLE = re.compile(r"^(?:答[::]?)?(?:例如|比如|举例|例:|如:|例[一二三四五12345][::]|所以[::])")
_EXAMPLE_HEAD = re.compile(r"^(?:举例|例如|示例)[::]?$")
_CHANGES = re.compile(r"核心调整|主要调整|调整(?:内容)?如下|修订(?:内容|要点|如下)|主要(?:修改|变化)|变更内容|调整为主要")
_GLOSSARY = re.compile(r"名词释义|名词解释|术语|定义$|^定义")
_AMENDS = re.compile(
    r"第[0-9零〇一二三四五六七八九十百千]+[条款项][^,，。;；]{0,12}(?:修改为|修订为|改为(?!第))|(?:删去|删除)第[0-9零〇一二三四五六七八九十百千]+[条款项]|增加[一二三四五六两]?[条款项][,，]作为"
)
_ORDERS = re.compile(r"(?:修改|修订|修正|调整|变更)(?:如下)?[:：]?$")
_CONTINUED = re.compile(r"^(?:具体)?包括[::]$|^具体(?:情形|如下)")


class _Walk:
    """Goes over the sentences once; every sentence lands in exactly one statement."""

    def __init__(self, announcement: Announcement) -> None:
        self.announcement = announcement
        self.sentences = announcement.sentences
        self.at = 0
        self.example_until: int | None = None
        self.account_block: int | None = None
        blocks = announcement.blocks
        self.amended = [a.span.start for a in announcement.amendments]
        self.glossaries = [blocks[s.block].path for s in self.sentences if blocks[s.block].kind == "heading" and _GLOSSARY.search(s.text)]

    def run(self) -> tuple[Statement, ...]:
        found: list[Statement] = []
        while self.at < len(self.sentences):
            before = self.at
            found.append(self._next())
            assert self.at > before
        return tuple(found)

    # -- one statement ------------------------------------------------------------------------------------------------------------

    def _next(self) -> Statement:
        sentence = self.sentences[self.at]
        block = self.announcement.blocks[sentence.block]
        amending = self._amending(sentence)
        if amending:
            return self._take("amendment", amending)
        if sentence.terminator in (":", "：") and _ORDERS.search(sentence.text) and self._amending_at(self.at + 1):
            return self._take("intro")
        if block.kind == "heading":
            return self._take("heading")
        table = next((t for t in self.announcement.tables if sentence.block in t.blocks), None)
        if table is not None:
            count = sum(1 for s in self.sentences[self.at :] if s.block in table.blocks)
            return self._take("table", count, table=table)
        if block.style == "QUESTION":
            return self._take("informative")
        note = bracket_note(sentence)
        if note is not None:
            term = defined_term(note)
            if term is not None:
                return replace(self._take("definition"), term=_term_name(term.text), term_span=term.span)
        if _EXAMPLE.match(sentence.text) or self._inside_example(sentence):
            return self._example(sentence)
        self.example_until = None
        if _CHANGES.search(sentence.text) and sentence.terminator == ":":
            return self._changes(sentence)
        rows = self._bracket_rows()
        if rows:
            return self._take("brackets", rows)
        tier = leading_tier(sentence)
        if (
            tier is not None
            and not has_effects(sentence)
            and sentence.terminator in (":", "：")
            and marks_of(sentence, "OPEN_LIST", "LIST")
        ):
            return self._criteria(sentence, tier)
        if not sentence_imposes(sentence) and is_transition(sentence.text):
            return self._take("transition")
        dated = any(isinstance(p, LifecyclePhrase) for g in sentence.segments for p in g.parts)
        if dated or (not sentence_imposes(sentence) and not _commands(sentence) and says_lifecycle(sentence.text)):
            return self._take("lifecycle")
        if not sentence_imposes(sentence) and any(
            isinstance(p, AccountPhrase) and p.kind in ("initial", "reset") for g in sentence.segments for p in g.parts
        ):
            return self._take("account")
        if self._account_terms(sentence):
            return self._take("account")
        term = defined_term(sentence)
        held = gathered(sentence.text) if term is None and not tier and not has_effects(sentence) else None
        if held is not None:
            return self._take("definition", term=held.terms[0], term_span=sentence.segments[0].span)
        if term is None and self._in_glossary(sentence):
            path = self.announcement.blocks[sentence.block].path
            return self._take("definition", term=_term_name(re.sub(r"^[(（].*?[)）]", "", path[-1])), term_span=sentence.span)
        if term is not None and not tier:
            if is_list_head(sentence) and sentence.terminator in (":", "："):
                listed = self._list(sentence)
                if listed.items:
                    return replace(listed, kind="definition", term=_term_name(term.text), term_span=term.span)
                self.at -= len(listed.sentences)
            return self._definition(sentence, term)
        if reaches(sentence) or counts_on(sentence) or (self.account_block == sentence.block and reaches_on(sentence)):
            self.account_block = sentence.block
            return self._take("account")
        if gives_back(sentence):
            return self._take("recovery")
        if is_list_head(sentence):
            return self._list(sentence)
        return self._plain(sentence, tier)

    def _amending_at(self, at: int) -> int:
        return self._amending(self.sentences[at], at) if at < len(self.sentences) else 0

    def _amending(self, sentence: Sentence, at: int | None = None) -> int:
        """How many sentences from here on are operations upon another text, their quotations and side-by-side table included."""
        operations = self.announcement.amendments
        if not operations:
            return 0
        table = next((t for t in self.announcement.tables if sentence.block in t.blocks), None)
        if table is not None and any(a.span.overlaps(row.span) for a in operations for row in table.rows):
            return sum(1 for s in self.sentences[self.at if at is None else at :] if s.block in table.blocks)
        count, first = 0, self.at if at is None else at
        while first + count < len(self.sentences):
            span = self.sentences[first + count].span
            place = bisect_right(self.amended, span.start)
            own = [operations[n] for n in range(max(0, place - 8), min(place + 8, len(operations)))]
            if not any(a.span.overlaps(span) for a in own) or any(self.sentences[first + count].block in t.blocks for t in self.announcement.tables):
                break
            count += 1
        return count

    def _account_terms(self, sentence: Sentence) -> bool:
        """When an account starts afresh, or what it counts at most; no sanction of its own."""
        if has_effects(sentence):
            return False
        return reset_terms(sentence.text).says_something() or cap_terms(sentence.text) is not None

    def _bracket_rows(self) -> int:
        """How many sentences from here on give rates by stretches (不超过…的部分,按…), their head among them; 0 where they do not."""
        first = self.sentences[self.at]
        head = 0 if is_bracket_row(first) else 1 if first.terminator in (":", "：") else -1
        if head < 0:
            return 0
        blocks, count = self.announcement.blocks, head
        for sentence in self.sentences[self.at + head :]:
            if not is_bracket_row(sentence) or (sentence.block != first.block and not blocks[sentence.block].is_item):
                break
            count += 1
        return count if count - head > 1 else 0

    def _in_glossary(self, sentence: Sentence) -> bool:
        """Below a heading that announces definitions (名词释义), every entry explains its own heading."""
        own = self.announcement.blocks[sentence.block].path
        below = any(own[: len(path)] == path for path in self.glossaries)
        return below and len(own) > 1 and not has_effects(sentence)

    def _take(self, kind: StatementKind, count: int = 1, **more: object) -> Statement:
        taken = self.sentences[self.at : self.at + count]
        self.at += count
        return Statement(kind, taken, taken[0].block, groups=tuple(g for s in taken for g in groups(s)), **more)  # type: ignore[arg-type]

    def _plain(self, sentence: Sentence, tier: TierPhrase | None) -> Statement:
        if _AMENDS.search(sentence.text):  # an operation of which nothing was made above
            return self._take("unresolved")
        kind = kind_of(sentence)
        if kind == "informative" and self._left_over(sentence):
            kind = "unresolved"
        return self._take(kind, tier=tier)

    def _left_over(self, sentence: Sentence) -> bool:
        """An entry of a list whose head is a rule (…,给予开除处分:) and that nothing took up: no background."""
        blocks = self.announcement.blocks
        if not blocks[sentence.block].is_item:
            return False
        head = next((s for s in reversed(self.sentences[: self.at]) if not blocks[s.block].is_item), None)
        if head is None or head.terminator not in (":", "：") or blocks[head.block].kind == "heading":
            return False
        return kind_of(head) in ("penalty", "duty", "prohibition", "admission", "relief")

    def _example(self, sentence: Sentence) -> Statement:
        count = 1
        while self.at + count < len(self.sentences) and self.sentences[self.at + count].block == sentence.block:
            count += 1
        if _EXAMPLE_HEAD.match(sentence.text):
            self.example_until = sentence.block
        return self._take("example", count)

    def _inside_example(self, sentence: Sentence) -> bool:
        """A paragraph behind `举例:` up to the next labelled block."""
        if self.example_until is None:
            return False
        between = self.announcement.blocks[self.example_until + 1 : sentence.block + 1]
        return not any(b.kind in ("heading", "provision") for b in between)

    def _changes(self, head: Sentence) -> Statement:
        items = self._inline_items()
        taken = self.sentences[self.at : self.at + 1 + sum(len(i.sentences) for i in items)]
        self.at += len(taken)
        return Statement("changes", taken, head.block, head=head, items=items)

    def _criteria(self, head: Sentence, tier: TierPhrase) -> Statement:
        items = self._inline_items()
        taken = self.sentences[self.at : self.at + 1 + sum(len(i.sentences) for i in items)]
        self.at += len(taken)
        return Statement(
            "tier_criteria", taken, head.block, head=head, quantifier="any", items=items, tier=tier, open=bool(marks_of(head, "OPEN_LIST"))
        )

    def _inline_items(self) -> tuple[ListItem, ...]:
        """Sentences behind the head in its block: up to 。, or the next tier's head."""
        items: list[ListItem] = []
        head = self.sentences[self.at]
        for sentence in self.sentences[self.at + 1 :]:
            if sentence.block != head.block or leading_tier(sentence) is not None:
                break
            items.append(ListItem("", (sentence,)))
            if sentence.terminator not in (";", "；", ":"):
                break
        return tuple(items)

    def _definition(self, sentence: Sentence, term: Mark) -> Statement:
        count = 1
        while self.at + count < len(self.sentences):
            before, following = self.sentences[self.at + count - 1], self.sentences[self.at + count]
            if following.block != sentence.block or before.terminator not in (";", "；", ":") or has_effects(following):
                break
            count += 1
        return self._take("definition", count, term=_term_name(term.text), term_span=term.span, open=bool(marks_of(sentence, "OPEN_LIST")))

    # -- lists --------------------------------------------------------------------------------------------------------------------

    def _list(self, head: Sentence) -> Statement:
        quantifier, announced = list_terms(head)
        start = self.at
        self.at += 1
        heads = [head]
        while self._continues_head(heads):  # …之一的,责令改正…;情节严重的,处…:(一)…
            heads.append(self.sentences[self.at])
            self.at += 1
        last = heads[-1]
        following = self.sentences[self.at] if self.at < len(self.sentences) else None
        before_tiers = following is not None and leading_tier(following) is not None and not has_effects(head)
        if before_tiers or (INTRO.search(head.text) and (following is None or has_effects(following))):
            return Statement("intro", (head,), head.block, head=head)
        items = self._items(last, announced)
        if not items and quantifier == "all" and head.terminator in (":", "："):
            items = self._headed_groups(head)
        if not items and following is not None and _CONTINUED.match(following.text):  # …情形的,平台有权…。具体包括:…
            items = self._nested(following, "").items
        if not items and INTRO.search(head.text) and not has_effects(head):
            return Statement("intro", (head,), head.block, head=head)
        measures = self._measures_below(head, items, following)
        if measures:
            self.at = start + 1 + len(measures)
            effects = tuple(g for s in measures for g in s.segments if g.kind == "effect")
            return Statement("penalty", self.sentences[start : self.at], head.block, groups=(Group(head.segments, effects, head),))
        own = [s for item in items for s in item.sentences if sentence_imposes(s) and kind_of(s) in ("penalty", "relief")]
        if _empowers(head):  # 有权采取下列措施: what may be done, whatever verbs the entries have
            own = []
        if any(sentence_imposes(h) for h in heads):  # the head has the consequence: a weak verb in an entry is only part of the conduct
            own = [s for s in own if sanctions(s)]
        if own and not any(
            isinstance(p, ReliefPhrase) and p.listed for g in head.segments for p in g.parts
        ):  # entries with consequences of their own are norms of their own
            self.at = start + len(heads)
            items = ()
        taken = self.sentences[start : self.at]
        kind = kind_of(head) if items or has_effects(head) else "list"
        if any(has_effects(h) for h in heads) and kind in ("informative", "intro", "duty", "prohibition", "list"):
            kind = kind_of(next(h for h in heads if has_effects(h)))
        if kind in ("informative", "intro", "duty", "list") and items and quantifier == "all" and re.search(r"要求|条件", head.text):
            kind = "admission"
        if kind in ("informative", "intro", "list") and items and _empowers(head):
            kind = "permission"
        if kind in ("informative", "intro"):
            kind = "list"
        if kind == "list" and not items and last.terminator in (":", "：") and following is not None and sentence_imposes(following):
            kind = "intro"
        return Statement(
            kind,
            taken,
            head.block,
            groups=tuple(g for h in heads for g in groups(h)),
            head=head,
            quantifier=quantifier,
            announced=announced,
            items=items,
            tier=leading_tier(head),
        )

    def _measures_below(self, head: Sentence, items: Sequence[ListItem], following: Sentence | None) -> tuple[Sentence, ...]:
        """…的,平台有权采取以下措施: what follows is measures and nothing else, under the condition that the head states."""
        if has_effects(head) or head.terminator not in (":", "：") or not marks_of(head, "KIND_NOUN", "LIST"):
            return ()
        if not any(g.kind in ("condition", "numeric") for g in head.segments) or leading_tier(head) is not None:
            return ()
        found = [s for item in items for s in item.sentences if not item.items]
        if not found and following is not None and following.block == head.block:
            found = [following]
        if any(item.items for item in items) or not found:
            return ()
        bare = all(sentence_imposes(s) and all(g.kind == "effect" for g in s.segments) for s in found)
        start = next(n for n, s in enumerate(self.sentences) if s is head)
        return tuple(found) if bare and self.sentences[start + 1 : start + 1 + len(found)] == tuple(found) else ()

    def _continues_head(self, heads: list[Sentence]) -> bool:
        last = heads[-1]
        if self.at >= len(self.sentences) or last.terminator not in (";", "；", "。") or not has_effects(last):
            return False
        following = self.sentences[self.at]
        colon = next((s for s in self.sentences[self.at :] if s.block != last.block or s.terminator in (":", "：")), None)
        return following.block == last.block and has_effects(following) and colon is not None and colon.block == last.block

    def _items(self, head: Sentence, announced: int | None) -> tuple[ListItem, ...]:
        items: list[ListItem] = []
        blocks = self.announcement.blocks
        last = head
        while self.at < len(self.sentences):
            sentence = self.sentences[self.at]
            same_block = sentence.block == last.block
            goes_on = last.terminator in (";", "；", ":", "：")
            situation = is_situation(sentence) and not is_situation(head)
            between = blocks[last.block + 1 : sentence.block]
            if any(b.kind in ("heading", "provision") and not b.is_item for b in between):
                break
            block = blocks[sentence.block]
            item_block = not same_block and block.is_item and (not items or goes_on or _same_style(blocks, items, block.style))
            if leading_tier(sentence) is not None and leading_tier(head) is not None:
                break
            if is_situation(sentence) and is_situation(head):
                break
            if not (situation or item_block or goes_on):
                break
            if not same_block and not (item_block or situation) and block.kind in ("heading", "provision"):
                break
            if announced is not None and len(items) >= announced and not (item_block or situation):
                break
            if situation or (is_list_head(sentence) and not has_effects(sentence) and (item_block or situation)):
                items.append(self._nested(sentence, block.label if item_block else sentence.segments[0].text))
            elif same_block and items and not item_block and block.is_item and items[-1].sentences[-1].block == sentence.block:
                items[-1] = replace(items[-1], sentences=(*items[-1].sentences, sentence))
                self.at += 1
            else:
                items.append(ListItem(block.label if item_block else "", (sentence,)))
                self.at += 1
            last = self.sentences[self.at - 1]
        return tuple(items)

    def _headed_groups(self, head: Sentence) -> tuple[ListItem, ...]:
        """Requirement groups, each below a heading without number (商户要求, 商品要求), up to the next numbered heading."""
        blocks = self.announcement.blocks
        found: list[ListItem] = []
        while self.at < len(self.sentences):
            title = self.sentences[self.at]
            block = blocks[title.block]
            if block.kind != "heading" or block.style != "HEADING":
                break
            self.at += 1
            entries: list[ListItem] = []
            while self.at < len(self.sentences):
                sentence = self.sentences[self.at]
                entry = blocks[sentence.block]
                if entry.kind == "heading" or not (entry.is_item or not entries or entry.kind == "paragraph"):
                    break
                if entries and entries[-1].sentences[-1].block == sentence.block:
                    entries[-1] = replace(entries[-1], sentences=(*entries[-1].sentences, sentence))
                else:
                    entries.append(ListItem(entry.label, (sentence,)))
                self.at += 1
            found.append(ListItem(block.label, (title,), "all", None, tuple(entries), title))
        return tuple(found)

    def _nested(self, head: Sentence, label: str) -> ListItem:
        quantifier, announced = list_terms(head)
        start = self.at
        self.at += 1
        items = self._items(head, announced)
        return ListItem(label, self.sentences[start : self.at], quantifier, announced, items, head)


def _term_name(words: str) -> str:
    return re.sub(r"^.*所称(?:的)?|^(?:其中|此外|所谓|注[::])", "", words).strip("“”: ,").removesuffix("是")


def bracket_note(sentence: Sentence) -> Sentence | None:
    """The sentence inside a bracket that is a sentence of its own: (注:商城屏蔽指…。)"""
    parts = [p for g in sentence.segments for p in g.parts]
    only = parts[0] if len(parts) == 1 else None
    return only.inner[0] if isinstance(only, Mark) and only.kind == "BRACKET" and only.inner else None


def _empowers(head: Sentence) -> bool:
    """可以采取下列措施:, 有权行使下列职权:"""
    powers = any(m.text in ("可以", "有权") for m in marks_of(head, "MAY"))
    return powers and not has_effects(head) and bool(re.search(r"(?:下列|以下|如下)[^,，:：]{0,8}(?:措施|职权|权力|权利|职责|方式)[:：]?$", head.text))


def _commands(sentence: Sentence) -> bool:
    """…的,应当…批准后实施: a duty under a condition, whatever date its words remind of."""
    strong = any(m.text in ("应", "应当", "须", "必须", "需") for m in marks_of(sentence, "MUST")) or bool(marks_of(sentence, "MUST_NOT"))
    return strong and any(s.kind == "condition" for s in sentence.segments)


def _same_style(blocks: Sequence[object], items: Sequence[ListItem], style: str) -> bool:
    block = blocks[items[-1].sentences[0].block]
    return getattr(block, "style", "") == style


def statements(announcement: Announcement) -> tuple[Statement, ...]:
    """The statements of an announcement; together they hold every sentence exactly once."""
    found = _Walk(announcement).run()
    assert sum(len(s.sentences) for s in found) == len(announcement.sentences)
    return found
