"""Addresses of an office's administrator, under `biurko/<slug>/urzad/`; the names are the desk's own."""

from django.urls import path

from okienko.desk.views import (
    office_compare,
    office_ending,
    office_journal,
    office_letterhead,
    office_people,
    office_plan,
    office_services,
    office_signing,
    office_units,
)

urlpatterns = [
    path("", office_services.start, name="ustawienia"),
    path("uslugi/", office_services.services, name="uslugi"),
    path("uslugi/koniec/", office_ending.end_all, name="koniec-wszystkich"),
    path("uslugi/koniec/<slug:service>/", office_ending.end, name="koniec-uslugi"),
    path("uslugi/przywroc/<slug:service>/", office_ending.resume, name="przywroc-usluge"),
    path("uslugi/<slug:service>/<str:version>/", office_services.service, name="usluga"),
    path("porownania/", office_compare.comparisons, name="porownania"),
    path("porownania/<slug:service>/", office_compare.comparison, name="porownanie"),
    path("wykaz-akt/", office_plan.plan, name="wykaz-akt"),
    path("wykaz-akt.csv", office_plan.sheet, name="wykaz-akt-plik"),
    path("wykaz-akt/<uuid:plan_id>/", office_plan.check, name="wykaz-akt-import"),
    path("komorki/", office_units.units, name="komorki"),
    path("pracownicy/", office_people.people, name="pracownicy"),
    path("pracownicy/nowy/", office_people.recruit, name="nowy-pracownik"),
    path("pracownicy/<uuid:clerk_id>/", office_people.person, name="pracownik"),
    path("upowaznienia/", office_signing.authorisations, name="upowaznienia"),
    path("upowaznienia/<uuid:authorisation_id>/", office_signing.authorisation, name="upowaznienie"),
    path("naglowek/", office_letterhead.letterhead, name="naglowek"),
    path("dziennik/", office_journal.journal, name="dziennik"),
]
