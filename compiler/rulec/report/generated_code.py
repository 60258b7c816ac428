"""The source of a generated module → the code of each norm: its branch, and the constants that branch names."""

import ast
from collections.abc import Iterable, Mapping


def code_by_norm(source: str, norms: Iterable[str]) -> Mapping[str, str]:
    """Norm id → code, for the norms of `norms` that have a branch of their own. Empty for what is no Python."""
    try:
        module = ast.parse(source)
    except SyntaxError:
        return {}
    wanted, lines = set(norms), source.split("\n")
    constants = {name: node for node in module.body for name in _bound(node)}
    found: dict[str, str] = {}
    for function in (node for node in module.body if isinstance(node, ast.FunctionDef)):
        for number, statement in enumerate(function.body):
            names = [name for name in _bound(statement) if name in wanted]
            if not names or names[0] in found:
                continue
            block = [statement, *_following(function.body[number + 1 :], names[0])]
            used = sorted({n.id for s in block for n in ast.walk(s) if isinstance(n, ast.Name)} & constants.keys())
            body = [_text(lines, _comments(lines, block[0].lineno), block[-1].end_lineno or block[-1].lineno)]
            body += [_text(lines, constants[name].lineno, constants[name].end_lineno or constants[name].lineno) for name in used]
            found[names[0]] = "\n\n".join(body)
    return found


def _following(rest: list[ast.stmt], name: str) -> list[ast.stmt]:
    """The statements after a norm's outcome that still speak of it: its branch, up to the next outcome."""
    out: list[ast.stmt] = []
    for statement in rest:
        reads = {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        if not isinstance(statement, (ast.If, ast.Expr)) or name not in reads:
            break
        out.append(statement)
    return out


def _bound(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name) and target.id not in ("NORMS", "FACTS", "RULE", "SOURCE_MAP")]


def _comments(lines: list[str], first: int) -> int:
    while first > 1 and lines[first - 2].lstrip().startswith("#"):
        first -= 1
    return first


def _text(lines: list[str], first: int, last: int) -> str:
    block = lines[first - 1 : last]
    indent = min((len(line) - len(line.lstrip()) for line in block if line.strip()), default=0)
    return "\n".join(line[indent:] for line in block)
