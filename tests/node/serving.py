"""A node's service in a process of its own, which can be killed and started again."""

import subprocess
import sys
import time
from contextlib import suppress

import httpx

from tests.ports import free_port


class Served:
    """One node behind one port, however often it dies."""

    def __init__(self, node: str) -> None:
        self._node = node
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self.start()

    def start(self) -> None:
        """Start the service and wait until it answers."""
        command = ["-c", "from quaywatch.cli import main; main()", "serve"]
        command += ["--node", self._node, "--port", str(self._port)]
        self._process = subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL)
        for _ in range(1200):
            assert self._process.poll() is None, "the service ended"
            with suppress(httpx.TransportError):
                if httpx.get(f"{self.url}/api/ready").is_success:
                    return
            time.sleep(0.05)
        self._process.kill()
        raise AssertionError("the service does not answer")

    def kill(self) -> None:
        """Kill -9."""
        self._process.kill()
        self._process.wait()
