"""From STIX 2.1 back to notices."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

import msgspec

from quaywatch.alliance.notice import Notice
from quaywatch.alliance.stix import ids
from quaywatch.alliance.stix.writing import Object, main


class _Extension(msgspec.Struct, frozen=True, kw_only=True):
    extension_type: str
    notice: Notice


class NotAlike(ValueError):  # noqa: N818 - the officer's word
    """An object whose own fields say something else than the notice that it carries."""


def notices(bundle: Mapping[str, Any]) -> Iterator[tuple[Notice, Object]]:
    """Yield each notice of a bundle with the object that it came in; others' objects are passed.

    Raises:
        NotAlike: see `notice_of`.

    """
    for one in bundle.get("objects", ()):
        notice = notice_of(one)
        if notice is not None:
            yield notice, one


def notice_of(one: Object) -> Notice | None:
    """Return the notice that an object carries; None where it carries none.

    Raises:
        NotAlike: the notice in it is none, or the object says something else than the notice:
            somebody changed one and not the other.

    """
    extensions: Any = one.get("extensions", {})
    if not isinstance(extensions, dict):
        raise NotAlike(f"{one.get('id')}: extensions are an object")
    extension = cast("Object", extensions).get(ids.EXTENSION)
    if extension is None:
        return None
    try:
        notice = msgspec.convert(extension, _Extension).notice
        msgspec.msgpack.encode(notice)  # An instant that is none in UTC cannot be kept.
        written = main(notice)
    except (ValueError, KeyError, OverflowError) as error:
        raise NotAlike(f"{one.get('id')}: {error}") from error
    different = [name for name in {*written, *one} if written.get(name) != one.get(name)]
    if different:
        raise NotAlike(f"{one.get('id')}: {', '.join(sorted(different))} differ from the notice")
    return notice
