"""Answers that come by a message of their own: replies to the questions of ICS2, by number."""

from collections.abc import Iterator

import msgspec

from quaywatch.formats import ics2
from quaywatch.formats.ics2 import Attachment, CodeLists, Reply
from quaywatch.formats.ics2.subject import Remark
from quaywatch.requests.nouns import Answer, AnswerSource
from quaywatch.requests.numbering import request_in


class Heard(msgspec.Struct, frozen=True):
    """One answer, and the file that came with it."""

    answer: Answer
    data: bytes | None = None


def heard(data: bytes, request_id: str, document: int, codes: CodeLists) -> Iterator[Heard]:
    """Yield what a message, kept at `document`, answers to a request: there is always something.

    The first file of a reply comes with its words, each other one by itself. An answer that names
    no question goes with the one before it.
    """
    base = Answer(source=AnswerSource.REPLY, document=document)
    found = False
    for reply in _to(request_id, _replies(data)):
        for each in _heard(base, reply, codes):
            found = True
            yield each
    if not found:
        yield Heard(base)


def _replies(data: bytes) -> tuple[Reply, ...]:
    try:
        return ics2.replies(ics2.parse(data, cut_out=True).content)
    except ics2.UnreadableError:
        return ()


def _to(request_id: str, replies: tuple[Reply, ...]) -> Iterator[Reply]:
    last = ""
    for reply in replies:
        last = reply.reference or last
        if request_in(last) == request_id:
            yield reply


def _heard(base: Answer, reply: Reply, codes: CodeLists) -> Iterator[Heard]:
    files = [file for file in reply.attachments if file.content is not None]
    words = "\n".join(_words(reply, codes))
    for place, file in enumerate(files or [None]):
        said = words if place == 0 else ""
        yield Heard(_answer(base, said, file), None if file is None else file.content)


def _answer(base: Answer, words: str, file: Attachment | None) -> Answer:
    if file is None:
        return msgspec.structs.replace(base, text=words)
    return msgspec.structs.replace(
        base, text=words, attachment=file.name, media_type=file.media_type or ""
    )


def _words(reply: Reply, codes: CodeLists) -> Iterator[str]:
    """Yield what a reply says: its words, its codes by their lists, files that are elsewhere."""
    if reply.house is not None:
        yield reply.house.number
    for remark in reply.remarks:
        yield from _remark(remark, codes)
    if reply.screening_result is not None:
        yield _coded("CL726", reply.screening_result, codes)
    for method in reply.screening_methods:
        yield _coded("CL724", method, codes)
    for file in reply.attachments:
        if file.content is None:
            yield " ".join(part for part in (file.name, file.uri, file.description) if part)


def _remark(remark: Remark, codes: CodeLists) -> Iterator[str]:
    if remark.code is not None:
        yield _coded("CL752", remark.code, codes)
    if remark.text is not None:
        yield remark.text


def _coded(name: str, code: str, codes: CodeLists) -> str:
    meaning = codes.meaning(name, code)
    return f"{name} {code}: {meaning}" if meaning else f"{name} {code}"
