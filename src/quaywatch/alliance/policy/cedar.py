"""Cedar, as far as it is asked here: the only place that knows its package.

`cedarpy.is_authorized_batch` wraps a native function: it answers in text, which the wrapper reads
into objects whose fields are read again at each use. Read straight into what is needed, an answer
takes an eighth of that time, without which fewer than 15,000 fresh decisions a second are made
(`bench policy`). The native function is no public one: `tests/alliance/policy/test_cedar.py` holds
it against the public one, and fails when either changes.
"""

from collections.abc import Sequence
from typing import Any, Literal

import cedarpy as cedar_untyped
import msgspec
from cedarpy import _internal as native_untyped

_cedar: Any = cedar_untyped  # its types say little
_native: Any = native_untyped

Request = dict[str, object]
"""Principal, action and resource, each by `type` and `id`, and the context as JSON."""


class Diagnostics(msgspec.Struct, gc=False):
    """Which policies decided, and which could not be evaluated."""

    reason: list[str]
    id_annotations_by_reason: dict[str, str]
    errors: list[str]


class Answer(msgspec.Struct, gc=False):
    """What Cedar says of one question."""

    decision: Literal["Allow", "Deny"]
    diagnostics: Diagnostics


_ANSWERS = msgspec.json.Decoder(Answer)


class Rules:
    """Policies that were read and hold against a schema."""

    def __init__(self, text: str, schema: str) -> None:
        """Read them; raises ValueError, which names the rule."""
        self._read = _cedar.PolicySet.from_str(text)
        checked = _cedar.validate_policies(text, schema)
        if not checked:
            raise ValueError("; ".join(str(error) for error in checked.errors))

    def answers(self, requests: Sequence[Request], entities: str) -> list[Answer]:
        """Answer each request about entities, a JSON list; these are held against no schema."""
        told: list[str] = _native.is_authorized_batch(requests, self._read, entities, None, False)
        return [_ANSWERS.decode(one) for one in told]
