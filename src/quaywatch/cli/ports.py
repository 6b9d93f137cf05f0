"""Ports are looked at before what is to be served there is made, which may take minutes."""

import asyncio
from collections.abc import Iterable

import click


def require_free(host: str, ports: Iterable[int]) -> None:
    """Raise ClickException where one of the ports cannot be had, naming it."""
    for port in ports:
        try:
            asyncio.run(_listen(host, port))
        except OSError as error:
            raise click.ClickException(f"{host}:{port} cannot be had: {error.strerror}") from error


async def _listen(host: str, port: int) -> None:
    server = await asyncio.start_server(lambda _reader, writer: writer.close(), host, port)
    server.close()
    await server.wait_closed()
