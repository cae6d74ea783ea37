"""Letters that come on paper: registered, scanned, joined to a case, made into one, set aside."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from okienko.cases.models import Case, LedgerEntry, PaperFile, PaperLetter, Reply
from okienko.cases.queries import case_of_submission
from okienko.cases.sweeping import sweep_files
from okienko.desk.tests.browser import Browser, case_of, clerk_of_another_unit, open_cases, task_path
from okienko.documents.models import File
from okienko.journal.drain import drain
from okienko.offices.models import Profile, Unit
from okienko.offices.queries import Place, forget
from okienko.submissions.models import Draft, Submission
from okienko.tenancy.clock import today
from okienko.tenancy.context import acting_for
from tests import world
from tests.test_counter import PERSON, Counter, words

ON_PAPER = {name: PERSON[name] for name in ("imie", "nazwisko", "adres")} | {"pesel": "", "email": ""}


@pytest.fixture
def commune(db: None, noon: datetime) -> Place:
    found = world.open_commune()
    world.clerks()
    return found


@pytest.fixture
def clerk(commune: Place) -> Counter:
    return Counter(commune)


def _days(name: str, day: date) -> dict[str, str]:
    return {f"{name}-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def _letter(commune: Place, **changed: Any) -> dict[str, Any]:
    with acting_for(commune.id):
        unit = Unit.objects.get(symbol="OŚ").pk
    told = {
        "sposob": "poczta", "nadawca": "Jadwiga Bezkonta", "adres": "ul. Polna 7", "obcy_znak": "",
        "temat": "Wycinka topoli", "strony": "2", "komorka": str(unit),
    }  # fmt: skip
    return told | _days("wplyw", today()) | {"skany": _scan()} | changed


def _scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("skan.pdf", world.PDF, content_type="application/pdf")


def _registered(clerk: Counter, commune: Place, **changed: Any) -> str:
    answer = clerk.send("okienko/pisma/nowe/", _letter(commune, **changed))
    assert answer.status_code == 302, words(answer)
    return str(answer["Location"])


def test_a_letter_gets_the_next_number_of_the_one_register(clerk: Counter, commune: Place) -> None:
    there = _registered(clerk, commune)
    page = words(clerk.get(there))
    assert "Pismo RPW/1/2026" in page
    assert "Wycinka topoli" in page
    assert clerk.get(there).content.count(b"skan.pdf") == 1
    open_cases(commune, 1)
    assert case_of(commune).register_number == "RPW/2/2026"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"nadawca": ""}, "Wpisz nadawcę."),
        ({"temat": ""}, "Napisz, czego dotyczy pismo."),
        ({"komorka": ""}, "Wybierz komórkę"),
        ({"sposob": ""}, "Zaznacz, jak przyszło pismo."),
        (_days("wplyw", date(2026, 11, 24)), "nie mogło wpłynąć w przyszłości"),
        (_days("nadano", date(2026, 11, 24)), "nie mogło być nadane po dniu wpływu"),
        ({"skany": SimpleUploadedFile("a.exe", b"MZ\x90")}, "a.exe"),
    ],
    ids=["no sender", "no subject", "no unit", "no way", "tomorrow", "posted after", "no picture"],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    clerk: Counter, commune: Place, changed: dict[str, Any], said: str
) -> None:
    answer = clerk.send("okienko/pisma/nowe/", _letter(commune, obcy_znak="AB.12", **changed))
    assert answer.status_code == 422
    assert said in words(answer)
    assert 'value="AB.12"' in answer.content.decode()
    with acting_for(commune.id):
        assert not PaperLetter.objects.exists()


def test_a_matter_opened_from_a_letter_counts_from_its_day_and_keeps_its_number(clerk: Counter, commune: Place) -> None:
    came = today() - timedelta(days=4)
    there = _registered(clerk, commune, **_days("wplyw", came))
    begun = clerk.send(f"{there}nowa-sprawa/{world.SERVICE}/", ON_PAPER)
    clerk.form_path = begun["Location"]
    clerk.fill()
    sent = clerk.client.post(f"{clerk.form_path}wyslij/")
    assert sent.status_code == 303, words(sent)
    drain(commune.id)
    with acting_for(commune.id):
        submission, case, letter = Submission.objects.get(), Case.objects.get(), PaperLetter.objects.get()
        assert (submission.channel, submission.accepted_at.date()) == ("papier", came)
        assert (case.register_number, letter.case_id, letter.state) == ("RPW/1/2026", case.pk, "w-sprawie")
        assert [link.attachment for link in submission.files.all()] == ["skan pisma"]
        first = LedgerEntry.objects.order_by("position").values_list("entry", flat=True)[0]
    assert first["on"] == came.isoformat()
    assert "Otwórz sprawę" in words(clerk.get(there))


def _summoned(clerk: Counter, commune: Place) -> Case:
    """A case whose order to complete has been delivered on paper."""
    receipt = world.submitted(world.resident())
    with acting_for(commune.id):
        case = case_of_submission(receipt.submission_id)
    assert case is not None
    clerk.take(case)
    clerk.send(task_path(commune, case), {"kompletne": "nie"})
    assert clerk.send(clerk.send(task_path(commune, case), {"braki": ["mapka"]})["Location"]).status_code == 302
    drain(commune.id)
    return case


def test_an_answer_on_paper_moves_the_case_on_and_is_taken_once(clerk: Counter, commune: Place) -> None:
    case = _summoned(clerk, commune)
    there = _registered(clerk, commune, nadawca="Jan Przykładny")
    assert "Przykładny" in words(clerk.get(there))
    join = f"{there}sprawa/{case.pk}/"
    asked = clerk.send(join, {"jako": "uzupelnienie"})
    assert asked.status_code == 200
    assert 'name="uzupelnienie_tresc"' in asked.content.decode()
    version = clerk.form(join)["wersja"]
    said = {"jako": "uzupelnienie", "zapytano": "uzupelnienie", "wersja": version, "uzupelnienie_tresc": "Mapa jest."}
    assert clerk.client.post(join, said).status_code == 302
    again: HttpResponse = clerk.client.post(join, said)
    assert again.status_code in (409, 422)
    with acting_for(commune.id):
        reply = Reply.objects.get()
        assert reply.answers == {"uzupelnienie_tresc": "Mapa jest."}
        assert reply.files.count() == 1
        assert PaperLetter.objects.get().state == "w-sprawie"
    page = words(clerk.get(f"sprawa/{case.pk}/?pokaz=wszystko"))
    assert "Dołączono pismo" in page


def _begun(clerk: Counter, there: str) -> HttpResponse:
    answer = clerk.send(f"{there}nowa-sprawa/{world.SERVICE}/", ON_PAPER)
    clerk.form_path = answer.get("Location", "")
    return answer


def _sent(clerk: Counter) -> None:
    """What was begun is sent; nothing has reacted yet."""
    clerk.fill()
    answer = clerk.client.post(f"{clerk.form_path}wyslij/")
    assert answer.status_code == 303, words(answer)


def _joined(clerk: Counter, there: str, case: Case) -> HttpResponse:
    return clerk.send(f"{there}sprawa/{case.pk}/", {"jako": "inne"})


def test_who_begins_a_matter_from_a_letter_has_it_and_a_colleague_reads_whose_it_is(
    clerk: Counter, commune: Place
) -> None:
    there, colleague = _registered(clerk, commune), Counter(commune, "zwykly")
    _begun(clerk, there)
    assert "wypełnia Anna Wzorcowa" in words(colleague.get(there))
    assert "Dołącz do sprawy" not in words(colleague.get(there))
    for answer in (
        _begun(colleague, there),
        colleague.client.post(there, {"co": "odloz", "powod": "reklama"}),
    ):
        assert answer.status_code == 409
        assert "wypełnia Anna Wzorcowa" in words(answer)
    with acting_for(commune.id):
        assert Draft.objects.count() == 1
        assert PaperLetter.objects.get().state == "nowe"


def test_a_colleague_takes_over_what_was_begun_from_a_letter_by_its_code(clerk: Counter, commune: Place) -> None:
    there, colleague = _registered(clerk, commune), Counter(commune, "zwykly")
    _begun(clerk, there)
    with acting_for(commune.id):
        code = Draft.objects.get().code
    assert code in words(colleague.get(there))
    assert colleague.client.post(f"{colleague.base}okienko/", {"kod": code}).status_code == 302
    assert _begun(colleague, there).status_code == 302
    assert _begun(clerk, there).status_code == 409


def test_a_letter_whose_matter_is_sent_waits_no_more_though_its_case_is_not_open_yet(
    clerk: Counter, commune: Place
) -> None:
    there = _registered(clerk, commune)
    _begun(clerk, there)
    _sent(clerk)
    assert "sprawa powstanie za chwilę" in words(clerk.get(there))
    assert clerk.client.post(there, {"co": "odloz", "powod": "reklama"}).status_code == 409
    assert _begun(clerk, there).status_code == 409
    drain(commune.id)
    clerk.take(case_of(commune))
    assert "Dołączono pismo RPW/1/2026" in words(clerk.get(f"sprawa/{case_of(commune).pk}/?pokaz=wszystko"))


def test_a_draft_given_up_frees_its_letter(clerk: Counter, commune: Place) -> None:
    there = _registered(clerk, commune)
    _begun(clerk, there)
    with acting_for(commune.id):
        draft = Draft.objects.get().pk
    assert clerk.client.post(f"{clerk.base}okienko/szkic/{draft}/", {"co": "zostaw"}).status_code == 302
    assert _begun(Counter(commune, "zwykly"), there).status_code == 302


def test_a_letter_joined_elsewhere_stays_there_and_the_matter_is_opened_with_a_number_of_its_own(
    clerk: Counter, commune: Place
) -> None:
    case = open_cases(commune, 1)[0]
    clerk.take(case)
    there = _registered(clerk, commune)
    _begun(clerk, there)
    assert _joined(clerk, there, case).status_code == 302
    _sent(clerk)
    drain(commune.id)
    opened = case_of(commune)
    with acting_for(commune.id):
        letter = PaperLetter.objects.get()
    assert opened.pk != case.pk
    assert (letter.case_id, letter.number, opened.register_number) == (case.pk, "RPW/2/2026", "RPW/3/2026")
    clerk.take(opened)
    assert "Pismo RPW/2/2026 nie jest w tej sprawie" in words(clerk.get(f"sprawa/{opened.pk}/?pokaz=wszystko"))


def test_a_letter_set_aside_stays_aside_when_what_was_begun_from_it_is_sent(clerk: Counter, commune: Place) -> None:
    there = _registered(clerk, commune)
    _begun(clerk, there)
    assert clerk.client.post(there, {"co": "odloz", "powod": "powtorzone"}).status_code == 302
    _sent(clerk)
    drain(commune.id)
    with acting_for(commune.id):
        letter = PaperLetter.objects.get()
    assert (letter.state, letter.case_id) == ("odlozone", None)
    assert case_of(commune).register_number == "RPW/2/2026"


def test_another_letter_is_only_put_into_the_files(clerk: Counter, commune: Place) -> None:
    case = open_cases(commune, 1)[0]
    clerk.take(case)
    there = _registered(clerk, commune)
    assert clerk.send(f"{there}sprawa/{case.pk}/", {"jako": "inne"}).status_code == 302
    with acting_for(commune.id):
        assert not Reply.objects.exists()
        scan = PaperFile.objects.get().file_id
    assert "Na papierze" in words(clerk.get(f"sprawa/{case.pk}/"))
    assert clerk.get(f"{there}plik/{scan}/").content.startswith(b"%PDF")


def test_who_does_not_hold_the_case_cannot_join_to_it(clerk: Counter, commune: Place) -> None:
    case = open_cases(commune, 1)[0]
    clerk.take(case)
    there = _registered(clerk, commune)
    colleague = Browser(commune, "zwykly")
    assert "Najpierw weź sprawę" in words(colleague.get(f"{there}sprawa/{case.pk}/"))
    assert colleague.client.post(f"{there}sprawa/{case.pk}/", {"jako": "inne", "wersja": "1"}).status_code in (404, 409)
    with acting_for(commune.id):
        assert PaperLetter.objects.get().state == "nowe"


def test_a_letter_set_aside_can_be_brought_back(clerk: Counter, commune: Place) -> None:
    there = _registered(clerk, commune)
    assert clerk.send(there, {"co": "odloz", "powod": ""}).status_code == 422
    assert clerk.client.post(there, {"co": "odloz", "powod": "reklama"}).status_code == 302
    assert "Reklama" in words(clerk.get(there))
    assert clerk.client.post(there, {"co": "odloz", "powod": "reklama"}).status_code == 409
    assert clerk.client.post(f"{there}przywroc/").status_code == 302
    assert "Dołącz do sprawy" in words(clerk.get(there))


def test_a_letter_of_another_unit_is_absent_unless_one_registered_it(clerk: Counter, commune: Place) -> None:
    stranger = Browser(commune, clerk_of_another_unit(commune))
    there = _registered(clerk, commune)
    assert stranger.get(there).status_code == 404
    with acting_for(commune.id):
        other = Unit.objects.get(symbol="FN").pk
    assert clerk.client.post(there, {"co": "przekaz", "komorka": str(other)}).status_code == 302
    assert "Dołącz do sprawy" in words(stranger.get(there))
    assert "Dołącz do sprawy" not in words(clerk.get(there))


def test_where_an_ezd_numbers_letters_its_number_is_typed_in_and_kept_apart(clerk: Counter, commune: Place) -> None:
    with acting_for(commune.id):
        Profile.objects.update(numbering="external")
    forget()
    assert clerk.send("okienko/pisma/nowe/", _letter(commune)).status_code == 422
    there = _registered(clerk, commune, numer="RPW/777/2026")
    assert "RPW/777/2026" in words(clerk.get(there))
    assert clerk.send("okienko/pisma/nowe/", _letter(commune, numer="RPW/777/2026")).status_code == 422


def test_the_sweep_leaves_scans_alone(clerk: Counter, commune: Place) -> None:
    _registered(clerk, commune)
    with acting_for(commune.id):
        File.objects.update(stored_at=datetime(2026, 1, 1, tzinfo=datetime.now().astimezone().tzinfo))
    sweep_files(commune.id)
    with acting_for(commune.id):
        assert PaperFile.objects.get().file.name == "skan.pdf"


@pytest.mark.parametrize("many", [2, 50])
def test_the_list_costs_the_same_for_two_letters_and_for_fifty(
    clerk: Counter, commune: Place, many: int, django_assert_num_queries: Any
) -> None:
    with acting_for(commune.id):
        unit = Unit.objects.get(symbol="OŚ")
        for number in range(many):
            PaperLetter(
                number=f"RPW/{number}/2026", received_at=datetime.fromisoformat("2026-11-20T12:00:00+01:00"),
                way="poczta", sender="Jan", subject="sprawa", unit=unit, registered_by=unit.pk,
            ).save(force_insert=True)  # fmt: skip
    clerk.get("okienko/pisma/")
    with django_assert_num_queries(10):
        assert clerk.get("okienko/pisma/").status_code == 200
