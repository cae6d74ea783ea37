"""What the tests of components share: the real environment, over the real templates, without a database."""

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from okienko.ui import jinja

TEMPLATES = Path(jinja.__file__).parent / "jinja2"


@pytest.fixture(scope="session")
def env() -> Environment:
    made = jinja.environment(loader=FileSystemLoader(TEMPLATES))
    made.globals["static"] = "/static/{}".format  # the store of files has its own tests
    return made


@pytest.fixture
def show(env: Environment) -> Callable[..., str]:
    """Render an expression with the macros at hand as `ui`."""

    def render(source: str, **context: object) -> str:
        return env.from_string('{% import "ui/components.html" as ui %}' + source).render(**context)

    return render
