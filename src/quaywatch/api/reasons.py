"""Coded reasons and places in words, and what was done with a box for which of them."""

import tomllib
from functools import cache
from importlib.resources import files

from quaywatch.api.schemas import Language
from quaywatch.inspections import BoxEvent, Entry

_LISTS = {
    BoxEvent.DELAYED: "delay",
    BoxEvent.SKIPPED: "skip",
    BoxEvent.CANCELLED: "skip",
    BoxEvent.DETAINED: "detention",
    BoxEvent.LIFTING: "lifting",
}

Texts = dict[str, dict[str, dict[str, str]]]


def label(kind: str, code: str, language: Language) -> str:
    """Return what a code of a list (`skip`, `delay`, `override` …) means."""
    return _texts()[kind][code][language]


def labels(language: Language) -> dict[str, dict[str, str]]:
    """Return every list that an officer chooses from, with the words for each code."""
    return {
        kind: {code: said[language] for code, said in codes.items() if code != "unrecorded"}
        for kind, codes in _texts().items()
        if kind != "done"
    }


def done(entry: Entry, language: Language) -> str | None:
    """Say what an entry of a box's record did; None for what needs no reason."""
    text = _texts()["done"].get(entry.kind.value)
    if text is None:
        return None
    kind, reason = _LISTS.get(entry.kind), entry.fact.reason
    why = label(kind, reason, language) if kind and reason else ""
    return text[language].format(reason=why, to=entry.fact.to or "")


@cache
def _texts() -> Texts:
    return tomllib.loads(files("quaywatch.api").joinpath("reasons.toml").read_text("utf-8"))
