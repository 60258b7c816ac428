"""A new folder → a project that builds and tests green: its configuration, one announcement, scenarios written from its text."""

from pathlib import Path

from rulec.build.config import CONFIG
from rulec.build.manifest import replace_file
from rulec.diagnostics import UserError

CONFIGURATION = """\
# 公告所在的文件夹,和编译结果写到哪里
# the folder of announcements, and where the compiled rules go
corpus = "corpus"
output = "generated"

# 比较两版公告时,对谁说更严或更宽
# for whom a comparison of two versions says what got stricter or looser
audiences = ["商家"]

# 达到哪一级的问题使命令以退出码 1 结束: error, warning, note, never
# the lightest finding that makes the exit status 1
[gates]
build = "error"
"""

ANNOUNCEMENT = """\
# 示例商城延迟发货处理细则

发布日期:2024年1月10日  生效日期:2024年2月1日

第一条 延迟发货,是指商家未在承诺的时限内把商品交给快递的行为。

第二条 延迟发货情节轻微的,予以警告。

第三条 延迟发货情节一般的,扣除2分。

第四条 延迟发货情节严重的,扣除6分,支付近30天延迟发货订单金额5%的违约金,最低100元,最高5000元。
"""

SCENARIOS = """\
# 每个例子:事实,以及读原文得出的结果。结果由人写,任何命令都不会改它。
# Each case: facts, and the outcome that a person reads in the text. No command changes it.
- id: warned
  about: 情节轻微,只警告
  as_of: 2024-02-01
  as_if_in_force: false
  facts: {情节: 轻微}
  expect:
    verdict: applies
    force: in_force
    measures: [{action: warn}]

- id: day-before
  about: 生效前一天
  as_of: 2024-01-31
  as_if_in_force: false
  facts: {情节: 轻微}
  expect: {verdict: not_in_force, force: not_yet}

- id: middle
  about: 情节一般,扣2分
  as_of: 2024-03-05
  as_if_in_force: false
  facts: {情节: 一般}
  expect:
    verdict: applies
    measures: [{action: deduct_points, amount: {type: fixed, value: "2", unit: point}}]

- id: severe-share
  about: 6万元的5%是3000元
  as_of: 2024-03-05
  as_if_in_force: false
  facts: {情节: 严重, 近30天延迟发货订单金额: "60000"}
  expect:
    verdict: applies
    measures:
      - {action: deduct_points, amount: {type: fixed, value: "6", unit: point}}
      - {action: pay_penalty, amount: {type: fixed, value: "3000", unit: CNY}}

- id: severe-cap
  about: 12万元的5%是6000元,最高5000元
  as_of: 2024-03-05
  as_if_in_force: false
  facts: {情节: 严重, 近30天延迟发货订单金额: "120000"}
  expect:
    verdict: applies
    measures:
      - {action: deduct_points, amount: {type: fixed, value: "6", unit: point}}
      - {action: pay_penalty, amount: {type: fixed, value: "5000", unit: CNY}}
"""

FILES = {
    CONFIG: CONFIGURATION,
    "corpus/example/late-shipping/2024-02-01.md": ANNOUNCEMENT,
    "corpus/example/late-shipping/scenarios.yaml": SCENARIOS,
}


def start_project(folder: Path) -> tuple[str, ...]:
    """Write the project; returns the paths made. UserError B027 where one is there already, B016 where the disk refuses."""
    for path in (CONFIG, "corpus"):
        if (folder / path).exists():
            raise UserError("B027", path=(folder / path).as_posix())
    try:
        for path, text in FILES.items():
            replace_file(folder / path, text.encode("utf-8"))
    except OSError as error:
        raise UserError("B016", path=str(error.filename or folder), reason=error.strerror or str(error)) from error
    return tuple((folder / path).as_posix() for path in FILES)
