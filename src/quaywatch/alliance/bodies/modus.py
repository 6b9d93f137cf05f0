"""A way of doing it."""

import msgspec

from quaywatch.alliance.bodies.text import Location, Name, Reference, Text
from quaywatch.cargo import Concealment, ConcealmentPlace


class ModusOperandi(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="modus"
):
    """How loads come in and out, told so that others recognise it."""

    title: Name
    description: Text
    concealment: Concealment | None = None
    place: ConcealmentPlace | None = None
    ports: tuple[Location, ...] = ()
    headings: tuple[Name, ...] = ()
    signs: tuple[Text, ...] = ()
    """What an officer can look for."""
    seen_in: tuple[Reference, ...] = ()
    """Seizure notices in which it was seen."""
