"""The witnessed audit as part of a node's work."""
