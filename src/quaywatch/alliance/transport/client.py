"""Calling one peer."""

import ssl
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import httpx

from quaywatch.alliance.line import Peer
from quaywatch.alliance.transport.desks import DESKS
from quaywatch.alliance.transport.desks import MEDIA_TYPE as DESK_TYPE
from quaywatch.alliance.transport.framing import (
    INBOX,
    LOG,
    MEDIA_TYPE,
    MOST_BATCHES,
    MOST_BYTES,
    STATE,
    VERSION,
    VERSION_HEADER,
    BadFrame,
    framed,
    unframed,
)


class Unreachable(Exception):  # noqa: N818 - the operator's word
    """The peer does not answer, or what answers is not the peer; try later."""


class Refusal(Exception):  # noqa: N818 - the operator's word
    """The peer answered and refused, with its reason."""

    def __init__(self, status: int, fault: str, message: str) -> None:
        super().__init__(message)
        self.status, self.fault = status, fault


class Client:
    """A connection to one peer, which has shown the certificate that it handed over.

    Args:
        peer: with its address and certificate.
        certificate: the file of the node's own certificate (PEM).
        key: the file of its key.
        timeout_s: for which an answer is waited for.

    """

    def __init__(
        self, peer: Peer, certificate: Path, key: Path, *, timeout_s: float = 30.0
    ) -> None:
        self.peer = peer
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.load_verify_locations(cadata=peer.certificate)
        context.load_cert_chain(certificate, key)
        self._timeout_s = timeout_s
        self._http = httpx.Client(
            base_url=peer.address,
            verify=context,
            timeout=timeout_s,
            trust_env=False,
            follow_redirects=False,
            headers={VERSION_HEADER: str(VERSION)},
        )

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def log(
        self, after: int, *, limit: int = MOST_BATCHES, wait_s: int = 0, digest: bytes = b""
    ) -> list[bytes]:
        """Return the peer's batches for this node behind a number; raises as all methods do.

        `digest` is that of the batch with the number, as it was taken here: a peer that does not
        know it refuses, and sends nothing that would not follow.

        Raises:
            Unreachable: nobody answers, or not the peer.
            Refusal: the peer refuses.

        """
        asked: dict[str, str | int] = {"after": after, "limit": limit, "wait": wait_s}
        if digest:
            asked["digest"] = digest.hex()
        answer = self._ask("GET", LOG, params=asked, timeout=self._timeout_s + wait_s)
        try:
            return unframed(answer)
        except BadFrame as error:
            raise Unreachable(f"{self.peer.node}: {error}") from error

    def push(self, bodies: Sequence[bytes]) -> int:
        """Hand batches over; return the number of the last that the peer has on disk."""
        answer = self._ask(
            "POST", INBOX, content=framed(bodies), headers={"content-type": MEDIA_TYPE}
        )
        return int(_said(answer)["taken"])

    def state(self) -> dict[str, Any]:
        """Return what the peer says of this line: `node`, `taken` and `sent`."""
        return _said(self._ask("GET", STATE))

    def ask(self, desk: str, said: bytes) -> bytes:
        """Ask one of the peer's desks; raises as `log` does."""
        return self._ask("POST", DESKS + desk, content=said, headers={"content-type": DESK_TYPE})

    def _ask(self, method: str, path: str, **more: Any) -> bytes:
        # The name that the certificate has to bear is the node's, wherever its address leads.
        named = {"sni_hostname": self.peer.node}
        try:
            with self._http.stream(method, path, extensions=named, **more) as answer:
                body = _bounded(answer)
        except (httpx.HTTPError, ssl.SSLError, OSError, ValueError) as error:
            raise Unreachable(f"{self.peer.node}: {error or type(error).__name__}") from error
        if answer.status_code >= 500:
            raise Unreachable(f"{self.peer.node} answers {answer.status_code}")
        if answer.status_code >= 300:
            said = _said(body)
            raise Refusal(
                answer.status_code, str(said.get("fault", "")), str(said.get("message", ""))
            )
        return body


def _bounded(answer: httpx.Response) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_raw():
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES + 2**20:
            raise ValueError(f"the answer has more than {MOST_BYTES} bytes")
    return b"".join(parts)


def _said(body: bytes) -> dict[str, Any]:
    import msgspec

    try:
        found = msgspec.json.decode(body)
    except msgspec.DecodeError:
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}
