"""What routes declare that take or give a file as it is, and no JSON."""

from typing import Any

TAKES_FILE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
"""The body is the file; what it is shows in its bytes, whatever type is named."""

_Responses = dict[int | str, dict[str, Any]]


def gives_file(*kinds: str) -> _Responses:
    """Declare a file of one of some media types."""
    return {200: {"description": "The file", "content": {kind: {} for kind in kinds}}}


ANY_KIND = "*/*"
"""As who sent it named it."""
