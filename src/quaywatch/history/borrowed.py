"""Arrays that compiled code uses without counting who holds them.

Counting is atomic, and threads that fold different keys of the same events would spend most of
their time on handing the counters to and fro. Who calls holds the arrays until the call returns.
"""

from importlib import import_module
from typing import Any

_extending: Any = import_module("numba.extending")
_cgutils: Any = import_module("numba.core.cgutils")


@_extending.intrinsic
def borrowed(_: Any, array: Any) -> Any:
    """Return the same array without its owner; only within the call that got it."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        array_type = signature.return_type
        held = context.make_array(array_type)(context, builder, value=arguments[0])
        held.meminfo = _cgutils.get_null_value(held.meminfo.type)
        held.parent = _cgutils.get_null_value(held.parent.type)
        return held._getvalue()  # noqa: SLF001

    return array(array), generate
