"""Partners' scans of containers at this node: told in the dossier, fetched, read, held against own.

Nothing made of them is on the ledger, which forgets nothing: it lies in tables of its own, and goes
in the transaction in which the notice goes.
"""
