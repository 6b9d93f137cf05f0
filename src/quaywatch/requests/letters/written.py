"""A letter as plain text and as a page of its own."""

from collections.abc import Iterator
from html import escape

from quaywatch.requests.letters.letter import Block, Letter


def text(letter: Letter) -> str:
    """Return a letter as plain text, a paragraph a blank line."""
    return "\n".join(_lines(letter))


def _lines(letter: Letter) -> Iterator[str]:
    yield from (letter.title, "", letter.opening, "")
    yield from (f"{label}: {value}" for label, value in letter.facts)
    for number, block in enumerate(letter.blocks, 1):
        yield from (
            "",
            _heading(letter, number, block),
            *(f"  {line}" for line in _said(letter, block)),
        )
    if letter.remark:
        said = (f"  {line}" for line in letter.remark.splitlines())
        yield from ("", f"{letter.remark_label}:", *said)
    for line in letter.closing:
        yield from ("", line)


def _heading(letter: Letter, number: int, block: Block) -> str:
    heading = letter.question.format(number=number)
    return f"{heading}: {block.about}" if block.about else heading


def _said(letter: Letter, block: Block) -> Iterator[str]:
    declared, wrong, basis, wanted = letter.labels
    said = "; ".join(f"{label} {value}" for label, value in block.declared)
    yield f"{declared}: {said}"
    yield f"{wrong}: {block.wrong}"
    yield f"{basis}: {block.basis}"
    yield f"{wanted}: {block.wanted}"


def html(letter: Letter) -> str:
    """Return a letter as one HTML page without scripts, styles or outside requests."""
    facts = "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in letter.facts)
    blocks = "".join(
        _section(letter, number, block) for number, block in enumerate(letter.blocks, 1)
    )
    remark = ""
    if letter.remark:
        remark = f"<h2>{escape(letter.remark_label)}</h2><p>{escape(letter.remark)}</p>"
    closing = "".join(f"<p>{escape(line)}</p>" for line in letter.closing)
    return (
        f'<!doctype html><html lang="{letter.language}"><head><meta charset="utf-8">'
        f"<title>{escape(letter.title)}</title></head><body><h1>{escape(letter.title)}</h1>"
        f"<p>{escape(letter.opening)}</p><dl>{facts}</dl>{blocks}{remark}{closing}</body></html>"
    )


def _section(letter: Letter, number: int, block: Block) -> str:
    declared, wrong, basis, wanted = (escape(label) for label in letter.labels)
    heading = escape(_heading(letter, number, block))
    said = "".join(f"<li>{escape(f'{k}: {v}')}</li>" for k, v in block.declared)
    return (
        f"<section><h2>{heading}</h2><h3>{declared}</h3><ul>{said}</ul>"
        f"<h3>{wrong}</h3><p>{escape(block.wrong)}</p><h3>{basis}</h3><p>{escape(block.basis)}</p>"
        f"<h3>{wanted}</h3><p>{escape(block.wanted)}</p></section>"
    )
