"""In which language a request is answered."""

from typing import Annotated, get_args

from fastapi import Depends, Query, Request

from quaywatch.api.schemas import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)
_DEFAULT: Language = "en"


def from_accept_language(header: str) -> Language:
    """Return the language that an `Accept-Language` header likes best, of those we speak."""
    liked: list[tuple[float, int, str]] = []
    for place, part in enumerate(header.split(",")):
        tag, _, quality = part.partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        liked.append((-weight, place, tag.strip().lower().split("-")[0]))
    for _, _, tag in sorted(liked):
        for language in LANGUAGES:
            if language == tag:
                return language
    return _DEFAULT


async def negotiate(request: Request, lang: Annotated[Language | None, Query()] = None) -> Language:
    """Return `?lang=`, else the signed-in user's language, else what the browser asks for."""
    if lang is not None:
        return lang
    session = getattr(request.state, "session", None)
    if session is not None:
        return session.user.language
    return from_accept_language(request.headers.get("accept-language", ""))


RequestLanguage = Annotated[Language, Depends(negotiate)]
