"""What someone does who may write to the database and is not stopped by its triggers."""

from sqlalchemy import text

from quaywatch.ledger import Ledger


def tamper(ledger: Ledger, statement: str, **values: object) -> None:
    """Run a statement with the guards of the tables taken away."""
    with ledger.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            triggers = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for name in connection.scalars(triggers).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        assert connection.execute(text(statement), values).rowcount > 0
