"""Ports are looked at before what is to be served there is made, which may take minutes."""

import socket
from collections.abc import Iterable

import click


def require_free(host: str, ports: Iterable[int]) -> None:
    """Raise ClickException where one of the ports cannot be had, naming it."""
    for port in ports:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
            family, _, _, _, address = found[0]
            with socket.socket(family) as tried:
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                tried.bind(address)
        except OSError as error:
            raise click.ClickException(f"{host}:{port} cannot be had: {error.strerror}") from error
