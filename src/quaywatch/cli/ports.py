"""Ports are looked at before what is to be served there is made, which may take minutes."""

import asyncio
import os
from collections.abc import Iterable

import click


def require_free(host: str, ports: Iterable[int]) -> None:
    """Raise ClickException where one of the ports cannot be had, naming it."""
    for port in ports:
        try:
            asyncio.run(_listen(host, port))
        except OSError as error:
            # asyncio says it at length; a name that cannot be resolved has no number of the system.
            number = error.errno or 0
            why = os.strerror(number) if number > 0 else error.strerror
            raise click.ClickException(f"{host}:{port} cannot be had: {why}") from error


async def _listen(host: str, port: int) -> None:
    server = await asyncio.start_server(lambda _reader, writer: writer.close(), host, port)
    server.close()
    await server.wait_closed()
