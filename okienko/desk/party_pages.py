"""Acts by hand about the parties of a case: a death, a successor, an address."""

from __future__ import annotations

from uuid import UUID

from okienko.cases import parties
from okienko.cases.queries import CaseView
from okienko.desk import forms
from okienko.desk.asking import Answers, Page, choice, day, living
from okienko.desk.pages import Desk
from okienko.language.model import Question
from okienko.submissions.words import in_words


def _open(view: CaseView) -> bool:
    return view.case.ended_at is None and bool(living(view))


def _asks_death(view: CaseView) -> tuple[Question, ...]:
    return choice("kto_zmarl", "Kto zmarł?", living(view)), day("dzien_smierci", "Którego dnia?")


def _note_death(desk: Desk, view: CaseView, said: Answers) -> str:
    version = forms.version_of(desk.request.POST)
    who = UUID(said["kto_zmarl"])
    parties.note_death(view.case.pk, who, said["dzien_smierci"], version=version, by=desk.clerk)
    if parties.is_attorney(view.parties, who):
        return "Pełnomocnik już nie działa w sprawie. Pisma dostaje strona."
    return "Terminy stoją, a pisma do tej osoby są wstrzymane."


def _asks_heir(view: CaseView) -> tuple[Question, ...]:
    return (
        Question("imie_nastepcy", "Imię", "text", max_length=parties.NAME_AT_MOST),
        Question("nazwisko_nastepcy", "Nazwisko", "text", max_length=parties.NAME_AT_MOST),
        Question("pesel_nastepcy", "PESEL", "pesel", optional=True),
        _ADDRESS_OF_HEIR,
    )


_ADDRESS_OF_HEIR = Question("adres_nastepcy", "Adres", "address")
_ADDRESS = Question("nowy_adres", "Nowy adres", "address")


def _add_heir(desk: Desk, view: CaseView, said: Answers) -> str:
    address = in_words(_ADDRESS_OF_HEIR, said["adres_nastepcy"])
    heir = parties.Heir(said["imie_nastepcy"], said["nazwisko_nastepcy"], address, said.get("pesel_nastepcy", ""))
    parties.add_successor(view.case.pk, heir, version=forms.version_of(desk.request.POST), by=desk.clerk)
    return f"W sprawie jest {heir.first_name} {heir.last_name}."


def _asks_address(view: CaseView) -> tuple[Question, ...]:
    return choice("czyj_adres", "Czyj adres się zmienił?", living(view)), _ADDRESS


def _change_address(desk: Desk, view: CaseView, said: Answers) -> str:
    address = in_words(_ADDRESS, said["nowy_adres"])
    version = forms.version_of(desk.request.POST)
    parties.change_address(view.case.pk, UUID(said["czyj_adres"]), address, version=version, by=desk.clerk)
    return "Następne pisma mają nowy adres."


PAGES: dict[str, Page] = {
    "adres": Page(
        label="Zmień adres strony",
        text="Nowy adres będzie na następnych pismach. Pisma wysłane wcześniej zostają takie, jakie były.",
        button="Zapisz adres",
        offered=_open,
        asks=_asks_address,
        act=_change_address,
        law="Kodeks postępowania administracyjnego, art. 41",
    ),
    "smierc": Page(
        label="Odnotuj śmierć strony",
        text="Wszystkie terminy staną, a pisma do tej osoby nie będą miały skutku. Potem dodaj następców. "
        "Gdy zmarł pełnomocnik, terminy biegną dalej, a pisma dostaje strona.",
        button="Odnotuj śmierć strony",
        offered=_open,
        asks=_asks_death,
        act=_note_death,
        law="Kodeks postępowania administracyjnego, art. 97 § 1 pkt 1 i art. 30 § 4",
        warns=lambda view: "Tego nie można cofnąć. Sprawdź odpis aktu zgonu albo rejestr.",
    ),
    "nastepca": Page(
        label="Dodaj następcę prawnego",
        text="Następca wchodzi w miejsce zmarłej strony. Pisma dostaje na papierze.",
        button="Dodaj następcę",
        offered=lambda view: view.case.ended_at is None and parties.may_succeed(view.parties),
        asks=_asks_heir,
        act=_add_heir,
        law="Kodeks postępowania administracyjnego, art. 30 § 4",
    ),
}
