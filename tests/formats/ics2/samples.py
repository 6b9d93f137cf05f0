"""Invented messages of the tests."""

from pathlib import Path

from quaywatch.formats.ics2.element import NAMESPACE

_FOLDER = Path(__file__).parent / "samples"


def sample(name: str) -> bytes:
    return (_FOLDER / f"{name}.xml").read_bytes()


def changed(name: str, old: str, new: str, times: int = -1) -> bytes:
    """A sample with some of its text replaced; the text must be there."""
    text = sample(name).decode()
    assert old in text
    return text.replace(old, new, times).encode()


def in_soap(message: bytes, operation: str = "QueryENSRespMsg") -> bytes:
    _, _, body = message.partition(b"?>")
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        b'<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope">'
        b"<soap:Header><ccn2:Version>1.0</ccn2:Version></soap:Header><soap:Body>"
        b'<svc:%b xmlns:svc="http://xmlns.ec.eu/x/V2">'
        % operation.encode()
        + body.strip()
        + b"</svc:%b></soap:Body></soap:Envelope>\n" % operation.encode()
    )


def with_prefix(message: bytes) -> bytes:
    """The same message with a prefix that the envelope declares, as some senders write it."""
    _, _, body = message.decode().partition("?>")
    body = body.replace(f' xmlns="{NAMESPACE}"', "")
    body = body.replace("</", "</ics:").replace("<", "<ics:").replace("<ics:/ics:", "</ics:")
    return (
        f'<e:Envelope xmlns:e="urn:e" xmlns:ics="{NAMESPACE}"><e:Body>{body}</e:Body></e:Envelope>'
    ).encode()
