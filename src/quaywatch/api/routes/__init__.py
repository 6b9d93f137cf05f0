"""One file per thing that the page asks for."""
