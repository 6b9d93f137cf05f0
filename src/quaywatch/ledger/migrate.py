"""Bringing a database to the schema of this version."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from quaywatch.ledger.engine import for_writing
from quaywatch.ledger.errors import LedgerError

_LOCK = 7_119_350_246_718_401
"""Advisory lock under which one process at a time migrates a PostgreSQL database."""


def migrate(engine: Engine) -> None:
    """Bring the database to the newest revision; safe when several processes start at once.

    Raises:
        LedgerError: the database was made by a newer version of the software.

    """
    with for_writing(engine.connect()) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        if _revision(connection) != newest():
            _require_known(connection)
            command.upgrade(_config(connection), "head")


def require_current(engine: Engine) -> None:
    """Raise `LedgerError` unless the database holds a ledger of the newest revision."""
    with engine.connect() as connection:
        found = _revision(connection)
    if found is None:
        raise LedgerError("the database holds no ledger")
    if found != newest():
        raise LedgerError(f"the ledger is of schema {found}, this version needs {newest()}")


def newest() -> str | None:
    """Name the newest revision that this version of the software knows."""
    return ScriptDirectory.from_config(_config(None)).get_current_head()


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _require_known(connection: Connection) -> None:
    found = _revision(connection)
    known = {
        script.revision for script in ScriptDirectory.from_config(_config(None)).walk_revisions()
    }
    if found is not None and found not in known:
        raise LedgerError(f"the ledger is of schema {found}, which this version does not know")


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", "quaywatch.ledger:migrations")
    config.attributes["connection"] = connection
    return config
