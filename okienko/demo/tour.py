"""The way through the demonstration in ten minutes: who to be, where to go, what to look at there."""

from __future__ import annotations

from dataclasses import dataclass

from okienko.demo.cast import CITY, COMMUNE, COUNTY, PROFILES, RESIDENTS, STAFF
from okienko.demo.offers import TREE, WASTE
from okienko.demo.plan import NOT_COLLECTED, planned


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom one click makes you: `key` of the form, name, and what they are."""

    key: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of the tour. `who` is empty for pages that everybody sees; `path` of the portal or the desk."""

    title: str
    text: str
    path: str
    button: str
    who: str = ""


def residents() -> list[Person]:
    """All residents."""
    return [Person(one.subject, f"{one.first_name} {one.last_name}", one.address) for one in RESIDENTS]


def staff() -> list[tuple[str, list[Person]]]:
    """All clerks by office."""
    return [
        (PROFILES[office][0], [Person(one.login, f"{one.first} {one.last}", one.position) for one in people])
        for office, people in STAFF.items()
    ]


def office_of(login: str) -> int | None:
    """The office where an invented clerk works."""
    return next((office for office, people in STAFF.items() for one in people if one.login == login), None)


def _waiting() -> str:
    """The resident for whom a letter has been waiting."""
    return next(one.resident for one in planned("first") if one.story == NOT_COLLECTED)


def stops(slugs: dict[int, str]) -> list[Stop]:
    """The tour, in order."""
    city, commune, county = slugs[CITY], slugs[COMMUNE], slugs[COUNTY]
    return [
        Stop("Obietnica", "Ta strona powstała z folderu usługi. Stawki i uchwałę wpisał urząd, reszta jest wspólna.",
             f"/{city}/usluga/{WASTE}/", "Zobacz deklarację śmieciową w mieście"),
        Stop("To samo, inna gmina", "Jedno wydanie usługi, inna metoda: gmina liczy od powierzchni, a nie od osób.",
             f"/{commune}/usluga/{WASTE}/", "Zobacz tę samą usługę w gminie"),
        Stop("Złóż deklarację", "Odpowiedz na kilka pytań. Na końcu zobaczysz kwotę i powód, potem potwierdzenie.",
             f"/{city}/usluga/{WASTE}/", "Złóż jako Anna", RESIDENTS[0].subject),
        Stop("Czyja kolej", "W „Moich sprawach” od razu widać, gdzie czeka pismo, czyj jest ruch i do kiedy.",
             "/konto/", "Zajrzyj do spraw tej osoby", _waiting()),
        Stop("E-mail bez treści", "Zawiadomienie mówi tylko, że coś czeka: bez nazwy sprawy, bez linku z hasłem.",
             "/atrapa/poczta/", "Zajrzyj do atrapy poczty"),
        Stop("Dzień urzędniczki", "Sprawy według terminów. Wejdź w jedną: co się działo i dlaczego ten dzień.",
             f"/biurko/{commune}/dzis/", "Usiądź przy biurku jako Agnieszka", "nowak"),
        Stop("Inne czynności", "W każdej sprawie można zawiesić, przedłużyć, zapytać inny organ. Terminy ruszają same.",
             f"/biurko/{county}/kolejka/?pokaz=wszystkie", "Weź sprawę pasa drogowego jako Alicja", "drozd"),
        Stop("Przy okienku", "Ktoś przyszedł bez konta albo przysłał list: ten sam formularz, ten sam bieg sprawy.",
             f"/biurko/{commune}/okienko/", "Zobacz okienko jako Agnieszka", "nowak"),
        Stop("Terminy", "Kierowniczka widzi wiek tego, co jest do zrobienia, i gdzie sprawy czekają.",
             f"/biurko/{commune}/terminy/", "Zobacz terminy komórki", "nowak"),
        Stop("Cztery gminy, cztery metody", "Sekretarz gminy ustawia wartości lokalne i widzi, jak robią to inni.",
             f"/biurko/{commune}/urzad/porownania/{WASTE}/", "Porównaj jako Beata", "admin"),
        Stop("Zmień stawkę", "Nowa uchwała rady: wpisz stawkę i dzień. Przed przyjęciem zobaczysz, co się zmieni.",
             f"/biurko/{commune}/urzad/uslugi/", "Otwórz usługi urzędu", "admin"),
        Stop("Drzewo", "Najstarsza usługa pokazu: tu milczenie urzędu też jest rozstrzygnięciem.",
             f"/{commune}/usluga/{TREE}/", "Zobacz zgłoszenie drzewa"),
    ]  # fmt: skip
