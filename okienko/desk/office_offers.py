"""The form of an adoption: the open points of a release as questions, what was typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest

from okienko.catalogue.queries import UNIT, class_faults
from okienko.desk import office_points as points
from okienko.desk.office_pages import read_day, said, typed_day
from okienko.language.local import ANSWER, ANSWERS, RESOLUTION, adopted, applies, local_faults, local_values
from okienko.language.model import OpenPoint, Service
from okienko.tenancy.clock import today

COMMON, DAY, ASKED, SEEN, STEP = "uchwala-rady", "od-dnia", "pytano-o", "widziano", "co-dalej"
NO_RESOLUTION = "Podaj numer i dzień uchwały rady, z której są te wartości."


@dataclass
class OfferForm:
    """One release's points as they stand on the page. `held`: the values in force; `units`: symbol → name."""

    service: Service
    held: Mapping[str, str]
    units: Mapping[str, str]
    typed: dict[str, str]
    common: str
    day: Any  # as typed, or a date
    asked: frozenset[str] = frozenset()
    on: date | None = None
    errors: dict[str, str] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)  # of the file plan, in which cases may be opened

    @property
    def values(self) -> dict[str, str]:
        """The values as they would be adopted; a resolution that was left empty is the common one."""
        given = {name: self.typed.get(name, "") for name in self.service.local}
        for name, point in self.service.local.items():
            if point.resolution:
                given[name + RESOLUTION] = self.typed.get(name + RESOLUTION, "") or self.common
            if point.type == "question":
                given[name + ANSWER] = self.typed.get(name + ANSWER, "")
        return given

    @property
    def kept(self) -> dict[str, str]:
        """What would be written down: only points that apply."""
        return adopted(self.service, self.values)

    @property
    def applying(self) -> list[OpenPoint]:
        """Points that the office is asked for with these answers."""
        values = local_values(self.service, self.values)
        return [point for point in self.service.local.values() if applies(point, values)]

    @property
    def fresh(self) -> list[OpenPoint]:
        """Points that apply now and were not on the page that was sent."""
        return [point for point in self.applying if self.asked and point.name not in self.asked]

    @property
    def ready(self) -> bool:
        """Whether it may be shown for a last look: nothing is wrong and everything was asked."""
        return not self.errors and not self.fresh

    def check(self, release_from: date) -> None:
        """`errors` say what keeps this from being adopted; a point that was not asked yet is no mistake."""
        found = local_faults(self.service, self.values)
        unit = self.values.get(UNIT, "")
        if UNIT in self.service.local and unit not in self.units:
            found[UNIT] = "Wybierz komórkę urzędu, która prowadzi te sprawy."
        self.blame(class_faults(self.service, self.values, self.on or today()) | found)
        if self.on is not None and self.on < today():
            self.errors[DAY] = "Wybierz dzień od dziś. Wartości nie zmieniają się wstecz."
        elif self.on is not None and self.on < release_from:
            self.errors[DAY] = f"Ta wersja usługi obowiązuje od {release_from:%d.%m.%Y}. Wybierz dzień od tego dnia."

    def blame(self, found: Mapping[str, str]) -> None:
        """Each fault at its field; resolutions that lack because the common one does are one fault of that."""
        new = {point.name for point in self.fresh}
        for name, text in found.items():
            if name.removesuffix(RESOLUTION).removesuffix(ANSWER) in new:
                continue
            lacks = name.endswith(RESOLUTION) and not self.common
            self.errors[COMMON if lacks else name] = NO_RESOLUTION if lacks else text


def in_force(service: Service, held: Mapping[str, str], units: Mapping[str, str], first_day: date) -> OfferForm:
    """The form with the values in force, or with those that the service proposes; changes begin tomorrow."""
    common = points.common_resolution(held)
    typed = {name: held.get(name, point.default or "") for name, point in service.local.items()}
    typed |= {name: text for name, text in held.items() if name.endswith(RESOLUTION) and text != common}
    typed |= {name: text for name, text in held.items() if name.endswith(ANSWER)}
    day = today() + timedelta(days=1) if held else today()
    return OfferForm(service, held, units, typed, common, max(day, first_day))


def posted(service: Service, held: Mapping[str, str], units: Mapping[str, str], request: HttpRequest) -> OfferForm:
    """The form as it was sent."""
    names = [*service.local, *(name + RESOLUTION for name, point in service.local.items() if point.resolution)]
    names += [name + ANSWER for name, point in service.local.items() if point.type == "question"]
    typed = {name: said(request, name) for name in names}
    asked = frozenset(request.POST.get(ASKED, "").split())
    on, wrong = read_day(request, DAY, "Od którego dnia")
    errors = {DAY: wrong} if wrong else {}
    return OfferForm(service, held, units, typed, said(request, COMMON), typed_day(request, DAY), asked, on, errors)


def groups(form: OfferForm) -> list[tuple[str, list[dict[str, Any]]]]:
    """The points that apply, under their headings, as the page shows them."""
    applying = form.applying
    shown = [
        (title, [_field(form, point) for point in applying if points.group_of(point) == title])
        for title in points.GROUPS
    ]
    return [(title, fields) for title, fields in shown if fields]


def silent(form: OfferForm) -> list[tuple[str, str]]:
    """Points that do not apply with these answers, each with when it would."""
    applying = {point.name for point in form.applying}
    return [
        (point.text, points.condition(form.service, point))
        for name, point in form.service.local.items()
        if name not in applying
    ]


def hidden(form: OfferForm, *, everything: bool = False) -> list[tuple[str, str]]:
    """What travels unseen: answers to points that do not apply now, so that changing back loses nothing."""
    applying = {point.name for point in form.applying}
    names = [name for name in form.typed if everything or name.removesuffix(RESOLUTION) not in applying]
    return [(name, form.typed[name]) for name in names if form.typed[name]]


def _field(form: OfferForm, point: OpenPoint) -> dict[str, Any]:
    is_unit = point.name == UNIT
    options = [(option.value, option.label) for option in point.options]
    own = form.typed.get(point.name + RESOLUTION, "")
    return {
        "name": point.name,
        "text": point.text if point.required else f"{point.text} (można pominąć)",
        "kind": "unit" if is_unit else point.type,
        "options": [(symbol, f"{name} ({symbol})") for symbol, name in form.units.items()] if is_unit else options,
        "value": form.typed.get(point.name, ""),
        "suggestions": list(form.classes.items()) if point.type == "file-class" else [],
        "error": form.errors.get(point.name),
        "limits": points.limits(point),
        "when": points.condition(form.service, point),
        "decides": points.decides(form.service, point.name),
        "law": point.law,
        "new": point in form.fresh,
        "resolution": point.name + RESOLUTION if point.resolution else "",
        "own": own,
        "own_error": form.errors.get(point.name + RESOLUTION),
        "answer": point.name + ANSWER,
        "answers": [(option.value, option.label) for option in ANSWERS],
        "answered": form.typed.get(point.name + ANSWER, ""),
        "answer_error": form.errors.get(point.name + ANSWER),
    }
