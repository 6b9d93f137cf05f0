"""Contradictions of a container's story: one question a file; the story has the answers."""
