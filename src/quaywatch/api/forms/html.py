"""The form as one HTML page that stands alone: no script, no outside request."""

from html import escape

from quaywatch.api.forms.content import Form, Part

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 1.5rem; }
dl { display: grid; grid-template-columns: minmax(8rem, 1fr) 2fr; margin: 0; }
dt, dd { margin: 0; padding: .35rem .5rem; border-bottom: 1px solid #8886; }
dd { overflow-wrap: anywhere; white-space: pre-line; }
.mark { border: 1px solid; padding: .5rem .75rem; font-weight: 600; }
.closing { margin-top: 2rem; font-size: .9rem; }
@media print { body { margin: 0; max-width: none; } section { break-inside: avoid; } }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dt { border: 0; } }
""".strip()


def html(form: Form) -> str:
    """Return the form as HTML."""
    body = [
        f"<p>{escape(form.authority)}</p>",
        f"<h1>{escape(form.title)}</h1>",
        f'<p class="mark">{escape(form.marking)}</p>',
    ]
    if form.simulated:
        body.append(f'<p class="mark">{escape(form.simulated)}</p>')
    body += [_part(part) for part in form.parts]
    body.append(f'<p class="closing">{escape(form.closing)}</p>')
    return (
        f'<!doctype html>\n<html lang="{form.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(form.title)}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n"
        "<body>\n<main>\n" + "\n".join(body) + "\n</main>\n</body>\n</html>\n"
    )


def _part(part: Part) -> str:
    boxes = "\n".join(
        f"<dt>{escape(asked)}</dt><dd>{escape(text)}</dd>" for asked, text in part.boxes
    )
    return f"<section>\n<h2>{escape(part.title)}</h2>\n<dl>\n{boxes}\n</dl>\n</section>"
