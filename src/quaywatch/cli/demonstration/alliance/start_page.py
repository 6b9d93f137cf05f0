"""A page that leads to the pages of all nodes."""

import threading
from collections.abc import Sequence
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from quaywatch.api.schemas import DemoAccount
from quaywatch.cli.demonstration.alliance.living import Place
from quaywatch.cli.demonstration.alliance.ring import FOUND
from quaywatch.cli.demonstration.alliance.scanned import BILL

_HEAD = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A simulated alliance</title>
<style>
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #8886 }
li { margin: .4rem 0 }
</style>
"""


def page(places: Sequence[Place], accounts: Sequence[DemoAccount]) -> str:
    """Return the page as HTML: who is where, as whom one signs in, and what to try."""
    nodes = "".join(
        f'<tr><th scope="row"><a href="{escape(place.page)}" target="_blank">'
        f"{escape(place.authority.name)}</a></th><td>{escape(_sees(place))}</td></tr>"
        for place in places
    )
    people = "".join(
        f"<tr><td>{escape(one.username)}</td><td>{escape(one.password)}</td></tr>"
        for one in accounts
    )
    return f"""{_HEAD}<h1>A simulated alliance</h1>
<p><strong>Everything here is simulated</strong>: no authority, firm or shipment in it exists.</p>
<table><thead><tr><th scope="col">Authority</th><th scope="col">What the others share with it</th>
</tr></thead><tbody>{nodes}</tbody></table>
<h2>Try it</h2><ol>
<li>At Rotterdam, as <code>officer</code>, search for <code>{FOUND}</code>, open its dossier, order
the box opened and record a find with the seal <code>MLEC0048123</code>.</li>
<li>Press <b>Share with allies</b>, name all nodes, put it forward: the standing order lets it go at
once.</li>
<li>At Antwerp and Hamburg, as <code>officer</code>, look at the work list: within seconds boxes by
the same consignee, telephone or a neighbouring seal stand higher, and say why and from whom.</li>
<li>At New York the notice has neither firms nor telephones: its agreement does not cover them.</li>
<li>At Antwerp, as <code>analyst</code>, search for <code>{BILL}</code>: its dossier tells of a scan
that Guayaquil took. Fetch it, open the scan made at Antwerp, and hold the two against each other:
something came in between.</li>
<li>At Antwerp, as <code>officer</code>, open <b>Learning together</b> and put a sum forward with
Rotterdam and Hamburg over the features <code>seals_least</code> and <code>package_count</code>; as
<code>supervisor</code>, confirm it. At each of the two an <code>officer</code> asks to take part
and a <code>supervisor</code> confirms; then start it at Antwerp. Each port has 120 invented
inspections, and after some rounds all have the same model, learned from rows that nobody else
saw.</li>
<li>At Rotterdam, as <code>supervisor</code>, open <b>Allies</b>: what went to whom, and why.</li>
</ol><h2>Accounts, the same everywhere</h2>
<table><thead><tr><th scope="col">Name</th><th scope="col">Password</th></tr></thead>
<tbody>{people}</tbody></table></html>"""


def serve(html: str, host: str, port: int) -> ThreadingHTTPServer:
    """Serve the page in a thread; raises OSError where the port is taken."""
    body = html.encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - likewise
            """Keep the terminal for what the nodes say."""

    server = ThreadingHTTPServer((host, port), Handler)
    threading.Thread(target=server.serve_forever, name="start-page", daemon=True).start()
    return server


def _sees(place: Place) -> str:
    covered = ", ".join(sorted(place.authority.categories))
    return f"{'member' if place.authority.member else 'partner'}: {covered}"
