"""The report as one HTML page that stands alone: no script, no outside request."""

from html import escape

from quaywatch.norms.report.content import Report, Table

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; display: block; overflow-x: auto; }
th, td { padding: .35rem .5rem; border-bottom: 1px solid #8886; text-align: right; }
th:first-child, td:first-child { text-align: left; }
td { font-variant-numeric: tabular-nums; vertical-align: top; }
svg { width: 100%; height: auto; }
.mark { border: 1px solid; padding: .5rem .75rem; font-weight: 600; }
.method { margin-top: 2rem; font-size: .9rem; }
@media print { body { margin: 0; max-width: none; } tr, section { break-inside: avoid; } }
""".strip()


def html(report: Report) -> str:
    """Return the report as HTML."""
    body = [f"<p>{escape(report.authority)}</p>", f"<h1>{escape(report.title)}</h1>"]
    if report.simulated:
        body.append(f'<p class="mark">{escape(report.simulated)}</p>')
    body += [f"<p>{escape(sentence)}</p>" for sentence in report.opening]
    body.append(report.chart)
    body += [_table(table) for table in report.tables]
    body.append(f'<p class="method">{escape(report.method)}</p>')
    return (
        f'<!doctype html>\n<html lang="{report.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(report.title)}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n"
        "<body>\n<main>\n" + "\n".join(body) + "\n</main>\n</body>\n</html>\n"
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
