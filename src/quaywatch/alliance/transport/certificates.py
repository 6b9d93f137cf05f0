"""Who a connection is with: a certificate of its own for each node, handed over with its keys.

Nobody stands between two nodes and vouches: what a partner shows is compared with what it handed
over. The node's name stands in the certificate twice, as the URI that identifies it and as the DNS
name by which a caller checks, before the first byte of a request, whom it has reached.
"""

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from quaywatch.alliance.handling import Node

URI = "urn:quaywatch:node:"
DAYS = 365
"""For which a certificate holds; change it with the peer's card before."""
_ROLES = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """What one authority hands over to another, by other means than the line."""

    node: Node
    key: str
    """Ed25519, in hexadecimal: what its batches are signed with."""
    certificate: str
    """PEM."""
    address: str = ""
    seals_to: str = ""
    """Public key for what nobody between may read, in hexadecimal."""

    def check(self) -> None:
        """Refuse a card that does not fit together; raises ValueError."""
        if named_in(self.certificate) != self.node:
            raise ValueError(f"its certificate is not that of {self.node}")
        if not re.fullmatch(r"[0-9a-f]{64}", self.key):
            raise ValueError("its key is not 32 bytes in hexadecimal")
        if self.address and not self.address.startswith("https://"):
            raise ValueError("its address does not begin with https://")


def new_certificate(node: str, folder: Path, now: datetime | None = None) -> tuple[Path, Path]:
    """Make a key and a certificate for a node; return the files of both (PEM).

    Raises:
        FileExistsError: there is a key already.

    """
    private = ec.generate_private_key(ec.SECP256R1())
    begin = now or datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, node[:64])])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin - timedelta(hours=2))
        .not_valid_after(begin + timedelta(days=DAYS))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.UniformResourceIdentifier(URI + node), x509.DNSName(node)]
            ),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.ExtendedKeyUsage(_ROLES), critical=False)
        .sign(private, hashes.SHA256())
    )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    key_file, certificate = folder / "tls.key", folder / "tls.crt"
    handle = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
    return certificate, key_file


def certificate_at(node: str, folder: Path) -> tuple[Path, Path, datetime]:
    """Return certificate and key (PEM files) in a folder, and until when it holds.

    They are made at first use.

    Raises:
        ValueError: the certificate there is another node's.

    """
    certificate, key = folder / "tls.crt", folder / "tls.key"
    if not key.exists():
        new_certificate(node, folder)
    pem = certificate.read_text()
    if (named := named_in(pem)) != node:
        raise ValueError(f"{certificate} is the certificate of {named}, not of {node}")
    return certificate, key, x509.load_pem_x509_certificate(pem.encode()).not_valid_after_utc


def named_in(pem: str) -> str:
    """Return the node whose certificate it is; raises ValueError where it is nobody's."""
    found = x509.load_pem_x509_certificate(pem.encode())
    try:
        names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound as error:
        raise ValueError("the certificate names no node") from error
    uris = names.get_values_for_type(x509.UniformResourceIdentifier)
    return _node(uris)


def shown_by(certificate: dict[str, Any]) -> str:
    """Return the node in what `ssl` tells of a peer's certificate; empty where it is nobody's."""
    names: list[tuple[str, str]] = list(certificate.get("subjectAltName", ()))
    try:
        return _node([value for kind, value in names if kind == "URI"])
    except ValueError:
        return ""


def _node(uris: list[str]) -> str:
    nodes = [uri.removeprefix(URI) for uri in uris if uri.startswith(URI)]
    if len(nodes) != 1:
        raise ValueError(f"the certificate names {len(nodes)} nodes, not one")
    return nodes[0]
