"""What is wrong with an expression, where, and what was perhaps meant."""

from collections.abc import Iterable
from difflib import get_close_matches

from quaywatch.cargo import Problem
from quaywatch.rules.language.wordings import PERHAPS, Value, Wrong, say


class ExpressionError(ValueError):
    """A located defect of an expression; `at` is the character position from 0."""

    path: tuple[int, ...] = ()
    """Of an expression that stands as a form: the part that is wrong, by places from the whole."""

    def __init__(
        self, wrong: Wrong, at: int, suggestion: str | None = None, **values: Value
    ) -> None:
        self.wrong = wrong
        self.at = at
        self.suggestion = suggestion
        self.values = values
        super().__init__(f"column {at + 1}: {self.said('en')}")

    def said(self, language: str) -> str:
        """Return what is wrong, and what was perhaps meant, in a language of the house."""
        text = say(self.wrong, self.values, language)
        if self.suggestion is None:
            return text
        return f"{text} ({PERHAPS.get(language).format(name=self.suggestion)})"

    def problem(self) -> Problem:
        """Return the defect as the house's located problem."""
        return Problem(code="rule.expression", message=str(self), offset=self.at)

    def show(self, text: str) -> str:
        """Return the line of `text` that is wrong, a caret under the spot, and the message."""
        start = text.rfind("\n", 0, self.at) + 1
        end = text.find("\n", self.at)
        line = text[start : end if end >= 0 else len(text)]
        return f"{line}\n{' ' * (self.at - start)}^\n{self}"


def closest(wrong: str, right: Iterable[str]) -> str | None:
    """Return the entry of `right` that looks most like `wrong`, or None."""
    return next(iter(get_close_matches(wrong, list(right), n=1, cutoff=0.6)), None)
