"""Clauses that state no condition: what a rule is for, by which rule, that the case was looked into."""

import re

_IDLE = re.compile(
    r"^为了?(?:进一步|更好地?|切实)?(?:维护|保障|保护|规范|加强|促进|提升|确保|防止|避免|营造|推动|落实|实现|提高|鼓励|引导|完善|优化)[^,，]*$"
    r"|^(?:根据|依据|按照|依照)(?:(?:国家|法律|平台)?(?:有关|相关|上述|本)?(?:法律|法规|规定|规则|办法|制度|标准|协议|公告|细则|要求|、|和|及))+$|^按(?:照)?规定$|^(?:依法|依规)+$|^(?:有关|相关)(?:法律|法规|规定|规则|要求)$"
    r"|^(?:一)?经(?:平台|官方|有关部门)?(?:核实|查实|查证|查证属实|核查|调查|调查核实|确认|发现|查明)$"
)


def is_idle(text: str) -> bool:
    """Whether a clause only says what for, by which rule, or that the case was looked into (为维护秩序, 根据有关规定, 经核实)."""
    return bool(_IDLE.match(text.strip(" ,，")))
