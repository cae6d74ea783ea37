"""The web server: Granian over WSGI, on this machine only."""

import os

from granian import Granian
from granian.constants import Interfaces

from okienko.cli.supervisor import HOST


def serve(port: int, workers: int, threads: int) -> None:
    """Answers requests until a signal comes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okienko.config.settings")
    # A connection for each request costs the database more than the request itself.
    os.environ.setdefault("OKIENKO_POOL", str(threads))
    server = Granian(
        "okienko.config.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        websockets=False,
    )
    server.serve()
