"""What reading a picture comes to."""

from dataclasses import dataclass

from quaywatch.cargo.problem import Problem, Severity
from quaywatch.scans.radiograph import Radiograph


class RefusedError(Exception):
    """A file that is not read, and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def refused(code: str, message: str, *, offset: int | None = None, field: str = "") -> RefusedError:
    """Return the refusal of a file for one reason."""
    return RefusedError(
        Problem(code=f"scan.{code}", message=message, offset=offset, field=field or None)
    )


def doubt(code: str, message: str, *, field: str = "") -> Problem:
    """Return a problem that does not keep a picture from being read."""
    return Problem(
        code=f"scan.{code}", message=message, severity=Severity.WARNING, field=field or None
    )


@dataclass(frozen=True, slots=True)
class Read:
    """A radiograph, or the reason why there is none; the original is kept by whoever asked."""

    format: str
    """Name of the reader; empty where none knows the file."""
    radiograph: Radiograph | None
    problems: tuple[Problem, ...] = ()
