"""Descriptions that the model of chapters never learnt from, and how well it ranks them."""

from collections.abc import Mapping

import numpy as np

from bench._meaning import corpus
from quaywatch.checks.meaning import model
from quaywatch.world.reference import table

Held = Mapping[str, list[corpus.Pair]]


def sets() -> dict[str, list[corpus.Pair]]:
    """Return chapter and text by the name of the held set, and by language where it has one."""
    held: dict[str, list[corpus.Pair]] = {"subheadings/en": [], "headings/en": []}
    for code, text in corpus.nomenclature():
        if corpus.held_heading(code):
            held["headings/en"].append((code[:2], text))
        elif corpus.held_subheading(code):
            held["subheadings/en"].append((code[:2], text))
    for row in corpus.written():
        for language in corpus.LANGUAGES:
            held.setdefault(f"written/{language}", []).append((row["chapter"], row[language]))
    for row in table("goods").iter_rows(named=True):
        for language in ("en", "fr", "nl", "es", "pt"):
            pair = (row["hs_code"][:2], row[language])
            held.setdefault(f"world/{language}", []).append(pair)
    return held


def ranks(pairs: list[corpus.Pair]) -> np.ndarray:
    """Return at which place, from 1, the model ranks the chapter of each text."""
    scores = model.log_odds([text for _, text in pairs])
    chapters = list(model.classes())
    scores[:, chapters.index(model.VAGUE)] = -np.inf
    own = scores[np.arange(len(pairs)), [chapters.index(chapter) for chapter, _ in pairs]]
    return (scores > own[:, None]).sum(axis=1) + 1


def figures(pairs: list[corpus.Pair]) -> dict[str, float]:
    """Return the share of texts whose chapter comes first, and among the first five."""
    places = ranks(pairs)
    return {
        "top1": round(float((places == 1).mean()), 4),
        "top5": round(float((places <= 5).mean()), 4),
        "texts": len(pairs),
    }
