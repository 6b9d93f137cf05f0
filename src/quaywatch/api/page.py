"""Serves the built page out of the package, with the index for the page's own addresses."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from mimetypes import guess_type

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse, Response

from quaywatch.api.errors import ApiError

router = APIRouter(include_in_schema=False)

_NOT_BUILT = "The page has not been built. Run `make page` in the checkout, then start again.\n"
_FOREVER = "public, max-age=31536000, immutable"


@router.get("/{path:path}")
def page(path: str) -> Response:
    """Answer with a file of the page, or with its index for an address of the page's own."""
    if path.startswith("api/"):
        raise ApiError(404, "not-found", "There is nothing at this address.")
    root = files("quaywatch") / "static"
    index = root / "index.html"
    if not index.is_file():
        return PlainTextResponse(_NOT_BUILT, status_code=503)
    asset = _inside(root, path)
    if asset is not None:
        return _file(asset, _FOREVER if path.startswith("assets/") else "no-cache")
    if "." in path.rpartition("/")[2]:
        raise ApiError(404, "not-found", "There is no such file.")
    return _file(index, "no-cache")


def _inside(root: Traversable, path: str) -> Traversable | None:
    steps = path.split("/")
    if not path or any(step in {"", ".", ".."} or "\\" in step for step in steps):
        return None
    found = root.joinpath(*steps)
    return found if found.is_file() else None


def _file(file: Traversable, cache: str) -> Response:
    media_type = guess_type(file.name)[0] or "application/octet-stream"
    return Response(file.read_bytes(), media_type=media_type, headers={"Cache-Control": cache})
