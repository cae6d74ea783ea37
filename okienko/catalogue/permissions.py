"""Who may publish and adopt."""

from okienko.offices.models import Office
from okienko.tenancy.permits import Actor, System, rule


@rule("publish", Office)
@rule("adopt", Office)
def at_set_up(by: Actor, office: Office) -> bool:
    """The installation at set-up; the centre's and the office's own administrators come with their faces."""
    return isinstance(by, System)
