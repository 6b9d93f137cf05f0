"""The lives of the models that were trained here, and what those that are watched think."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, select

from quaywatch.node import schema
from quaywatch.node.assessing import Scored
from quaywatch.node.changes import Row
from quaywatch.risk.life import Life

_LIVES = msgspec.json.Decoder(Life)


def lives(connection: Connection) -> dict[str, Life]:
    """Return every model of the ledger, by name."""
    table = schema.model.c
    rows = connection.execute(select(table.model_id, table.record).order_by(table.model_id))
    return {row.model_id: _LIVES.decode(row.record) for row in rows}


def life(connection: Connection, model_id: str) -> Life | None:
    """Return one model of the ledger, if there is one of this name."""
    table = schema.model.c
    record = connection.scalar(select(table.record).where(table.model_id == model_id))
    return None if record is None else _LIVES.decode(record)


def model_row(life: Life) -> Row:
    """Return the row of a model."""
    return {"model_id": life.model_id, "record": msgspec.json.encode(life, order="sorted")}


def shadow_rows(consignment_id: str, score: Scored) -> Iterator[Row]:
    """Yield a row for each model that is watched."""
    for model_id, log_odds, probability in score.shadows:
        yield {
            "model_id": model_id,
            "consignment_id": consignment_id,
            "log_odds": log_odds,
            "probability": probability,
        }
