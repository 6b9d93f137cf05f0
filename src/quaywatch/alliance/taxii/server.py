"""The answers of a TAXII 2.1 server, without the line: what each address tells a partner."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

import msgspec

from quaywatch.alliance.notice import Notice
from quaywatch.alliance.taxii.asking import Asked, asked, cursor
from quaywatch.alliance.taxii.book import Line
from quaywatch.alliance.taxii.foreign import Terms
from quaywatch.alliance.taxii.posting import Receiving, posted
from quaywatch.alliance.taxii.shapes import (
    INBOX,
    LARGEST,
    MEDIA,
    SHARED,
    STIX,
    ApiRoot,
    Collection,
    Collections,
    Discovery,
    Envelope,
    Manifest,
    Record,
    Refusal,
    Status,
    Versions,
)
from quaywatch.alliance.taxii.shelf import Page, Shelf, stamp

_ALIASES = {"shared": SHARED, "inbox": INBOX}


class Desk(Receiving, Protocol):
    """Where one partner writes, for the length of one request and in one transaction."""

    @property
    def terms(self) -> Terms:
        """How what this partner writes may be used."""
        ...

    def own(self, name: str) -> Notice | None:
        """Return a notice that this partner wrote, by its id."""
        ...

    def withdraw(self, notice: Notice) -> None:
        """Let what this partner wrote be gone for ever; a tombstone stays."""
        ...

    def keep(self, status: Status) -> None:
        """Keep what became of a post."""
        ...

    def status(self, name: str) -> Status | None:
        """Return what became of a post of this partner."""
        ...


class Visit(Protocol):
    """What one partner finds here, for the length of one request and in one transaction."""

    @property
    def desk(self) -> Desk | None:
        """Where it writes; None where it may not."""
        ...

    def shelf(self, collection: str) -> Shelf:
        """Return the shared notices, or those that this partner wrote, listed up to now."""
        ...


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What goes back."""

    body: Any
    status: int = 200
    headers: Mapping[str, str] = {}

    @property
    def encoded(self) -> bytes:
        """The body as JSON."""
        return msgspec.json.encode(self.body)


def discovery(title: str, root: str) -> Answer:
    """Say where the one root is (§4.1)."""
    text = "What this authority shares with the partner that asks, and what that partner wrote."
    return Answer(body=Discovery(title=title, description=text, default=root, api_roots=[root]))


def api_root(title: str) -> Answer:
    """Describe the root (§4.2)."""
    return Answer(body=ApiRoot(title=title, versions=[MEDIA], max_content_length=LARGEST))


def collections(visit: Visit) -> Answer:
    """List the collections (§5.1): the inbox only for whoever may write."""
    names = [SHARED] if visit.desk is None else [SHARED, INBOX]
    return Answer(body=Collections(collections=[_collection(one, visit) for one in names]))


def collection(visit: Visit, *, collection: str) -> Answer:
    """Describe one (§5.2)."""
    return Answer(body=_collection(_named(collection), visit))


def manifest(visit: Visit, query: Mapping[str, str], *, collection: str) -> Answer:
    """List what there is of a collection (§5.3)."""
    page = _page(visit, collection, asked(query))
    records = [
        Record(id=one.line.object, date_added=stamp(one.line.added_at), version=one.line.version)
        for one in page.found
    ]
    return Answer(
        body=Manifest(more=page.more, next=_next(page), objects=records), headers=_dates(page)
    )


def objects(visit: Visit, query: Mapping[str, str], *, collection: str) -> Answer:
    """Return what there is of a collection (§5.4)."""
    page = _page(visit, collection, asked(query))
    told = [one.object for one in page.found]
    return Answer(
        body=Envelope(more=page.more, next=_next(page), objects=told), headers=_dates(page)
    )


def one_object(visit: Visit, query: Mapping[str, str], *, collection: str, which: str) -> Answer:
    """Return one object (§5.6); raises Refusal where there is none that may be seen."""
    wanted = msgspec.structs.replace(asked(query), ids=frozenset({which}))
    page = _page(visit, collection, wanted)
    if not page.found and not _known(visit, collection, which):
        raise Refusal(404, "there is no such object here")
    told = [one.object for one in page.found]
    return Answer(
        body=Envelope(more=page.more, next=_next(page), objects=told), headers=_dates(page)
    )


def versions(visit: Visit, query: Mapping[str, str], *, collection: str, which: str) -> Answer:
    """List the versions of one object (§5.8): the last one, for no other one is kept."""
    wanted = msgspec.structs.replace(asked(query), ids=frozenset({which}))
    page = _page(visit, collection, wanted)
    if not page.found and not _known(visit, collection, which):
        raise Refusal(404, "there is no such object here")
    told = sorted({one.line.version for one in page.found}, reverse=True)
    return Answer(body=Versions(more=page.more, versions=told), headers=_dates(page))


def add(visit: Visit, name: str, body: bytes, now: datetime) -> Answer:
    """Take objects in (§5.5); what became of each is known at once."""
    desk = _writable(visit, name)
    status = posted(body, desk.terms, desk, now)
    desk.keep(status)
    return Answer(body=status, status=202)


def delete(visit: Visit, *, collection: str, which: str) -> Answer:
    """Withdraw what this partner wrote (§5.7): its tombstone stays, so that no copy comes back."""
    desk = _writable(visit, collection)
    notice = desk.own(which.partition("--")[2])
    if notice is None:
        raise Refusal(404, "there is no such object here")
    if not notice.withdrawn:
        desk.withdraw(notice)
    return Answer(body={})


def status(visit: Visit, *, status: str) -> Answer:
    """Say what became of a post (§4.3)."""
    found = visit.desk.status(status) if visit.desk is not None else None
    if found is None:
        raise Refusal(404, "nothing was posted under this name")
    return Answer(body=found)


def _page(visit: Visit, name: str, wanted: Asked) -> Page:
    collection = _named(name)
    if collection == INBOX and visit.desk is None:
        raise Refusal(404, "there is no such collection")
    return visit.shelf(collection).page(wanted)


def _known(visit: Visit, name: str, which: str) -> bool:
    return bool(_page(visit, name, Asked(ids=frozenset({which}), limit=1)).found)


def _named(name: str) -> str:
    found = _ALIASES.get(name, name)
    if found not in (SHARED, INBOX):
        raise Refusal(404, "there is no such collection")
    return found


def _writable(visit: Visit, name: str) -> Desk:
    if _named(name) != INBOX:
        raise Refusal(403, "this collection is read only")
    if visit.desk is None:
        raise Refusal(403, "no agreement lets this partner write here")
    return visit.desk


def _collection(name: str, visit: Visit) -> Collection:
    shared = name == SHARED
    return Collection(
        id=name,
        title="Shared notices" if shared else "Inbox",
        description="What this authority shares with you." if shared else "What you wrote here.",
        alias="shared" if shared else "inbox",
        can_read=True,
        can_write=not shared and visit.desk is not None,
        media_types=[STIX],
    )


def _next(page: Page) -> str:
    return cursor(page.found[-1].line.place) if page.more else ""


def _dates(page: Page) -> dict[str, str]:
    lines: Sequence[Line] = [one.line for one in page.found]
    if not lines:
        return {}
    return {
        "X-TAXII-Date-Added-First": stamp(lines[0].added_at),
        "X-TAXII-Date-Added-Last": stamp(lines[-1].added_at),
    }
