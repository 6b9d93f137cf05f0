"""The terminal: what a message says is shown, never obeyed."""

import sys
from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook
from rich.segment import Segment

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"}
_DELETE = {0x7F: "\u2421"}
_FORBIDDEN = [*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_SHOWN = _PICTURES | _DELETE | dict.fromkeys(_FORBIDDEN, "\ufffd")
"""Control characters, and those that turn the direction of text, to what stands for them."""


def open_console(*, stderr: bool = False) -> Console:
    """Return a console that takes nothing in a text for a command: no control, no markup.

    A declaration may hold escape sequences that would recolour, retitle or rewrite the terminal
    of whoever looks at it. Without a terminal, lines are 200 characters wide.
    """
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else 200
    console = Console(stderr=stderr, markup=False, highlight=False, width=width)
    console.push_render_hook(_Harmless())
    return console


class _Harmless(RenderHook):
    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Shown(renderable) for renderable in renderables]


class _Shown:
    def __init__(self, renderable: ConsoleRenderable) -> None:
        self._renderable = renderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for segment in console.render(self._renderable, options):
            if segment.control:
                yield segment
            else:
                yield Segment(segment.text.translate(_SHOWN), segment.style)
