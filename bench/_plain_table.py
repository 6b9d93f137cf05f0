"""The peer of the grid: the same list as plain HTML, 200 rows at a time as one scrolls."""

from html import escape

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from quaywatch.node import Line, Node, Query, Sort

PAGE = 200
FIELDS = (
    "rank",
    "probability",
    "equipment_number",
    "description",
    "hs_code",
    "consignor",
    "consignee",
    "port_of_loading",
    "vessel_name",
    "arrival_at",
    "deadline_at",
    "finding_count",
    "basis",
    "status",
)
_SCRIPT = """
let offset = 200, busy = false;
addEventListener('scroll', async () => {
  if (busy || scrollY + innerHeight < document.body.scrollHeight - 2000) return;
  busy = true;
  const sort = new URLSearchParams(location.search).get('sort') || 'probability';
  const answer = await fetch(`/rows?offset=${offset}&sort=${sort}`);
  document.querySelector('tbody').insertAdjacentHTML('beforeend', await answer.text());
  offset += 200;
  busy = false;
});
"""


def _row(line: Line) -> str:
    cells = "".join(f"<td>{escape(str(getattr(line, name)))}</td>" for name in FIELDS)
    return f"<tr>{cells}</tr>"


def create(node: Node) -> FastAPI:
    """Return an application that shows `node`'s work list as one growing table."""
    app = FastAPI()

    def rows(sort: str, offset: int) -> str:
        descending = sort == Sort.PROBABILITY.value
        query = Query(sort=Sort(sort), descending=descending, offset=offset, limit=PAGE)
        return "".join(_row(line) for line in node.worklist(query).lines)

    def whole(sort: str = Sort.PROBABILITY.value) -> HTMLResponse:
        links = "".join(f'<th><a href="/?sort={name}">{name}</a></th>' for name in FIELDS)
        return HTMLResponse(
            f"<!doctype html><title>List</title><table><thead><tr>{links}</tr></thead>"
            f"<tbody>{rows(sort, 0)}</tbody></table><script>{_SCRIPT}</script>"
        )

    def more(offset: int, sort: str = Sort.PROBABILITY.value) -> HTMLResponse:
        return HTMLResponse(rows(sort, offset))

    app.get("/")(whole)
    app.get("/rows")(more)
    return app
