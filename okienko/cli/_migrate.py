"""Migrations as owner, then the rights of the application, then the static files."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from okienko.cli._load import load


def migrate(owner_url: str) -> None:
    """Tables are there, the application has its rights, the offices are loaded, static files are gathered."""
    call_command("migrate", interactive=False, verbosity=0)
    _collect_static(Path(settings.STATIC_ROOT or ""))
    load("okienko.config.reference:apply")(owner_url)
    print("Tabele są gotowe.", flush=True)


def _collect_static(root: Path) -> None:
    """Static files are gathered, compressed and named by their content; left alone when none is newer."""
    manifest = root / "staticfiles.json"
    found = (storage.path(path) for finder in get_finders() for path, storage in finder.list([]))
    newest = max((Path(path).stat().st_mtime for path in found), default=0.0)
    if not manifest.exists() or manifest.stat().st_mtime < newest:
        call_command("collectstatic", interactive=False, verbosity=0)
