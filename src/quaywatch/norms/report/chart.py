"""Where a port stands by group, as bars (SVG): drawn here, so that no request leaves the page."""

from collections.abc import Mapping, Sequence
from html import escape

import msgspec

from quaywatch.norms.standing import State

COLOURS: Mapping[State, str] = {
    State.MET: "#1b7f4d",
    State.PARTLY: "#c98a00",
    State.NOT_MET: "#b3261e",
    State.EXPIRED: "#7a4fa3",
    State.UNKNOWN: "#767676",
    State.NOT_APPLICABLE: "#cfcfcf",
}
"""Each differs from white by 3 to 1 or more, but for what does not apply; counts stand beside."""
_WIDTH, _LEFT, _BAR, _ROW, _HEAD = 640.0, 250.0, 300.0, 20.0, 28.0


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One group."""

    name: str
    counts: Mapping[State, int]


def chart(bars: Sequence[Bar], words: Mapping[State, str], says: str) -> str:
    """Return the chart.

    Args:
        bars: from top to bottom.
        words: what each state is called.
        says: what the chart shows, for who cannot see it.
    """
    height = _HEAD + _ROW * len(bars) + 6
    most = max((sum(bar.counts.values()) for bar in bars), default=1) or 1
    body = [*_legend(words)]
    for place, bar in enumerate(bars):
        body += _bar(bar, _HEAD + _ROW * place, _BAR / most)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {height:g}" role="img">'
        f"<title>{escape(says)}</title>"
        f'<rect width="{_WIDTH:g}" height="{height:g}" fill="#ffffff"/>'
        '<g font-family="sans-serif" font-size="11" fill="#1a1a1a">' + "".join(body) + "</g></svg>"
    )


def _legend(words: Mapping[State, str]) -> Sequence[str]:
    made: list[str] = []
    step = _WIDTH / len(COLOURS)
    for place, (state, colour) in enumerate(COLOURS.items()):
        at = 4 + place * step
        made.append(f'<rect x="{at:.1f}" y="5" width="10" height="10" fill="{colour}"/>')
        made.append(f'<text x="{at + 14:.1f}" y="14" font-size="9">{escape(words[state])}</text>')
    return made


def _bar(bar: Bar, top: float, unit: float) -> Sequence[str]:
    made = [f'<text x="{_LEFT - 8:g}" y="{top + 14:g}" text-anchor="end">{escape(bar.name)}</text>']
    at = _LEFT
    for state, colour in COLOURS.items():
        width = bar.counts.get(state, 0) * unit
        if width:
            made.append(
                f'<rect x="{at:.1f}" y="{top + 4:g}" width="{width:.1f}" height="13" '
                f'fill="{colour}"/>'
            )
        at += width
    told = f"{bar.counts.get(State.MET, 0)} / {sum(bar.counts.values())}"
    made.append(f'<text x="{at + 6:.1f}" y="{top + 14:g}">{told}</text>')
    return made
