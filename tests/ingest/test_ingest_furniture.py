import pytest
from ingest_rebuild import check_whole

from rulec.ingest import Ingested, ingest

BODY = "商家虚假发货的,每次扣除信用分4分,并支付违约金3000元。\n商家拒绝整改的,平台有权清退店铺。\n"


def read(text: str) -> Ingested:
    found = ingest(text.encode(), "a.txt")
    check_whole(found)
    return found


def tiles(text: str) -> dict[str, str]:
    found = read(text)
    return {tile.span.slice(found.source.raw): f"{tile.class_}/{tile.reason}" for tile in found.furniture}


def test_a_header_is_told_apart_from_the_text() -> None:
    found = read("首页 > 规则\n店铺信用分细则\n小王\n2024-05-06 07:08\n1024浏览\n" + BODY)
    assert [(tile.class_, tile.reason) for tile in found.furniture] == [
        ("furniture", "breadcrumb"),
        ("metadata", "page-title"),
        ("furniture", "byline"),
        ("metadata", "page-timestamp"),
        ("furniture", "views"),
    ]
    assert (found.page_date, found.page_title) == ("2024-05-06", "店铺信用分细则")


@pytest.mark.parametrize(
    "line",
    ["2024-05-06", "2024年5月6日 07:08", "发布时间:2024/5/6 07:08  阅读 12", "2024-05-06 | 07:08 | 分类 | 阅读:5", "小李 2024.5.6 7:08"],
)
def test_forms_of_the_page_timestamp(line: str) -> None:
    assert read(f"某某规则\n{line}\n{BODY}").page_date == "2024-05-06"


@pytest.mark.parametrize(
    "line",
    [
        "生效日期:2024年5月6日",
        "本规则于2024年5月6日10:00起生效。",
        "公示期:2024-05-06 10:00至2024-05-12 10:00",
        "2024年5月6日 某大会通过",
        "2024-13-46 07:08",
    ],
)
def test_dates_of_the_rule_are_not_the_page(line: str) -> None:
    assert read(f"某某规则\n{line}\n{BODY}").page_date is None


@pytest.mark.parametrize(
    ("anchor", "reason"),
    [
        ("推荐阅读:", "related-reading"),
        ("相關閱讀", "related-reading"),
        ("猜你喜欢:开店 | 发货", "related-reading"),
        ("看过本文的人还看了:开店", "related-reading"),
        ("以上就是今天分享的内容了。", "advertising"),
        ("1、该内容为作者独立观点,不代表本站。", "disclaimer"),
        ("发表评论", "comments"),
    ],
)
def test_a_tail_runs_to_the_end(anchor: str, reason: str) -> None:
    found = tiles(f"{BODY}\n{anchor}\n别的店铺怎么开?\n二〇二四年新鲜事\n")
    assert found[anchor] == f"furniture/{reason}"
    assert list(found) == [anchor, "别的店铺怎么开?", "二〇二四年新鲜事"]


def test_a_tail_in_the_middle_of_a_line() -> None:
    found = read(BODY.replace("\n", "") * 4 + "推荐阅读:怎么开店? 怎么发货?")
    assert [tile.span.slice(found.source.raw) for tile in found.furniture] == ["推荐阅读:怎么开店? 怎么发货?"]


def test_articles_are_never_behind_a_tail() -> None:
    found = tiles(f"第一条 {BODY}\n相关推荐\n第二条 商家申诉的,平台三日内答复。\n")
    assert list(found) == ["相关推荐"]


def test_an_item_that_sounds_like_a_comment_box_stays() -> None:
    assert tiles("有下列行为之一的,限制以下功能:\n发表评论\n直播带货\n情节严重的,支付违约金5000元。\n") == {}


def test_images_their_captions_and_what_is_between() -> None:
    found = tiles(f"{BODY}format-png\n\n处罚一览\n\n来源:规则中心\n{BODY}图注:处罚一览\n")
    assert list(found.values()) == ["furniture/image-placeholder", "furniture/caption", "furniture/caption", "furniture/caption"]


def test_a_source_without_an_image_is_text() -> None:
    assert tiles(f"{BODY}来源:商家自行采购的商品,每件扣2分\n") == {}


def test_a_paragraph_said_twice_in_a_row_and_the_title_again() -> None:
    draft = "平台拟修订信用分细则,即日征求意见。\n"
    text = "首页 / 规则\n信用分细则\n" + draft + draft + BODY + "信用分细则\n" + BODY
    found = read(text)
    assert [tile.reason for tile in found.furniture] == ["breadcrumb", "page-title", "duplicate-paragraph", "repeated-title"]


def test_spam_before_the_first_sentence_is_cut_and_said() -> None:
    found = read("某某在线观看,推广词甲,免费视频为规范经营秩序,制定本规则。\n" + BODY)
    assert [tile.span.slice(found.source.raw) for tile in found.furniture] == ["某某在线观看,推广词甲,免费视频"]
    assert [finding.code for finding in found.diagnostics] == ["I109"]


def test_rules_against_such_words_are_no_spam() -> None:
    assert tiles("不得发布下列信息:\n(一)色情自拍,赌博棋牌,私服外挂\n自拍杆、棋牌桌须提供资质。\n") == {}


def test_furniture_that_reads_like_a_rule_is_noted_once() -> None:
    found = read(BODY + "相关阅读\n另一平台:违规每次罚款500元\n另一平台:支付违约金20%\n")
    assert [(finding.code, finding.value("count"), finding.understood) for finding in found.diagnostics] == [("I108", "2", True)]


def test_markup_comments_are_layout() -> None:
    assert tiles("# 某条例\n\n<!-- INFO END -->\n\n第一条 " + BODY) == {"<!-- INFO END -->": "layout/markup"}


def test_damage_inside_furniture_is_not_reported() -> None:
    assert read(BODY + "相关阅读\n另一篇\ue431文章\n").diagnostics == ()


@pytest.mark.parametrize("anchor", ["往期回顾", "推荐读物：", "热门问答", "看了又看", "您可能还喜欢", "友情链接", "更多文章 >"])
def test_other_names_for_what_stands_below_a_page(anchor: str) -> None:
    found = read(f"{BODY}\n{anchor}\n某店刷单扣48分后多久恢复?\n抖店违约金最高5万元\n")
    assert {tile.reason for tile in found.furniture} == {"related-reading"}
    assert "I108" in [d.code for d in found.diagnostics]


def test_heads_and_feet_of_printed_pages() -> None:
    found = tiles(
        f"某某规则\n{BODY}- 1 -\n青禾商城规则中心\n第一条 商家申诉的,平台三日内答复。\n第 2 页 共 2 页\n青禾商城规则中心\nCopyright © 2024 青禾\n"
    )
    assert found == {
        "- 1 -": "furniture/page-number", "第 2 页 共 2 页": "furniture/page-number", "青禾商城规则中心": "furniture/repeated-line",
        "Copyright © 2024 青禾": "furniture/footer",
    }  # fmt: skip


def test_repeated_headings_are_no_page_heads() -> None:
    assert tiles("某某规则\n一、刷单\n处理标准\n扣2分。\n二、缺货\n处理标准\n扣1分。\n") == {}
