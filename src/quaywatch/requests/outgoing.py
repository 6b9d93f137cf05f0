"""What leaves, in the filer's own format where that can carry it, else as a letter."""

from collections.abc import Mapping
from typing import Protocol

import msgspec

from quaywatch.cargo import Consignment, FilingHeader
from quaywatch.requests import letters
from quaywatch.requests.letters.letter import Letter, Occasion
from quaywatch.requests.nouns import Draft, Message, Purpose


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """All that a format may draw on: the request, its words, and the filing that it is about."""

    draft: Draft
    occasion: Occasion
    letter: Letter
    header: FilingHeader
    consignment: Consignment


class Format(Protocol):
    """One format in which filers are answered."""

    @property
    def name(self) -> str:
        """Such as `cusres`."""
        ...

    @property
    def media_type(self) -> str:
        """What the transport says that the bytes are."""
        ...

    @property
    def suffix(self) -> str:
        """Ending of the file's name."""
        ...

    def write(self, notice: Notice) -> bytes | None:
        """Return the message; None when this format cannot say it."""
        ...


class _Plain:
    """The letter itself, for whoever has no format of its own."""

    name, media_type, suffix = "letter", "text/plain; charset=utf-8", "txt"

    def write(self, notice: Notice) -> bytes:
        return letters.text(notice.letter).encode("utf-8", "replace")


_LETTER = _Plain()


def message(
    draft: Draft,
    occasion: Occasion,
    header: FilingHeader,
    consignment: Consignment,
    formats: Mapping[str, Format] | None = None,
) -> tuple[Message, bytes]:
    """Return what is sent to a filer, and its bytes.

    `formats` are those at hand, by the format of the filing that they answer.
    """
    notice = Notice(
        draft=draft,
        occasion=occasion,
        letter=letters.compose(draft, occasion),
        header=header,
        consignment=consignment,
    )
    own = (formats or {}).get(draft.addressee.format)
    data = own.write(notice) if own is not None else None
    if own is None or data is None:
        return _message(_LETTER, occasion), _LETTER.write(notice)
    return _message(own, occasion), data


def _message(form: Format, occasion: Occasion) -> Message:
    suffix = "" if occasion.purpose is Purpose.REQUEST else f"-{occasion.purpose.value}"
    return Message(
        purpose=occasion.purpose,
        format=form.name,
        media_type=form.media_type,
        name=f"request-{occasion.request_id}{suffix}.{form.suffix}",
    )
