"""Reminders go out, scans are read, the plan follows and measures are taken while it serves."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

from fastapi.concurrency import run_in_threadpool

from quaywatch.ledger import LedgerError
from quaywatch.node import Node

EVERY_S = 60.0
_log = logging.getLogger(__name__)


@asynccontextmanager
async def making_rounds(node: Node) -> AsyncGenerator[None]:
    """Have the node go through its conversations and its plan at once and every minute after.

    What the ports' standard asks is measured once a day, and what ports of loading stand for in it
    weighed.

    Scans are read as they come in.
    """
    await run_in_threadpool(node.machine.start)
    await run_in_threadpool(node.allied.start)
    task = asyncio.create_task(_rounds(node))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _rounds(node: Node) -> None:
    while True:
        try:
            await run_in_threadpool(node.rounds.chase)
            await run_in_threadpool(node.follow)
            await run_in_threadpool(node.norms.measures.take)
            await run_in_threadpool(node.norms.origins.daily, node.today())
            await run_in_threadpool(node.allied.rounds)
        except LedgerError:
            _log.exception("the rounds of the conversations failed; they are made again")
        await asyncio.sleep(EVERY_S)
