"""How an input's value is said: forms, of which the value picks one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from quaywatch.risk.telling.figures import BESIDE, FORMATS
from quaywatch.rules import Texts

_ANY = float("-inf")


@dataclass(frozen=True, slots=True)
class Form:
    """One way of saying it."""

    texts: Texts
    least: float = _ANY
    """The value from which on it is said so."""
    needs: str = ""
    """What must be known beside the value."""


@dataclass(frozen=True, slots=True)
class Telling:
    """All ways of saying one input."""

    forms: tuple[Form, ...]
    """The last that fits is said."""
    absent: Texts
    """What is said where there is no value."""
    who: Texts | None = None
    """Whose past it is, as a noun that stands within a sentence."""
    namer: Callable[[str, str], str] | None = None
    """Gives values that are codes the name that an officer knows them by."""

    def said(self, values: Mapping[str, str], language: str) -> str:
        """Return the sentence, without a point at its end."""
        text = self._chosen(values).get(language)
        return _capital(text.format_map(_Fills(self, values, language)))

    def _chosen(self, values: Mapping[str, str]) -> Texts:
        if "value" not in values:
            return self.absent
        value = _ANY if self.namer is not None else float(values["value"])
        fitting = [f for f in self.forms if value >= f.least and (not f.needs or f.needs in values)]
        return fitting[-1].texts if fitting else self.absent


class _Fills(dict[str, str]):
    """What stands for each name in braces."""

    def __init__(self, telling: Telling, values: Mapping[str, str], language: str) -> None:
        self._telling, self._values, self._language = telling, values, language

    def __missing__(self, name: str) -> str:
        telling, values = self._telling, self._values
        if name == "who" and telling.who is not None:
            return telling.who.get(self._language)
        if name == "named" and telling.namer is not None:
            return telling.namer(values["value"], self._language)
        if name in BESIDE:
            return BESIDE[name](float(values[name]), self._language)
        return FORMATS[name](float(values["value"]), self._language)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
