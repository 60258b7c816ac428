"""The page's model → Markdown for a pull request: verdict, summary, one table on top; the rest folded; never above 60 000 characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rulec.diagnostics.codes import Lang
from rulec.diff.model import Report
from rulec.report.diff.page import DiffPage, Line, diff_page
from rulec.report.diff.redline import Piece

LIMIT = 60_000
MARKER = "<!-- rulec-diff -->"  # what a bot looks for to write its own comment anew
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+!|<>~&$@-])")


def diff_markdown(report: Report, lang: Lang = "zh", limit: int = LIMIT) -> str:
    """The report as Markdown. Parts that would go beyond `limit` characters are left out, and that is said."""
    page = diff_page(report, lang)
    must, parts = _top(page), [_table(page), _cases(page), _announced(page), _unread(page), _all(page)]
    text, left_out = must, False
    foot = f"\n<sub>{_inert(page.t('ack_hint'))}</sub>\n"
    more = "\n" + ("（篇幅所限，全文见 HTML 报告）" if lang == "zh" else "(cut for length; the HTML report has everything)") + "\n"
    for part in parts:
        if part and len(text) + len(part) + len(foot) + len(more) <= limit:
            text += part
        elif part:
            left_out = True
    if len(text) + len(foot) + len(more) > limit:
        text, left_out = text[: limit - len(foot) - len(more)], True
    return text + (more if left_out else "") + foot


def _inert(text: str) -> str:
    """Words of an announcement as plain text in Markdown: no markup, no mention, no invisible sign, one line."""
    seen = "".join(f"[U+{ord(c):04X}]" if unicodedata.category(c) in ("Cf", "Cc", "Co") and c not in "\n\t\r" else c for c in text)
    return _SIGNS.sub(r"\\\1", " ".join(seen.split())).replace("\\&", "&amp;").replace("\\<", "&lt;").replace("\\>", "&gt;")


def _top(page: DiffPage) -> str:
    counts = "　".join(f"{word} {number}" for _, word, number in page.counts)
    text = f"{MARKER}\n## {_inert(page.title)}　{_inert(page.versions)}\n\n**{page.verdict_word}** —— {page.why}　{counts}\n\n{_inert(page.compared)}\n"
    if page.summary:
        text += f"\n### {page.t('summary')}\n\n" + "".join(f"{n}. {_line(one, page)}\n" for n, one in enumerate(page.summary, 1))
        if page.beyond:
            text += f"\n{page.t('more', count=page.beyond)}\n"
    for words in page.impact:
        text += f"\n> {_inert(words)}\n"
    if page.matrix:
        rows = [(c.violation, c.tier, c.action, c.before or page.t("gone"), c.after or page.t("gone"), page.t(c.direction)) for c in page.matrix[:40]]
        heads = [page.t(key) for key in ("violation", "tier", "action", "col_old", "col_new")]
        text += f"\n### {page.t('matrix')}\n\n" + _rows([*heads, ""], rows)
    return text


def _line(one: Line, page: DiffPage) -> str:
    subject = f"**{_inert(one.subject)}** · " if one.subject else ""
    values = " → ".join(f"**{_inert(value)}**" for value in (one.before, one.after) if value)
    gate = f" `{page.t('level_ERR')}`" if one.gate == "fails" else f" `{page.t('acknowledged')}`" if one.gate == "acknowledged" else ""
    return f"{_inert(one.who)} {subject}{_inert(one.title)}{page.t('colon') if values else ''}{values}{gate}"


def _rows(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    made = [f"| {' | '.join(_inert(head) for head in heads)} |", f"|{'---|' * len(heads)}"]
    made += [f"| {' | '.join(_inert(cell) for cell in row)} |" for row in rows]
    return "\n".join(made) + "\n"


def _folded(title: str, body: str) -> str:
    return f"\n<details><summary>{_inert(title)}</summary>\n\n{body}\n</details>\n" if body else ""


def _pieces(pieces: Sequence[Piece], mark: str) -> str:
    found = []
    for piece in pieces:
        words = _inert(piece.text)
        found.append(f"{mark}{words}{mark}" if piece.changed and words else words)
    return "".join(found)


def _table(page: DiffPage) -> str:
    made = [f"| {page.t('col_new')} | {page.t('col_old')} | {page.t('col_note')} |", "|---|---|---|"]
    for row in page.rows:
        if row.skipped:
            made.append(f"| {page.t('unchanged', count=row.skipped)} | | |")
            continue
        notes = "<br>".join(f"`{one.code}` {_inert(one.title)} {_inert(one.who)}" for one in row.notes)
        made.append(f"| {_inert(row.new_label)} {_pieces(row.new, '**')} | {_inert(row.old_label)} {_pieces(row.old, '~~')} | {notes} |")
    return _folded(page.t("table"), "\n".join(made)) if page.rows else ""


def _cases(page: DiffPage) -> str:
    rows = [(case.number, "；".join(f"{name} = {value}" for name, value in case.facts), case.was, case.now, case.because) for case in page.cases]
    return _folded(page.t("witnesses"), _rows([page.t(k) for k in ("case", "facts", "was", "is", "because")], rows)) if rows else ""


def _announced(page: DiffPage) -> str:
    said = [f"- {state}　{_inert(text)}" for text, state, _ in page.announced]
    said += [f"- {page.t('unannounced')}　{_line(one, page)}" for one in page.unannounced]
    return _folded(page.t("announced"), "\n".join(said)) if page.announced else ""


def _unread(page: DiffPage) -> str:
    return _folded(page.t("unread"), "\n".join(f"- {side} {_inert(label)} {_inert(text)}" for side, label, text in page.unread))


def _all(page: DiffPage) -> str:
    return _folded(page.t("all_changes"), "\n".join(f"- `{one.code}` `{one.anchor}` {_line(one, page)} {_inert(one.proof)}" for one in page.everything))
