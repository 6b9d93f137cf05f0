"""Certificates of those who connect, made known to the application."""

import hashlib
import ssl
from typing import cast

from starlette.requests import HTTPConnection
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_FINGERPRINT = "quaywatch_certificate"


class CertificateProtocol(HttpToolsProtocol):
    """HTTP over a connection whose peer may have shown a certificate.

    The server lets only certificates of the authorities that it trusts through its handshake;
    what is passed on is the fingerprint of the one that was proven.
    """

    def on_message_begin(self) -> None:
        """Begin a request with the fingerprint of the connection's certificate beside it."""
        super().on_message_begin()
        connection = self.transport.get_extra_info("ssl_object")
        shown = connection.getpeercert(binary_form=True) if connection is not None else None
        state = self.scope.setdefault("state", {})
        state[_FINGERPRINT] = fingerprint(shown) if shown else ""


def fingerprint(certificate: bytes) -> str:
    """Return the SHA-256 fingerprint of a certificate (DER) in small hexadecimal digits."""
    return hashlib.sha256(certificate).hexdigest()


def fingerprint_of_file(pem: str) -> str:
    """Return the fingerprint of a certificate in PEM text; raises ValueError when it is none."""
    return fingerprint(ssl.PEM_cert_to_DER_cert(pem.strip() + "\n"))


def shown(connection: HTTPConnection) -> str:
    """Return the fingerprint of the certificate that the client proved to hold, or nothing."""
    return cast("str", connection.scope.get("state", {}).get(_FINGERPRINT, ""))
