"""What containers are loaded with, and how each trade packs it."""
