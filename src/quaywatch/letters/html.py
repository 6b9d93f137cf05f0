"""A letter as one HTML page that stands alone: no script, no outside request."""

from collections.abc import Sequence
from html import escape

from quaywatch.letters.letter import Letter, Passage, Table

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; } h3 { font-size: 1rem; }
table { border-collapse: collapse; width: 100%; display: block; overflow-x: auto; }
th, td { padding: .35rem .5rem; border-bottom: 1px solid #8886; text-align: right; }
th:first-child, td:first-child { text-align: left; width: 50%; }
td { font-variant-numeric: tabular-nums; vertical-align: top; }
dl { display: grid; grid-template-columns: minmax(8rem, 1fr) 2fr; margin: 0; }
dt, dd { margin: 0; padding: .35rem .5rem; border-bottom: 1px solid #8886; }
dd { overflow-wrap: anywhere; white-space: pre-line; }
svg { width: 100%; height: auto; }
.mark { border: 1px solid; padding: .5rem .75rem; font-weight: 600; }
.method { margin-top: 2rem; font-size: .9rem; }
@media print { body { margin: 0; max-width: none; } tr, section { break-inside: avoid; } }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dt { border: 0; } }
""".strip()


def html(letter: Letter) -> str:
    """Return the letter as HTML."""
    body = [f"<p>{escape(sentence)}</p>" for sentence in letter.opening]
    if letter.chart:
        body.append(letter.chart)
    body += [_table(table) for table in letter.tables]
    if letter.examples:
        body.append(f"<h2>{escape(letter.examples_title)}</h2>")
        body += [_passage(passage) for passage in letter.examples]
    marks = [letter.simulated] if letter.simulated else []
    return page(letter.language, letter.authority, letter.title, marks, body, letter.method)


def page(
    language: str,
    authority: str,
    title: str,
    marks: Sequence[str],
    body: Sequence[str],
    closing: str,
) -> str:
    """Return a page that stands alone.

    Args:
        language: of its texts.
        authority: whose page it is.
        title: of the page.
        marks: what is boxed above all else: a handling mark, that it is simulated.
        body: HTML; all else is text.
        closing: in small print at the end.
    """
    marked = "".join(f'<p class="mark">{escape(mark)}</p>\n' for mark in marks)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<main>\n"
        f"<p>{escape(authority)}</p>\n<h1>{escape(title)}</h1>\n{marked}"
        + "\n".join(body)
        + f'\n<p class="method">{escape(closing)}</p>\n</main>\n</body>\n</html>\n'
    )


def _table(table: Table) -> str:
    title = f"<h2>{escape(table.title)}</h2>"
    if not table.rows:
        return f"{title}\n<p>{escape(table.none)}</p>"
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.head)
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    return f"{title}\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _passage(passage: Passage) -> str:
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in passage.sentences)
    return f"<section>\n<h3>{escape(passage.heading)}</h3>\n<ul>{items}</ul>\n</section>"
