"""The plot: seconds against accounts, both scales logarithmic, as an SVG that needs nothing to be shown."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from html import escape

Series = Mapping[str, Sequence[tuple[int, float]]]

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 400, 60, 200, 30, 50
LINES = ("#0b5a8f", "#b3401f", "#3d7a2a", "#6b4a9b")
DASHES = ("", "7 4", "2 3", "10 3 2 3")  # told apart without colour


def plot(title: str, series: Series) -> str:
    """Return the drawing of each series' points."""
    points = [point for line in series.values() for point in line]
    across = _scale([x for x, _ in points], LEFT, WIDTH - RIGHT)
    down = _scale([y for _, y in points], HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif">',
        f'<title>{escape(title)}</title><g font-size="13"><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for power in _powers([x for x, _ in points]):
        x = across(power)
        parts.append(f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{power:,.0f}</text>')
    for power in _powers([y for _, y in points]):
        y = down(power)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{power:g} s</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">accounts</text>')
    for (name, line), colour, dash in zip(series.items(), LINES, DASHES, strict=False):
        drawn = " ".join(f"{across(x):.1f},{down(y):.1f}" for x, y in line)
        parts.append(
            f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>'
        )
        parts += [f'<circle cx="{across(x):.1f}" cy="{down(y):.1f}" r="3" fill="{colour}"/>' for x, y in line]
        x, y = line[-1]
        parts.append(f'<text x="{across(x) + 8:.1f}" y="{down(y) + 4:.1f}" fill="{colour}">{escape(name)}</text>')
    return "".join((*parts, "</g></svg>\n"))


def _scale(values: Sequence[float], start: float, end: float) -> Callable[[float], float]:
    powers = _powers(values)
    low, high = math.log10(powers[0]), math.log10(powers[-1])
    return lambda value: start + (math.log10(value) - low) / (high - low) * (end - start)


def _powers(values: Sequence[float]) -> list[float]:
    """Return the powers of ten around the values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return [10.0**exponent for exponent in range(low, max(high, low + 1) + 1)]
