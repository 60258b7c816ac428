"""Small rule books for tests: texts by rule and version → compiled versions, without a folder on disk."""

from pathlib import Path

from rulec.build.emit import Built, compiled_as
from rulec.build.pipeline import compile_announcement
from rulec.build.workspace import Announcement, Version


def compiled(texts: dict[str, str], issuer: str = "shop") -> tuple[Built, ...]:
    """`rule/version` (or `issuer/rule/version`) → text; each as the version it says it is."""
    found = []
    for name, text in texts.items():
        parts = name.split("/")
        owner, rule, version = parts if len(parts) == 3 else (issuer, *parts)
        path = f"corpus/{owner}/{rule}/{version}.txt"
        one = Version(version, path, Path(path))
        found.append(compiled_as(Announcement(owner, rule, Path(path).parent, (one,)), one, compile_announcement(text.encode(), path)))
    return tuple(found)


def titled(title: str, *articles: str, published: str = "2024年1月1日", effective: str = "2024年2月1日") -> str:
    """An announcement of numbered articles."""
    lines = [title, f"发布日期：{published}  生效日期：{effective}"]
    numbers = "一二三四五六七八九"
    lines += [f"第{numbers[place]}条 {words}" for place, words in enumerate(articles)]
    return "\n\n".join(lines) + "\n"
