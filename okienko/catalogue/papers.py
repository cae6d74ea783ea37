"""The paper twin of a service as an office offers it, and the code on it by which the office knows it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from uuid import UUID

from okienko.catalogue.clauses import fee_is_sure, kept_for, receivers
from okienko.catalogue.queries import UNIT, Offered, adoptions, bundle_of, offered
from okienko.documents.printing import code_words, form_code, form_sheet, read_code
from okienko.language.errors import Refusal
from okienko.language.local import local_values
from okienko.language.model import Law, Service
from okienko.language.twin import Setting, paper
from okienko.offices.law import law_data
from okienko.offices.models import Office
from okienko.offices.queries import Place, place
from okienko.tenancy.clock import today
from okienko.tenancy.context import current_office
from okienko.ui.speech import POLISH, speaking

NOON = time(12)
Words = dict[str, object]


class UnknownForm(Refusal):
    """The code is of no form that this office prints."""

    code = "druk-nieznany"


@dataclass(frozen=True)
class Printed:
    """A form that came back: of which service and release, and what the office offers of it now."""

    code: str
    service: Service
    now: Offered | None
    unit: str  # symbol of the unit that runs these matters

    @property
    def stale(self) -> bool:
        """Whether the form asks by another release than the one in force."""
        return self.now is not None and self.now.service.version != self.service.version


def printed(code: str) -> Printed:
    """The form with this code, whichever release of the office it was printed from."""
    read = read_code(code)
    if read is None:
        raise UnknownForm("To nie jest kod druku. Kod druku wygląda tak: F1487-3A9C01BE.")
    if read.office_id != current_office():
        raise UnknownForm(_of_another(read.office_id))
    for versions in adoptions().values():
        for one in versions:
            found = one.offered
            if _digest(found.release_id).startswith(read.digest):
                unit = versions[0].offered.values.get(UNIT, "")
                return Printed(form_code(current_office(), _digest(found.release_id)), found.service,
                               offered(found.service.id, today()), unit)  # fmt: skip
    raise UnknownForm("Nie ma druku o takim kodzie. Sprawdź znaki pod kreskami.")


def _of_another(office_id: int) -> str:
    other = Office.objects.filter(id=office_id).values_list("name", flat=True).first()
    if other is None:
        return "Nie ma druku o takim kodzie. Sprawdź znaki pod kreskami."
    return f"To druk innego urzędu: {other}. Zarejestruj pismo bez kodu i przekaż je właściwemu urzędowi."


def _digest(release_id: UUID) -> str:
    return bundle_of(release_id).digest


def paper_form(found: Offered, *, online: str = "") -> bytes:
    """The form to print and fill in by hand, in Polish. `online`: where the same can be done on the internet."""
    here = place()
    assert here is not None, "an office that offers has a profile"
    service, law = found.service, law_data().at(today()).contexts
    with speaking(POLISH):
        frame = _frame(found, here, online)
    setting = Setting(
        known=local_values(service, found.local), law=law, account=found.account,
        unsure_fee=not fee_is_sure(service, today()), frame=frame,
    )  # fmt: skip
    return form_sheet(paper(service, setting), at=datetime.combine(service.valid_from, NOON, UTC))


def _frame(found: Offered, here: Place, online: str) -> Words:
    """Letterhead, code, clause, where to bring it."""
    service, clause = found.service, list(_clause(found, here))
    starred = any("*" in text for _, text in clause)
    return {
        "urzad": _office(found, here),
        "kod": code_words(form_code(found.office.id, _digest(found.release_id)), service, here.full_name),
        "wydanie": service.version,
        "demo": here.demo or found.demonstration,
        "w_internecie": online,
        "klauzula": [{"tytul": title, "tekst": text} for title, text in clause],
        "niepotwierdzone": starred or (service.fee is not None and not fee_is_sure(service, today())),
    }


def _office(found: Offered, here: Place) -> Words:
    kind = here.body_for(found.organ)
    own = found.values.get("kontakt", "")
    contact = [own] if own else [part for part in (here.phone and f"tel. {here.phone}", here.email) if part]
    return {
        "nazwa": here.full_name,
        "adres": here.address,
        "organ": here.bodies[kind][0] if kind in here.bodies else here.full_name,
        "godziny": here.hours,
        "kontakt": ", ".join(contact),
    }


def _clause(found: Offered, here: Place) -> Iterator[tuple[str, str]]:
    """What becomes of the data, in short; the page of the service says it at length."""
    service, kept = found.service, kept_for(found)
    contact = "".join(f", {part}" for part in (here.phone and f"tel. {here.phone}", here.email) if part)
    yield "Kto odpowiada za dane", f"{here.full_name}, {here.address}{contact}."
    yield "Inspektor ochrony danych", f"{here.officer or 'Urząd nie podał kontaktu; zapytaj w urzędzie'}."
    basis = "; ".join(map(_said, (_cited("podstawa"), *service.law)))
    yield "Po co i na jakiej podstawie", f"Żeby załatwić sprawę: {service.name}. Podstawa: {basis}."
    yield "Kto dostaje dane", " ".join(receivers(service))
    if kept.category:
        years = f", {kept.years} lat po zakończeniu sprawy" if kept.years else ""
        mark = "" if kept.from_office else "*"
        yield "Jak długo", f"Kategoria archiwalna {kept.category}{mark}, klasa {kept.file_class}{years}."
    yield (
        "Co możesz zrobić",
        "Zobaczyć swoje dane i dostać ich kopię, poprawić je, żądać ograniczenia ich używania, sprzeciwić się mu, "
        f"żądać usunięcia, gdy nie są już potrzebne. Skargi rozpatruje: {_said(_cited('skarga'))}.",
    )
    yield (
        "Czy trzeba je podać",
        "Bez nich urząd nie załatwi sprawy. Puste możesz zostawić miejsca, przy których tak napisano.",
    )


def _cited(name: str) -> Law:
    return law_data().cite(f"strony.{name}", today()).law


def _said(law: Law) -> str:
    return law.text if law.confirmed else f"{law.text}*"
