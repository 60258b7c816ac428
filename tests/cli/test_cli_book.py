"""Commands over a project: init, build with cache and gates, versions, facts, eval --book, watch."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rulec.cli import run

ROOT = Path(__file__).parents[2]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def rulec(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line; gives exit status, output, errors."""

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A copy of the rule book of the corpus, built once."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "corpus/qinghe", root / "corpus/qinghe")
    assert run(["build", "--root", str(root), "--jobs", "1"]) == 0
    return str(root)


def test_a_new_project_is_green(rulec: Run, tmp_path: Path) -> None:
    place = tmp_path / "new"
    status, out, _ = rulec("init", str(place))
    assert status == 0 and "rulec.toml" in out
    assert rulec("build", "--root", str(place))[0] == 0
    assert rulec("build", "--check", "--root", str(place))[0] == 0
    status, out, _ = rulec("test", "--root", str(place))
    assert status == 0 and "5 of 5 scenarios hold" in out
    before = {p: p.read_bytes() for p in place.rglob("*") if p.is_file()}
    status, _, err = rulec("init", str(place))
    assert status == 2 and "B027" in err
    assert before == {p: p.read_bytes() for p in place.rglob("*") if p.is_file()}


def test_settings_rule_the_build(rulec: Run, tmp_path: Path) -> None:
    (tmp_path / "texts/shop/fines").mkdir(parents=True)
    (tmp_path / "texts/shop/fines/2024-03-01.txt").write_text("甲规则\n\n本规则于2024年2月1日起生效。\n\n延迟发货的，扣除2分。\n", encoding="utf-8")
    (tmp_path / "rulec.toml").write_text('corpus = "texts"\noutput = "rules"\n', encoding="utf-8")
    status, out, err = rulec("build", "--root", str(tmp_path))
    assert status == 0 and "B105" in out and "编译 1 份" in err
    assert (tmp_path / "rules/shop/fines/v2024_02_01.py").exists()
    (tmp_path / "rulec.toml").write_text('corpus = "texts"\noutput = "rules"\n[gates]\nbuild = "warning"\n', encoding="utf-8")
    assert rulec("build", "--root", str(tmp_path))[0] == 1, "the file's day is a warning"
    assert rulec("build", "--root", str(tmp_path), "--fail-on", "error")[0] == 0, "the command line wins"
    (tmp_path / "rulec.toml").write_text("corpora = 1\n", encoding="utf-8")
    status, _, err = rulec("build", "--root", str(tmp_path))
    assert status == 2 and "B024" in err and "corpora" in err


def test_the_timeline_of_a_rule(rulec: Run, project: str) -> None:
    status, out, _ = rulec("versions", "青禾商城发货管理规则", "--on", "2024-06-30", "--root", project)
    rows = [line.split() for line in out.splitlines() if line.startswith("2024-")]
    assert status == 0
    assert rows == [
        ["2024-01-01", "青禾商城发货管理规则", "2023-12-05", "2024-01-01", "2024-07-01", "当日适用"],
        ["2024-07-01", "青禾商城发货管理规则", "2024-06-15", "2024-07-01", "—"],
    ]
    assert "corpus/qinghe/shipping/2024-07-01.txt: 发布日期：2024年6月15日" in out
    shape = json.loads(rulec("versions", "qinghe/harvest-festival", "--on", "2024-10-10", "--format", "json", "--root", project)[1])
    assert (shape["rule"], shape["in_force"], shape["versions"][0]["end"]) == ("qinghe/harvest-festival", None, "2024-10-10")
    assert "没有适用的版本" in rulec("versions", "qinghe/harvest-festival", "--on", "2024-10-10", "--root", project)[1]
    status, _, err = rulec("versions", "qinghe/nothing", "--root", project)
    assert status == 2 and "B026" in err


def test_the_dictionary_of_facts(rulec: Run, project: str) -> None:
    status, out, _ = rulec("facts", "--root", project)
    assert status == 0 and out.count("近30天延迟发货订单金额") == 1, "two versions read one fact"
    assert "虚假宣传次数 ≥ 1" in out
    shape = json.loads(rulec("facts", "qinghe/shipping", "--fact", "情节", "--format", "json", "--root", project)[1])
    (fact,) = shape["facts"]
    assert fact["domain"] == ["轻微", "一般", "严重"] and fact["asked_of"] == "person"
    readers = {(row["announcement"], row["version"]) for row in fact["read_by"]}
    assert readers == {("qinghe/shipping", "2024-01-01"), ("qinghe/shipping", "2024-07-01"), ("qinghe/tier-criteria", "2024-01-01")}
    assert all(place["quote"] for row in fact["read_by"] for place in row["places"])
    listed = rulec("facts", "--fact", "severity", "--root", project)[1]
    assert "corpus/qinghe/tier-criteria/2024-01-01.txt" in listed
    assert rulec("facts", "--fact", "好评率", "--root", project)[0] == 2


def test_the_schema_of_a_books_facts(rulec: Run, project: str) -> None:
    import jsonschema

    whole = json.loads(rulec("facts", "--schema", "--root", project)[1])
    one = json.loads(rulec("facts", "qinghe/goods-quality", "--schema", "--root", project)[1])
    jsonschema.Draft202012Validator.check_schema(whole)
    assert set(one["properties"]) < set(whole["properties"])
    check = jsonschema.Draft202012Validator(whole)
    assert check.is_valid({"情节": "严重", "抽检合格率": 59.5, "severity": None, "出售不合格商品": True})
    assert not check.is_valid({"情节": "很严重"}) and not check.is_valid({"好评率": 1})


def test_a_decision_over_the_book(rulec: Run, project: str) -> None:
    asked = ("--book", "qinghe/shipping", "--as-of", "2024-09-10", "--root", project, "--fact", "近30天延迟发货订单数=10")
    status, out, _ = rulec("eval", *asked, "--fact", "丰收节期间延迟发货=是", "--fact", "此前累计扣分=8")
    assert status == 0
    for words in ("扣 4 分", "《青禾商城丰收节发货专项规则》第一条", "此前 8 分，本次 4 分，累计 12 分", "支付违约金 500 元", "优先适用"):
        assert words in out
    shape = json.loads(rulec("eval", *asked, "--format", "json")[1])
    assert (shape["schema"], shape["verdict"]) == ("rulec.decision/1", "unknown")
    assert shape["announcements"][0]["announcement"] == "qinghe/shipping"
    status, _, err = rulec("eval", *asked, "--fact", "好评=1")
    assert status == 2 and "S001" in err
    status, _, err = rulec("eval", *asked, "--fact", "丰收节期间延迟发货=也许")
    assert status == 2 and "S002" in err


def test_a_file_or_a_book_and_not_both(rulec: Run, project: str) -> None:
    assert "B028" in rulec("eval", "--root", project)[2]
    assert "B028" in rulec("eval", "a.txt", "--book", "qinghe/shipping", "--root", project)[2]


def test_scenarios_of_the_book_run_with_its_rules(rulec: Run, project: str) -> None:
    file = Path(project) / "corpus/qinghe/scenarios.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("announcements: [qinghe/fake-transactions, qinghe/violation-points]", "announcements: [qinghe/appeals]"), encoding="utf-8")
    status, out, _ = rulec("test", "--root", project, "-v")
    assert status == 1 and "ok qinghe qinghe/shipping festival-first-day" in out and "FAIL qinghe qinghe/fake-transactions fake-orders-below" in out and "qinghe/appeals took no part" in out
    file.write_text(text.replace("rule: qinghe/shipping", "rulle: qinghe/shipping", 1), encoding="utf-8")
    status, _, err = rulec("test", "--root", project)
    assert status == 2 and "B010" in err
    file.write_text(text, encoding="utf-8")
    only = rulec("test", f"{project}/corpus/qinghe/shipping", "--root", project, "-v")[1]
    assert "festival-first-day" not in only, "a book needs all of its rules"


def test_watching_builds_and_goes_on_after_an_error(rulec: Run, tmp_path: Path) -> None:
    place = tmp_path / "new"
    rulec("init", str(place))
    status, out, _ = rulec("watch", "--root", str(place), "--rounds", "0")
    assert status == 0 and "example/late-shipping" in out
    (place / "rulec.toml").write_text("corpora = 1\n", encoding="utf-8")
    status, _, err = rulec("watch", "--root", str(place), "--rounds", "1", "--interval", "0.05")
    assert status == 0 and "B024" in err
