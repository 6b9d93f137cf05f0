"""What travels to the workers: a rule book and a model as bytes, made whole once a worker."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from quaywatch import checks
from quaywatch.risk.model import Scorer
from quaywatch.rules import RuleBook


@dataclass(frozen=True, slots=True)
class Shipped:
    """Rules and a model in the form in which they are kept."""

    rules: bytes
    """A rule book as `RuleBook.dump` returns it."""
    model: bytes
    read: Callable[[bytes], Scorer]
    """How a worker makes the model of its bytes, such as `Model.read` or `Learned.load`."""
    checks: str
    """The version of the checks that the workers must have."""

    @classmethod
    def of(cls, rulebook: RuleBook, model: bytes, read: Callable[[bytes], Scorer]) -> Self:
        """Return what is to be shipped, under the checks of this process."""
        return cls(rulebook.dump(), model, read, checks.version())

    def unpacked(self) -> tuple[Scorer, RuleBook]:
        """Return model and rule book; the same ones each time in one process.

        Raises RuntimeError where this process would check otherwise than the one that shipped.
        """
        return _unpacked(self)


@lru_cache(maxsize=2)
def _unpacked(shipped: Shipped) -> tuple[Scorer, RuleBook]:
    if checks.version() != shipped.checks:
        raise RuntimeError(
            f"the checks here are {checks.version()}, not {shipped.checks}: "
            "every machine needs the same version of quaywatch"
        )
    return shipped.read(shipped.model), RuleBook.read(shipped.rules)
