"""What is answered while the node opens: that it does, and how far it has come.

A node whose derived tables were made by another version makes them anew from its ledger before it
serves. Whoever calls meanwhile hears so, in place of nothing at all.
"""

import time
from html import escape
from importlib.resources import files
from string import Template

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from quaywatch.api.errors import error_response
from quaywatch.api.headers import SecurityHeaders
from quaywatch.api.language import from_accept_language
from quaywatch.api.schemas import Language

_AGAIN_S = 3
"""Seconds after which it is worth asking again."""
_EVERY_METHOD = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
_PAGE = Template((files("quaywatch.api") / "opening.html").read_text(encoding="utf-8"))
_STYLE = (files("quaywatch.api") / "opening.css").read_bytes()
_HEADERS = {"Retry-After": str(_AGAIN_S), "Cache-Control": "no-store"}

_TITLE: dict[Language, str] = {
    "en": "Quaywatch is starting",
    "fr": "Quaywatch démarre",
    "nl": "Quaywatch start op",
    "es": "Quaywatch está arrancando",
}
_SOON: dict[Language, str] = {
    "en": "One moment, please.",
    "fr": "Un instant, s'il vous plaît.",
    "nl": "Een ogenblik, a.u.b.",
    "es": "Un momento, por favor.",
}
_DONE: dict[Language, str] = {
    "en": "The work list is made anew from the ledger: {done} of {all} events.",
    "fr": "La liste de travail est refaite à partir du registre : {done} événements sur {all}.",
    "nl": "De werklijst wordt opnieuw gemaakt uit het register: {done} van {all} gebeurtenissen.",
    "es": "La lista de trabajo se rehace a partir del registro: {done} de {all} sucesos.",
}
_LATER: dict[Language, str] = {
    "en": "Nothing is lost. This page opens by itself once it is done.",
    "fr": "Rien n'est perdu. Cette page s'ouvre d'elle-même dès que c'est terminé.",
    "nl": "Er gaat niets verloren. Deze pagina opent vanzelf zodra het klaar is.",
    "es": "No se pierde nada. Esta página se abre sola en cuanto termine.",
}
_GROUPED: dict[Language, str] = {"en": ",", "fr": "\u202f", "nl": ".", "es": "."}


class Opening:
    """How far a node has come that is being opened; told by one thread, asked by another."""

    def __init__(self) -> None:
        self._since = time.monotonic()
        self._come: tuple[int, int] | None = None
        """Events worked in, and those of the ledger; None while nothing is known."""

    def told(self, done: int, of: int) -> None:
        """Take note that `done` events `of` all are worked in."""
        self._come = done, of

    def state(self) -> dict[str, str | int | float]:
        """Return how far it has come, for whoever supervises the process."""
        waited = {"status": "opening", "seconds": round(time.monotonic() - self._since, 1)}
        if self._come is None:
            return waited
        done, of = self._come
        return waited | {"events_done": done, "events": of}

    def text(self, language: Language) -> str:
        """Return the same as a sentence."""
        if self._come is None:
            return _SOON[language]
        done, of = (f"{n:,}".replace(",", _GROUPED[language]) for n in self._come)
        return _DONE[language].format(done=done, all=of)

    def share(self) -> float | None:
        """Return the share of the events that are worked in; None while nothing is known."""
        if self._come is None:
            return None
        done, of = self._come
        return done / max(of, 1)


def opening_app(opening: Opening) -> Starlette:
    """Return the application that answers until the node can: alive, and not ready."""

    def health(_: Request) -> Response:
        return JSONResponse({"status": "opening"})

    def ready(_: Request) -> Response:
        return JSONResponse(opening.state(), status_code=503, headers=_HEADERS)

    def refused(request: Request) -> Response:
        text = opening.text(_language(request))
        return error_response(503, "node.opening", text, _HEADERS)

    def style(_: Request) -> Response:
        return Response(_STYLE, media_type="text/css", headers=_HEADERS)

    def page(request: Request) -> Response:
        written = _written(opening, _language(request))
        return Response(written, status_code=503, media_type="text/html", headers=_HEADERS)

    routes = [
        Route("/api/health", health),
        Route("/api/ready", ready),
        Route("/api/{path:path}", refused, methods=_EVERY_METHOD),
        Route("/opening.css", style),
        Route("/{path:path}", page, methods=_EVERY_METHOD),
    ]
    return Starlette(routes=routes, middleware=[Middleware(SecurityHeaders)])


def _language(request: Request) -> Language:
    return from_accept_language(request.headers.get("accept-language", ""))


def _written(opening: Opening, language: Language) -> str:
    share = opening.share()
    return _PAGE.substitute(
        language=language,
        again=_AGAIN_S,
        title=escape(_TITLE[language]),
        done=escape(opening.text(language)),
        later=escape(_LATER[language]),
        value="" if share is None else f'value="{share:.4f}"',
    )
