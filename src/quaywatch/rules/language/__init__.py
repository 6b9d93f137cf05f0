"""The expression language of risk profiles: text to a syntax tree to a bound tree to answers.

The text follows the Common Expression Language (CEL) where the two overlap. Missing values follow
Kleene's three-valued logic: whatever asks a missing value is unknown, and an unknown profile does
not match. `has(field)` alone turns "is it there?" into a plain yes or no.
"""

from quaywatch.rules.language.binder import Bound, bind
from quaywatch.rules.language.error import ExpressionError
from quaywatch.rules.language.parser import parse
from quaywatch.rules.language.plan import Plan
from quaywatch.rules.language.printer import unparse

__all__ = ["Bound", "ExpressionError", "Plan", "bind", "parse", "unparse"]
