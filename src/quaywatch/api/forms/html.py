"""The form as one HTML page that stands alone: no script, no outside request."""

from html import escape

from quaywatch.api.forms.content import Form, Part
from quaywatch.letters import page


def html(form: Form) -> str:
    """Return the form as HTML."""
    marks = [form.marking, form.simulated] if form.simulated else [form.marking]
    body = [_part(part) for part in form.parts]
    return page(form.language, form.authority, form.title, marks, body, form.closing)


def _part(part: Part) -> str:
    boxes = "\n".join(
        f"<dt>{escape(asked)}</dt><dd>{escape(text)}</dd>" for asked, text in part.boxes
    )
    return f"<section>\n<h2>{escape(part.title)}</h2>\n<dl>\n{boxes}\n</dl>\n</section>"
