"""All addresses: the portal at the root, the desk under `biurko/`."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    *([path("", include("okienko.demo.urls"))] if settings.DEMO else []),
    path("biurko/", include("okienko.desk.urls")),
    path("", include("okienko.portal.urls")),
]
handler400 = "okienko.portal.views.errors.bad_request"
handler404 = "okienko.portal.views.errors.not_found"
handler500 = "okienko.portal.views.errors.broken"
