"""Constants that the value they are compared with can never be."""

from collections.abc import Callable, Iterator

from quaywatch.rules import codes
from quaywatch.rules.language.bound import Term
from quaywatch.rules.language.types import Type


def strangers(term: Term) -> Iterator[tuple[str, str, int]]:
    """Yield the name of what is compared, the impossible constant, and where it stands."""
    for each in term.walk():
        for subject, value in _compared(each):
            can_be = _test(subject)
            if can_be is not None and not can_be(value):
                yield _name(subject), value, each.at


def _compared(term: Term) -> Iterator[tuple[Term, str]]:
    if term.op == "among" and isinstance(term.value, tuple):
        yield from ((term.parts[0], each) for each in term.value if isinstance(each, str))
    elif term.op in {"==", "!="} and term.parts[0].type is Type.TEXT:
        for subject, other in (term.parts, term.parts[::-1]):
            if other.op == "literal" and subject.op != "literal":
                yield subject, str(other.value)


def _test(subject: Term) -> Callable[[str], bool] | None:
    match subject.op:
        case "country":
            return lambda value: value in codes.countries()
        case "upper":
            inner = _test(subject.parts[0])
            return lambda value: value == value.upper() and (inner is None or inner(value))
        case "lower":
            return lambda value: value == value.lower()
        case "field" | "item":
            return codes.known(str(subject.value))
        case _:
            return None


def _name(subject: Term) -> str:
    if subject.op in {"field", "item"}:
        return str(subject.value)
    return f"{_name(subject.parts[0])}.{subject.op}()"
