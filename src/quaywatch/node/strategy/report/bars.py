"""Shares as bars (SVG), drawn here so that no request leaves the page."""

from collections.abc import Sequence
from html import escape

_WIDTH, _LEFT, _BAR, _ROW = 640.0, 230.0, 320.0, 26.0
_COLOUR = "#0d5a8c"


def bars(shares: Sequence[tuple[str, float, str]], says: str) -> str:
    """Return a chart of shares (0 to 1), each with its name and how it is written.

    Args:
        shares: name, share and the share in words, from top to bottom.
        says: what the chart shows, for who cannot see it.
    """
    height = _ROW * len(shares) + 8
    body: list[str] = []
    for place, (name, share, told) in enumerate(shares):
        top = 4 + _ROW * place
        end = _LEFT + _BAR * share
        body.append(
            f'<text x="{_LEFT - 8:g}" y="{top + 16:g}" text-anchor="end">{escape(name)}</text>'
            f'<rect x="{_LEFT:g}" y="{top + 4:g}" width="{_BAR * share:.1f}" height="16" '
            f'fill="{_COLOUR}"/><text x="{end + 6:.1f}" y="{top + 16:g}">{escape(told)}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {height:g}" role="img">'
        f'<title>{escape(says)}</title><rect width="{_WIDTH:g}" height="{height:g}" '
        'fill="#ffffff"/><g font-family="sans-serif" font-size="11" fill="#1a1a1a">'
        + "".join(body)
        + "</g></svg>"
    )
