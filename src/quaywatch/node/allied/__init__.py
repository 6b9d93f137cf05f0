"""The alliance in the node: what is settled, what goes out, what comes in and what it changes."""
