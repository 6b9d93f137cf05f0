"""What every identifier has in common: what was written, and what is wrong with it."""

import msgspec

from quaywatch.cargo.problem import Problem, Severity


class Identifier(msgspec.Struct, frozen=True, kw_only=True):
    """An identifier as written, with the problems that a reader found in it.

    Nothing is repaired: the canonical parts of the subclasses are None where `written` does not
    yield them, and `problems` says why in plain words.
    """

    written: str
    problems: tuple[Problem, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether it can be used as it is: no problem of severity `error`."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


def problem(code: str, message: str, severity: Severity = Severity.ERROR) -> tuple[Problem, ...]:
    """Return one problem, ready to be joined to others."""
    return (Problem(code=code, message=message, severity=severity),)
