"""Bounds what a request may send: filings are long, everything else is short."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quaywatch.alliance.misp.reading import LARGEST as LARGEST_EVENT
from quaywatch.api.errors import error_response
from quaywatch.api.settings import Settings
from quaywatch.conformance import LARGEST
from quaywatch.node.board import LARGEST_PHOTO
from quaywatch.node.norms.editions import MOST_BYTES as LARGEST_CATALOGUE
from quaywatch.node.norms.exchange import MOST_BYTES as LARGEST_HANDOVER
from quaywatch.norms.documents import LARGEST_DOCUMENT
from quaywatch.scans.emptiness.known import LARGEST as LARGEST_EMPTIES
from quaywatch.scans.readers import LARGEST_SCAN

FILINGS = "/api/filings"
CONFORMANCE = "/api/conformance"
INTAKE = "/api/intake"
INTAKE_SCANS = "/api/intake/scans"
CATALOGUES = "/api/norms/catalogues"
RECEIVED = "/api/norms/received"
EMPTIES = "/api/empties"
BROUGHT = "/api/alliance/brought/files"
_ASSESSMENTS = "/api/norms/assessments/"
_TALKS = ("/api/requests/", "/api/portal/requests/")
_BOXES = "/api/boxes/"
_TOO_LARGE = "The request is larger than this service takes."


class BodyLimit:
    """ASGI layer that refuses a body by its declared length, or once it turns out too long."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._limits = {
            FILINGS: settings.largest_filing,
            INTAKE: settings.largest_filing,
            INTAKE_SCANS: LARGEST_SCAN,
            CONFORMANCE: LARGEST,
            CATALOGUES: LARGEST_CATALOGUE,
            RECEIVED: LARGEST_HANDOVER,
            EMPTIES: LARGEST_EMPTIES,
            BROUGHT: LARGEST_EVENT,
        }

    def _limit(self, path: str) -> int:
        if path.startswith(_TALKS) and path.endswith("/answer"):
            return self._settings.largest_answer
        if path.startswith(_BOXES) and path.endswith("/photos"):
            return LARGEST_PHOTO
        if path.startswith(_BOXES) and path.endswith("/scans"):
            return LARGEST_SCAN
        if path.startswith(_ASSESSMENTS) and path.endswith("/documents"):
            return LARGEST_DOCUMENT
        if path.startswith(_ASSESSMENTS) and path.endswith("/sheet"):
            return LARGEST_HANDOVER
        return self._limits.get(path, self._settings.largest_body)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its body counted."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit(scope["path"])
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdecimal() and int(declared) > limit:
            refusal = error_response(413, "body.too-large", _TOO_LARGE)
            await refusal(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise HTTPException(413, _TOO_LARGE)
            return message

        await self._app(scope, counted, send)
