"""Who may publish and adopt."""

from okienko.offices.models import Office
from okienko.tenancy.permits import Actor, System, may, rule


@rule("publish", Office)
def publish(by: Actor, office: Office) -> bool:
    """The installation at set-up; the centre's own people come with their face."""
    return isinstance(by, System)


@rule("adopt", Office)
def adopt(by: Actor, office: Office) -> bool:
    """Services and the file plan: the installation at set-up, and an administrator of that office."""
    return isinstance(by, System) or may(by, "administer", office)
