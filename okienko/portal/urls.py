"""Addresses of the portal. Words before `<slug>` are no slugs of offices; words of the form come before its pages."""

from django.urls import path

from okienko.portal.views import account, check, mailbox, matter, pay, plain, profile, promise, questions, reply, start

DRAFT = "<slug:slug>/wniosek/<uuid:draft>/"
MATTER = "<slug:slug>/sprawa/<uuid:submission>/"

urlpatterns = [
    path("", start.start),
    path("konto/", account.account),
    path("konto/profil/", profile.profile),
    path("konto/profil/kontakt/", profile.contact),
    path("konto/profil/email/", profile.email),
    path("konto/profil/adres/<str:token>/", profile.confirm),
    path("konto/profil/zawiadomienia/", profile.wanted),
    path("konto/profil/dane/", profile.take),
    path("logowanie/", account.login),
    path("logowanie/powrot/", account.returned),
    path("wyloguj/", account.logout),
    path("atrapa/logowanie/", account.fake_login),
    path("atrapa/platnosc/", pay.fake_gateway),
    path("atrapa/poczta/", mailbox.mailbox),
    path("platnosci/powiadomienie/", pay.notice),
    path("motyw/<slug:slug>.css", plain.theme),
    path("dostepnosc/", plain.accessibility),
    path("stan/", plain.health),
    path("robots.txt", plain.robots),
    path("warsztat/ui/", plain.gallery),
    path("<slug:slug>/", start.office),
    path("<slug:slug>/dostepnosc/", plain.office_accessibility),
    path("<slug:slug>/usluga/<slug:service>/", promise.service),
    path("<slug:slug>/powrot/<slug:token>/", check.come_back),
    path(DRAFT, questions.resume),
    path(f"{DRAFT}sprawdz/", check.check),
    path(f"{DRAFT}wyslij/", check.send),
    path(f"{DRAFT}zapisz/", check.keep),
    path(f"{DRAFT}druk/", check.paper),
    path(f"{DRAFT}koniec/", check.end),
    path(f"{DRAFT}<slug:page>/", questions.page),
    path(f"{DRAFT}<slug:page>/<int:number>/", questions.item),
    path(MATTER, matter.matter),
    path(f"{MATTER}potwierdzenie/", matter.receipt),
    path(f"{MATTER}zalacznik/<uuid:link>/", matter.attachment),
    path(f"{MATTER}zaplac/", pay.pay),
    path(f"{MATTER}wycofaj/", matter.withdraw),
    path(f"{MATTER}odpowiedz/<slug:message>/", reply.reply),
    path(f"{MATTER}pismo/<uuid:delivery>/", matter.letter),
    path(f"{MATTER}pismo/<uuid:delivery>/plik/", matter.letter_file),
]
