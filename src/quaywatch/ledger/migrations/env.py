"""Runs the revisions on the connection that `ledger.migrate` hands over."""

from alembic import context

from quaywatch.ledger import accounts, brought, line, schema, taxii

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=[
        schema.METADATA,
        accounts.account.metadata,
        line.line_head.metadata,
        taxii.taxii_line.metadata,
        brought.brought_file.metadata,
    ],
)
with context.begin_transaction():
    context.run_migrations()
