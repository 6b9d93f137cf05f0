"""The HTTP face of a node; pydantic lives here and nowhere else."""
