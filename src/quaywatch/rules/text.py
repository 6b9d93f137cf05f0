"""What officers read, in each language of the house."""

from typing import Literal

import msgspec

Language = Literal["en", "fr", "nl", "es"]


class Texts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One statement in every language; none may be left out."""

    en: str
    fr: str
    nl: str
    es: str

    def get(self, language: str) -> str:
        """Return the statement in `language`, in English when that is none of ours."""
        return getattr(self, language) if language in self.__struct_fields__ else self.en
