"""Elements by their names, whatever their namespaces."""

from quaywatch.formats.xml.paths import Element


def every(element: Element, path: str) -> list[Element]:
    """Return the elements at a path of names, such as `Goods/Packaging`, in order."""
    return element.findall("/".join(f"{{*}}{name}" for name in path.split("/")))


def text(element: Element, *paths: str) -> str:
    """Return the text of the first element with any at the first path that has one, else empty."""
    for path in paths:
        for found in every(element, path):
            if written := (found.text or "").strip():
                return written
    return ""
