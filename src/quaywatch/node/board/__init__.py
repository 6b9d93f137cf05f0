"""The officer's day: who has which box, what comes next, and what is told outside."""

from quaywatch.node.board.board import Board
from quaywatch.node.board.counting import Overrides
from quaywatch.node.board.lines import BoardLine, BoardView, LineState
from quaywatch.node.board.photos import LARGEST_PHOTO, Photo, PhotoError
from quaywatch.node.board.taking import Place

__all__ = [
    "LARGEST_PHOTO",
    "Board",
    "BoardLine",
    "BoardView",
    "LineState",
    "Overrides",
    "Photo",
    "PhotoError",
    "Place",
]
