"""What is to be said to a filer, whatever the format."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

import msgspec

from quaywatch.cargo import Consignment, FilingHeader
from quaywatch.formats.ics2 import CodeLists
from quaywatch.requests.letters.letter import Block, Letter, Occasion
from quaywatch.requests.nouns import Draft, Purpose


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """All that a format may draw on: the request, its words, and the filing that it is about."""

    draft: Draft
    occasion: Occasion
    letter: Letter
    header: FilingHeader
    consignment: Consignment
    filed: bytes
    """The message of the filer as received; no bytes where they were not kept with it."""
    at: datetime
    codes: CodeLists = CodeLists()
    """The partner's code lists, as far as they are configured."""

    @property
    def member_state(self) -> str:
        """Country of the port of discharge; empty when it is not declared."""
        return (self.consignment.route.port_of_discharge or "")[:2]

    @property
    def taken_back(self) -> bool:
        """Whether this is a withdrawal."""
        return self.occasion.purpose is Purpose.WITHDRAWAL

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Yield (code, text) of everything said, a question at a time; formats lose nothing."""
        letter = self.letter
        yield "request", f"{letter.title}. {letter.opening}"
        for block in letter.blocks:
            yield block.key.partition("/")[0], _sentence(letter, block)
        if letter.remark:
            yield "remark", f"{letter.remark_label}: {letter.remark}"
        for line in letter.closing:
            yield "closing", line


def _sentence(letter: Letter, block: Block) -> str:
    declared, _, basis, wanted = letter.labels
    said = ", ".join(f"{label} {value}" for label, value in block.declared)
    about = f"{block.about}: " if block.about else ""
    return (
        f"{about}{block.wrong} {declared}: {said}. {wanted}: {block.wanted} "
        f"({basis}: {block.basis})"
    )


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
        """Return the message; None when this format cannot say all of it."""
        ...
