"""Private set intersection by openmined-psi (ECDH on P-256), run in an environment of its own.

Its wheels pin a protobuf that ours does not. Run as `python _psi_peer.py ASKED HELD BOTH`; prints
one JSON object with seconds of processor time for each step, and bytes for each message.
"""

import importlib
import json
import sys
import time
from typing import Any

psi: Any = importlib.import_module("private_set_intersection.python")


def main(asked: int, held: int, both: int) -> None:
    """Match `asked` things against `held`, of which `both` are the same."""
    theirs = [f"container-{n}" for n in range(held)]
    ours = [f"container-{n}" for n in range(held - both, held - both + asked)]
    start = time.process_time()
    server = psi.server.CreateWithNewKey(True)
    setup = server.CreateSetupMessage(1e-9, len(ours), theirs, psi.DataStructure.GCS)
    made = time.process_time()
    client = psi.client.CreateWithNewKey(True)
    request = client.CreateRequest(ours)
    response = server.ProcessRequest(request)
    found = client.GetIntersection(setup, response)
    done = time.process_time()
    sizes = {
        "epoch_bytes": setup.ByteSize(),
        "query_bytes": request.ByteSize() + response.ByteSize(),
    }
    times = {"epoch_cpu_s": made - start, "query_cpu_s": done - made}
    print(json.dumps({"found": len(found), **times, **sizes}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
