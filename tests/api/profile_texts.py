"""A profile as the page writes it."""

from typing import Any

TEXTS = {"en": "one", "fr": "un", "nl": "een", "es": "uno"}
EXPRESSION = 'any(goods.description.contains("BANANAS"))'


def text(code: str = "mine", expression: str = EXPRESSION, **more: Any) -> dict[str, Any]:
    return {
        "code": code,
        "weight": 1.0,
        "expression": expression,
        "title": TEXTS,
        "text": TEXTS,
        "source": "a case file",
        "ends": "2026-12-31",
        "tests": [
            {"name": "yes", "match": True, "goods": [{"description": "FRESH BANANAS"}]},
            {"name": "no", "match": False, "goods": [{"description": "SCRAP"}]},
        ],
        **more,
    }
