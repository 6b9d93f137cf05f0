"""OpenTAXII, a TAXII 2.1 server, asked in this process: its own time, without any network."""

import importlib
import json
import logging
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml

_MEDIA = "application/taxii+json;version=2.1"


class OpenTaxii:
    """One collection on SQLite that anybody may write to and read."""

    def __init__(self, folder: Path) -> None:
        config = folder / "opentaxii.yml"
        auth = f"sqlite:///{folder}/auth.db"
        config.write_text(
            yaml.safe_dump(
                {
                    "auth_api": {
                        "class": "opentaxii.auth.sqldb.SQLDatabaseAPI",
                        "parameters": {
                            "db_connection": auth,
                            "create_tables": True,
                            "secret": "bench",
                        },
                    },
                    "taxii1": None,
                    "taxii2": {
                        "title": "bench",
                        "max_content_length": 2**26,
                        "public_discovery": True,
                        "allow_custom_properties": True,
                        "persistence_api": {
                            "class": "opentaxii.persistence.sqldb.Taxii2SQLDatabaseAPI",
                            "parameters": {
                                "db_connection": f"sqlite:///{folder}/data.db",
                                "create_tables": True,
                            },
                        },
                    },
                }
            )
        )
        opentaxii: Any = importlib.import_module("opentaxii.config")
        servers: Any = importlib.import_module("opentaxii.server")
        middleware: Any = importlib.import_module("opentaxii.middleware")
        # It gives each post a number that its own answer cannot write, with today's SQLAlchemy.
        http: Any = importlib.import_module("opentaxii.taxii2.http")
        http.json = SimpleNamespace(dumps=partial(json.dumps, default=str))
        logging.getLogger("opentaxii").setLevel(logging.ERROR)
        server = servers.TAXIIServer(opentaxii.ServerConfig(extra_configs=[str(config)]))
        self._app = middleware.create_app(server)
        with self._app.app_context():
            api = server.servers.taxii2.persistence.api
            root = api.add_api_root("bench", default=True, is_public=True)
            made = api.add_collection(str(root.id), "bench", is_public=True, is_public_write=True)
            self._path = f"/taxii2/{root.id}/collections/{made.id}/objects/"

    def ingest(self, objects: Sequence[dict[str, object]], at_once: int = 500) -> float:
        """Post objects; return the processor time in seconds."""
        client = self._app.test_client()
        started = time.process_time()
        for start in range(0, len(objects), at_once):
            body = json.dumps({"objects": list(objects[start : start + at_once])})
            headers = {"accept": _MEDIA, "content-type": _MEDIA}
            answer = client.post(self._path, data=body, headers=headers)
            assert answer.status_code == 202, answer.data
        return time.process_time() - started
