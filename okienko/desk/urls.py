"""Addresses of the desk, under `biurko/`."""

from django.urls import include, path

from okienko.desk.views import (
    absences,
    acts,
    case,
    counter,
    entry,
    files,
    handling,
    letters,
    lists,
    moving,
    own,
    post,
    procedure,
    queue,
    task,
    terms,
)

app_name = "desk"
CASE = "<slug:slug>/sprawa/<uuid:case_id>/"
COUNTER = "<slug:slug>/okienko/"
PAPER = f"{COUNTER}pisma/<uuid:letter_id>/"
TASK = f"{CASE}zadanie/<str:token>/"
urlpatterns = [
    path("", entry.start, name="start"),
    path("logowanie/", entry.login, name="logowanie"),
    path("haslo/", entry.password, name="haslo"),
    path("wyloguj/", entry.logout, name="wyloguj"),
    path("<slug:slug>/", lists.home, name="urzad"),
    path("<slug:slug>/dzis/", lists.today, name="dzis"),
    path("<slug:slug>/urzad/", include("okienko.desk.office_urls")),
    path("<slug:slug>/nieobecnosci/", absences.absences, name="nieobecnosci"),
    path("<slug:slug>/kolejka/", queue.queue, name="kolejka"),
    path("<slug:slug>/kolejka/widoki/", queue.keep, name="widoki"),
    path("<slug:slug>/kolejka/widoki/<uuid:filter_id>/", queue.change, name="widok"),
    path(COUNTER, counter.counter_page, name="okienko"),
    path(f"{COUNTER}poczta/", post.outgoing, name="poczta"),
    path(f"{COUNTER}pisma/", letters.letters, name="pisma"),
    path(f"{COUNTER}pisma/nowe/", letters.register, name="nowe-pismo"),
    path(PAPER, letters.letter, name="pismo-papierowe"),
    path(f"{PAPER}przywroc/", letters.bring_back, name="pismo-przywroc"),
    path(f"{PAPER}plik/<uuid:file_id>/", letters.scan, name="pismo-skan"),
    path(f"{PAPER}sprawa/<uuid:case_id>/", letters.join, name="pismo-dolacz"),
    path(f"{PAPER}nowa-sprawa/<slug:service>/", letters.begin, name="pismo-sprawa-nowa"),
    path(f"{COUNTER}druk/<slug:service>/", counter.blank_form, name="okienko-druk"),
    path(f"{COUNTER}nowa/<slug:service>/", counter.begin, name="okienko-nowa"),
    path(f"{COUNTER}szkic/<uuid:draft_id>/", counter.draft, name="okienko-szkic"),
    path(f"{COUNTER}przyjete/<uuid:submission_id>/", counter.accepted, name="okienko-przyjete"),
    path(f"{COUNTER}przyjete/<uuid:submission_id>/potwierdzenie/", counter.receipt, name="okienko-potwierdzenie"),
    path("<slug:slug>/szukaj/", lists.search, name="szukaj"),
    path("<slug:slug>/moje-ustawienia/", own.settings, name="moje"),
    path("<slug:slug>/skroty/", own.shortcuts, name="skroty"),
    path("<slug:slug>/idz/", own.go, name="idz"),
    path("<slug:slug>/terminy/", terms.terms, name="terminy"),
    path("<slug:slug>/terminy/<slug:sheet>.csv", terms.numbers, name="liczby"),
    path(CASE, case.case, name="sprawa"),
    path(f"{CASE}wez/", acts.take, name="wez"),
    path(f"{CASE}oddaj/", acts.give_back, name="oddaj"),
    path(f"{CASE}czynnosci/", handling.more, name="czynnosci"),
    path(f"{CASE}czynnosci/przeniesienie/", moving.move, name="przeniesienie"),
    path(f"{CASE}czynnosci/przeniesienie/cofnij/<slug:at>/<slug:to>/<int:version>/", moving.undo, name="cofnij"),
    path(f"{CASE}czynnosci/<slug:act>/", procedure.asked, name="czynnosc"),
    path(f"{CASE}plik/<uuid:file_id>/", files.file, name="plik"),
    path(f"{CASE}pismo/<uuid:document_id>/", files.letter, name="pismo"),
    path(f"{CASE}doreczenie/<uuid:delivery_id>/", post.delivery, name="doreczenie"),
    path(TASK, task.task, name="zadanie"),
    path(f"{TASK}podglad/<uuid:document_id>/", task.check, name="podglad"),
]
