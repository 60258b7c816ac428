"""Scores of possible pairs → the pairing with the largest sum (the Hungarian method on the little that is left)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

MOST = 80
"""Rows or columns beyond which pairs are taken best first instead: the method is cubic."""


def assign(rows: int, columns: int, scores: Mapping[tuple[int, int], float], least: float) -> list[tuple[int, int]]:
    """(row, column) pairs, each row and column at most once, none under `least`, with the largest sum of scores."""
    fit = {pair: score for pair, score in scores.items() if score >= least}
    if max(rows, columns) > MOST:
        return _best_first(fit)
    found: list[tuple[int, int]] = []
    size = max(rows, columns)
    cost = [[-fit.get((row, column), 0.0) for column in range(size)] for row in range(size)]
    for row, column in enumerate(_hungarian(cost)):
        if (row, column) in fit:
            found.append((row, column))
    return found


def _best_first(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    rows: set[int] = set()
    columns: set[int] = set()
    found: list[tuple[int, int]] = []
    for row, column in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            found.append((row, column))
    return sorted(found)


def _hungarian(cost: Sequence[Sequence[float]]) -> list[int]:
    """Column of each row in the cheapest perfect matching of a square matrix (potentials, O(n³))."""
    size = len(cost)
    left, right = [0.0] * (size + 1), [0.0] * (size + 1)
    match, way = [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        match[0], column = row, 0
        least = [float("inf")] * (size + 1)
        used = [False] * (size + 1)
        while match[column]:
            used[column] = True
            here, delta, following = match[column], float("inf"), 0
            for other in range(1, size + 1):
                if used[other]:
                    continue
                now = cost[here - 1][other - 1] - left[here] - right[other]
                if now < least[other]:
                    least[other], way[other] = now, column
                if least[other] < delta:
                    delta, following = least[other], other
            for other in range(size + 1):
                if used[other]:
                    left[match[other]] += delta
                    right[other] -= delta
                else:
                    least[other] -= delta
            column = following
        while column:
            match[column], column = match[way[column]], way[column]
    columns = [0] * size
    for column in range(1, size + 1):
        columns[match[column] - 1] = column - 1
    return columns
