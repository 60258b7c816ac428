"""The literate page: nothing of the announcement is lost, nothing of it is live, open places come first, same input, same bytes."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from rulec.build.pipeline import Compilation, compile_announcement
from rulec.report.generated_code import code_by_norm
from rulec.report.html import page_html, shown, typeset
from rulec.report.page import page
from rulec.report.page_dates import date_words
from rulec.report.page_model import Extras, ScenarioRun
from rulec.report.wording import wording

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
SEEDS = ROOT / "../shared/seeds"
TEXT = """关于虚增成交的处理规则
2024年3月1日发布，2024年3月8日起生效。
虚增成交，指商家制造虚假订单的行为。
情节轻微，每次扣2分；情节严重，支付近30天虚增成交额10%的违约金。
除上述处理外，平台有权采取包括但不限于永久下架违规商品、封禁账号等措施。
"""
VOID = {"meta", "br", "link", "img", "input", "hr"}


class Reader(HTMLParser):
    """Reads a page strictly: tags must nest; gathers ids, links, tags, and the words of the left column."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.source: list[str] = []
        self.words: list[str] = []
        self._src = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.attributes.update(given)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        if tag in VOID:
            return
        if self._src or (given.get("class") == "src" and tag == "p"):
            self._src += 1
        self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack and self.stack.pop() == tag, (tag, self.getpos())
        self._src -= 1 if self._src else 0

    def handle_data(self, data: str) -> None:
        if self._src:
            self.source.append(data)
        if self.stack and self.stack[-1] not in ("style", "title"):
            self.words.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.stack
    return reader


def compiled(text: str) -> Compilation:
    return compile_announcement(text.encode(), "sample.txt")


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*/*.txt")), ids=lambda p: f"{p.parent.name}/{p.stem}")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_holds_every_word_of_the_announcement_in_order(path: Path, lang: str) -> None:
    compilation = compile_announcement(path.read_bytes(), path.name)
    html = page_html(page(compilation, lang="zh" if lang == "zh" else "en"))
    reader = read(html)
    raw = compilation.ingested.source.raw
    visible = re.sub(r"[\ue000-\uf8ff]", lambda m: f"U+{ord(m[0]):04X}", raw.removeprefix("\ufeff"))
    assert squeezed("".join(reader.source)) == squeezed(visible)
    assert len(reader.ids) == len(set(reader.ids))
    assert all(link.startswith("#") and link[1:] in reader.ids for link in reader.links)
    assert all(norm.id in reader.ids for norm in compilation.rule_set.norms)


def test_same_input_same_bytes() -> None:
    path = sorted(CORPUS.glob("*/*/*.txt"))[0]
    pages = {page_html(page(compile_announcement(path.read_bytes(), path.name))) for _ in range(2)}
    assert len(pages) == 1


def test_the_page_needs_no_network_and_no_script() -> None:
    html = page_html(page(compiled(TEXT)))
    reader = read(html)
    assert not reader.tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "video", "audio", "svg"}
    assert not {name for name in reader.attributes if name.startswith("on") or name in ("src", "style", "srcset")}
    assert "url(" not in html and "@import" not in html and "http://" not in html and "https://" not in html
    assert "default-src 'none'" in html


HOSTILE = "<script>alert(1)</script>\"' onmouseover=x {{ 7*7 }} </style></title><img src=x onerror=alert(1)>\u202e反\u200b转\x07"


def test_hostile_text_is_inert() -> None:
    reader = read(page_html(page(compiled(HOSTILE + "\n" + TEXT + HOSTILE + "\n"))))
    assert not reader.tags & {"script", "img"}
    assert not {name for name in reader.attributes if name.startswith("on")}
    words = "".join(reader.words)
    assert "<script>alert(1)</script>" in words and "{{ 7*7 }}" in words and "49" not in words


def test_a_hostile_title_is_inert_wherever_it_is_shown() -> None:
    html = page_html(page(compiled(f"《{HOSTILE}》实施细则\n" + TEXT)))
    assert "<script" not in html and "<img" not in html
    assert not re.search("[\u202e\u200b\x07]", html)


def test_what_cannot_be_seen_is_made_visible() -> None:
    assert "U+202E" in shown("a\u202eb") and "\u202e" not in shown("a\u202eb")
    assert "U+E431" in shown("\ue431") and "<bdi>" in shown("שלום")
    assert shown("扣10分\n下一行") == "扣10分\n下一行"


@pytest.mark.parametrize(
    ("raw", "set_"),
    [
        ("情节轻微,扣10分;", "情节轻微，扣10分；"),
        ("(最低1000元)的", "（最低1000元）的"),
        ("10:30 a, b (c)", "10:30 a, b (c)"),
        ("1,000元", "1,000元"),
        ("占10%,并处", "占10%，并处"),
    ],
)
def test_punctuation_next_to_hanzi_is_wide(raw: str, set_: str) -> None:
    assert typeset(raw) == set_


def test_a_norm_says_condition_measure_and_code() -> None:
    compilation = compiled(TEXT)
    norms = compilation.rule_set.norms
    shown_code = {norms[0].id: "n1 = run.when(facts.severity)  # <b>"}
    words = "".join(read(page_html(page(compilation, Extras("87.5", shown_code)))).words)
    for part in ("87.5%", "情节轻微", "每次扣 2 分", "run.when(facts.severity)  # <b>", "2024年3月8日", "永久下架违规商品", "在此之外"):
        assert part in words, part


def test_open_places_come_first_and_lead_to_the_text() -> None:
    made = page(compile_announcement((CORPUS / "kuaishou/mall-management/2022-09-13.txt").read_bytes(), "x.txt"))
    unresolved = [row.id for row in made.rows if any(piece.class_ == "unresolved" for piece in row.pieces)]
    assert {item.place.anchor for item in made.opens} >= set(unresolved)
    html = page_html(made)
    assert html.index('id="open"') < html.index('id="text"') < html.index('id="how"')


def test_repairs_show_what_stood_there_and_what_is_read() -> None:
    path = CORPUS / "kuaishou/trading-fund-safety-damaged/2023-11-03.txt"
    compilation = compile_announcement(path.read_bytes(), path.name)
    made = page(compilation)
    inferred = {edit.text for edit in compilation.ingested.edits if not edit.certain}
    assert inferred == {repair.read for group in made.repairs if not group.certain for repair in group.repairs}
    marked = "".join(p.text for row in made.rows for p in row.reading if p.repair == "inferred")
    assert "扣除全部违" in marked
    assert all(row.reading for row in made.rows if row.class_ == "rule"), "every damaged sentence is also given as it is read"


def test_scenarios_show_what_came_out_and_what_they_reach() -> None:
    decision = {"verdict": "applies", "measures": [], "trace": [{"norm": "n1", "outcome": "true"}, {"norm": "n2", "outcome": "false"}]}
    runs = (ScenarioRun("a", "轻微", {"情节": "轻微"}, decision), ScenarioRun("b", "<i>", {}, None, ("measures: none, expected fine",)))
    html = page_html(page(compiled(TEXT), Extras(scenarios=runs)))
    words = "".join(read(html).words)
    assert "2 个场景，1 个符合预期" in words and "不符预期" in words and "measures: none, expected fine" in words
    assert 'href="#s1"' in html and "<i>" not in html


def test_dates_are_words() -> None:
    assert date_words("2023-11-03") == "2023年11月3日" and date_words("2023-11-03", "en") == "3 November 2023"
    assert date_words("soon") == "soon"
    assert date_words("2023-08-14T17:10:40") == "2023年8月14日 17:10"


def test_code_of_a_norm_is_its_branch_and_the_constants_it_names() -> None:
    source = (
        'FINE = Measure("fine")\nOTHER = 1\n\n\ndef only(facts, run):\n    # 「情节轻微，罚款。」\n    n1 = facts.severity\n'
        "    if n1 is not False:\n        add((n1, FINE))\n\n    n2 = True\n    add((n2, OTHER))\n    run.norms += (n1, n2)\n"
    )
    code = code_by_norm(source, ["n1", "n2"])
    assert code["n1"] == '# 「情节轻微，罚款。」\nn1 = facts.severity\nif n1 is not False:\n    add((n1, FINE))\n\nFINE = Measure("fine")'
    assert "OTHER = 1" in code["n2"] and code_by_norm("def (", ["n1"]) == {}


# ---- colours -------------------------------------------------------------------------------------------------------------------


def themes() -> dict[str, dict[str, tuple[int, ...]]]:
    css = (ROOT / "compiler/rulec/report/templates/page.css").read_text(encoding="utf-8")
    found: dict[str, dict[str, tuple[int, ...]]] = {}
    for name, block in zip(("light", "dark", "print"), re.findall(r":root \{(.*?)\}", css, re.S), strict=True):
        colours = re.findall(r"--([a-z-]+): #([0-9a-f]{6});", block)
        found[name] = {key: tuple(int(value[i : i + 2], 16) for i in (0, 2, 4)) for key, value in colours}
    return found


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    def light(colour: tuple[int, ...]) -> float:
        parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_every_pair_of_colours_can_be_read(theme: str) -> None:
    colours = themes()[theme]
    classes = [key.removesuffix("-bg") for key in colours if key.endswith("-bg")]
    pairs = [(f"{c}-ink", f"{c}-bg") for c in classes] + [(ink, f"{c}-bg") for c in classes for ink in ("ink", "soft")]
    pairs += [(ink, ground) for ink in ("ink", "soft", "link", "good", "warn", "amber") for ground in ("paper", "panel")]
    pairs += [("ink", "mark"), ("ink", "code"), ("warn", "unresolved-bg"), ("link", "unresolved-bg"), ("panel", "warn")]
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


def test_every_phrase_the_templates_print_is_in_the_table() -> None:
    folder = ROOT / "compiler/rulec/report/templates"
    used = {name for file in folder.glob("*.jinja") for name in re.findall(r"\bw\.([a-z_]+)", file.read_text(encoding="utf-8"))}
    for lang in ("zh", "en"):
        assert used <= wording("zh" if lang == "zh" else "en")["page"].keys()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the folder of real announcements is not beside the project")
def test_real_announcements_become_pages() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        compilation = compile_announcement(path.read_bytes(), path.name)
        reader = read(page_html(page(compilation)))
        assert all(norm.id in reader.ids for norm in compilation.rule_set.norms), path.name
