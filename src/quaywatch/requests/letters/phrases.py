"""The words of one language, read from its file."""

from functools import cache
from importlib import resources

import msgspec

from quaywatch.requests.kinds import RequestKind


class Frame(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands around the questions; `{…}` is filled in."""

    bill: str
    container: str
    voyage: str
    your_message: str
    goods_line: str
    question: str
    declared: str
    nothing: str
    wrong: str
    basis: str
    wanted: str
    remark: str
    due: str
    due_order: str
    how: str
    reminder: str
    withdrawn: str
    lifted: str
    closing: str
    simulated: str


class Phrases(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that is said in one language."""

    frame: Frame
    title: dict[RequestKind, str]
    opening: dict[RequestKind, str]
    fields: dict[str, str]
    """What declared fields are called."""
    wrong: dict[str, str]
    """What is wrong, by the code of the check."""
    wanted: dict[str, str]
    """What an acceptable answer is, by the key that `asking` names."""


@cache
def phrases(language: str) -> Phrases:
    """Return the words of a language of `addressing.LANGUAGES`; KeyError for any other."""
    file = resources.files("quaywatch.requests.letters").joinpath(f"{language}.toml")
    if not file.is_file():
        raise KeyError(language)
    return msgspec.toml.decode(file.read_text("utf-8"), type=Phrases)
