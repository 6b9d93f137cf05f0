"""Asks other servers over TLS; an answer that is too long is cut off as it comes."""

from collections.abc import Mapping
from ssl import SSLContext

import httpx

from quaywatch.alliance.taxii.reading import Fetch, Fetched
from quaywatch.alliance.taxii.shapes import LARGEST, MEDIA

_WAIT_S = 30.0


class Cut(OSError):  # noqa: N818 - the operator's word
    """An answer longer than is taken, or none at all."""


def calling(
    collection: str, *, headers: Mapping[str, str], trusted: SSLContext | bool = True
) -> Fetch:
    """Return what asks one collection, by its address, for its objects.

    `headers` says who asks (`Authorization`); `trusted` holds the authorities whose servers are
    believed, and the certificate of this node where one is asked for. Redirections are not
    followed: they would carry the key elsewhere.
    """
    address = f"{collection.rstrip('/')}/objects/"
    said = {**headers, "Accept": MEDIA}

    def fetch(query: Mapping[str, str]) -> Fetched:
        body = bytearray()
        try:
            with (
                httpx.Client(verify=trusted, timeout=_WAIT_S) as client,
                client.stream("GET", address, params=dict(query), headers=said) as answer,
            ):
                for chunk in answer.iter_bytes():
                    body += chunk
                    if len(body) > LARGEST:
                        raise Cut(f"{address}: more than {LARGEST} bytes in one answer")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Cut(f"{address}: {error}") from error
        found = {name.lower(): value for name, value in answer.headers.items()}
        return Fetched(status=answer.status_code, headers=found, body=bytes(body))

    return fetch
