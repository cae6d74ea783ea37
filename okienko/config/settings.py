"""Settings of the installation. What differs between installations comes from the environment."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from psycopg.conninfo import conninfo_to_dict

from okienko.cli.places import CLONE, places_of
from okienko.cli.postgres import addresses

_places = places_of(CLONE)
VAR_DIR = Path(os.environ.get("OKIENKO_FILES", _places.files))
FILES_DIR = VAR_DIR / "files"
KEYS_DIR = VAR_DIR / "keys"
ANCHORS_DIR = VAR_DIR / "anchors"
ROOT_DIR = CLONE
DATA_DIR = CLONE / "data"
SERVICES_DIR = CLONE / "services"
DEMO_PROGRESS = VAR_DIR / "demo.json"
FILE_LIMIT = 10_000_000  # bytes: what pages call 10 MB
REQUEST_LIMIT = 60_000_000  # all files of one request


def _secret() -> str:
    """The installation's secret, made once."""
    given = os.environ.get("OKIENKO_SECRET_KEY")
    if given:
        return given
    path = KEYS_DIR / "secret"
    if not path.exists():
        for folder in (VAR_DIR, KEYS_DIR):
            _places.own(folder)
        path.touch(mode=0o600)
        if _places.account:
            os.chown(path, _places.account.uid, _places.account.gid)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


# The database plans a statement once a connection, not once a request. Off for a pooler that cannot bear it.
PREPARED: dict[str, Any] = (
    {"server_side_binding": True, "prepare_threshold": 2} if os.environ.get("OKIENKO_PREPARED", "1") == "1" else {}
)


def _database(url: str) -> dict[str, Any]:
    """Django's words for a libpq address."""
    said: dict[str, Any] = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    database: dict[str, Any] = {name: said.pop(word, "") for name, word in names.items()}
    return database | {"ENGINE": "django.db.backends.postgresql", "OPTIONS": said | PREPARED}


OWNER_URL, APP_URL = addresses()
AS_OWNER = os.environ.get("OKIENKO_ROLE") == "owner"
DATABASES = {"default": _database(OWNER_URL if AS_OWNER else APP_URL)}
if os.environ.get("OKIENKO_POOL"):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 2, "max_size": int(os.environ["OKIENKO_POOL"]), "timeout": 5}

DEMO = os.environ.get("OKIENKO_DEMO", "1") == "1"
SECRET_KEY = "only-for-migrations" if AS_OWNER else _secret()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("OKIENKO_HOSTS", "127.0.0.1,localhost,testserver").split(",")
INSTALLED_APPS = [
    "okienko.ui",
    "okienko.tenancy",
    "okienko.journal",
    "okienko.offices",
    "okienko.people",
    "okienko.documents",
    "okienko.deliveries",
    "okienko.payments",
    "okienko.catalogue",
    "okienko.submissions",
    "okienko.cases",
    "okienko.portal",
    "okienko.desk",
    *(["okienko.demo"] if DEMO else []),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]
ROOT_URLCONF = "okienko.config.urls"
WSGI_APPLICATION = "okienko.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "okienko.ui.jinja.environment", "auto_reload": False},
    }
]
AUTH_USER_MODEL = "people.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
SESSION_COOKIE_NAME = "okienko_biurko"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "okienko_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "okienko.portal.views.errors.csrf_failure"
RESIDENT_COOKIE = "okienko_konto"
DRAFTS_COOKIE = "okienko_szkice"
COUNTER_COOKIE = "okienko_przy_okienku"  # on the path of one draft
LANGUAGE_COOKIE = "okienko_jezyk"
SECURE_COOKIES = os.environ.get("OKIENKO_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

PUBLIC_URL = os.environ.get("OKIENKO_ADDRESS", "http://127.0.0.1:8000").rstrip("/")  # written in e-mails
MAIL = {
    "host": os.environ.get("OKIENKO_SMTP_HOST", ""),  # without it no e-mail goes out; the demonstration has a fake
    "port": int(os.environ.get("OKIENKO_SMTP_PORT", "587")),
    "user": os.environ.get("OKIENKO_SMTP_USER", ""),
    "password": os.environ.get("OKIENKO_SMTP_PASSWORD", ""),
    "tls": os.environ.get("OKIENKO_SMTP_TLS", "starttls"),  # starttls, tls (from the first byte) or none
    "sender": os.environ.get("OKIENKO_MAIL_FROM", "Okienko <okienko@przyklad.example>"),
}

LANGUAGE_CODE = "pl"
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True
USE_I18N = False
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "okienko.documents.receiving.BoundedUpload",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Kinds of tables for `check_distributable` (scale rule 1): all others are tenant tables.
REFERENCE_TABLES = [
    "offices_office",
    "offices_officecode",
    "catalogue_release",
    "catalogue_offer",
    "catalogue_offerversion",
]
LOCAL_TABLES = [
    "people_resident",
    "people_account",
    "people_logintry",
    "people_profile",
    "people_accountevent",
    "deliveries_notice",
    "deliveries_fakemail",
    "submissions_matter",
    "submissions_unsent",
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"err": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["err"], "level": "INFO"},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        "pyhanko": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},  # a refusal (422, 404) is an answer, not a warning
    },
}
