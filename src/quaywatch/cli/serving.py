"""Runs a node's service in this process until it is told to stop."""

import uvicorn

from quaywatch.api.app import create_app
from quaywatch.api.settings import Settings
from quaywatch.node import Node


def serve_node(node: Node, settings: Settings, host: str, port: int) -> None:
    """Serve until interrupted, then finish what has been queued and close the node."""
    try:
        uvicorn.run(
            create_app(node, settings),
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            server_header=False,
        )
    finally:
        node.close()
