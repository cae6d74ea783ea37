"""`okienko services paper`: the paper twin of a folder, as an analyst sees it before any office adopts the service."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from datetime import UTC, datetime, time
from pathlib import Path

from okienko.cli.places import CLONE
from okienko.documents.printing import code_words, form_code, form_sheet
from okienko.documents.typesetting import TypesettingFailed
from okienko.language.bundle import Bundle, BundleRefused, read_bundle
from okienko.language.errors import Refusal
from okienko.language.law import LawData
from okienko.language.loader import DefinitionRefused, load
from okienko.language.local import local_values
from okienko.language.model import Service
from okienko.language.twin import Setting, paper

OFFICE = "[nazwa urzędu]"


def write_paper(given: Namespace) -> int:
    """The form is written as PDF; where an office would stand there is a place for its name."""
    folder, out = Path(given.folder), Path(given.out)
    values = _values(given.local)
    try:
        bundle, law = read_bundle(folder, root=CLONE), LawData.load(CLONE)
        service = load(bundle, law=law)
        at = datetime.combine(service.valid_from, time(12), UTC)
        out.write_bytes(form_sheet(data_of(service, bundle, law, values), at=at))
    except (DefinitionRefused, BundleRefused) as wrong:
        raise Refusal(f"{folder}: tej usługi nie da się odczytać (okienko services check).\n{wrong}") from wrong
    except (TypesettingFailed, OSError) as wrong:
        raise Refusal(f"{out}: druk nie powstał. {wrong}") from wrong
    print(f"{out}: {service.name}, wydanie {service.version}")
    return 0


def _values(pairs: list[str]) -> dict[str, str]:
    wrong = next((pair for pair in pairs if "=" not in pair), None)
    if wrong is not None:
        raise Refusal(f"--local {wrong}: napisz nazwę punktu, znak „=” i wartość, na przykład --local metoda=osoby.")
    return dict(pair.split("=", 1) for pair in pairs)


def data_of(service: Service, bundle: Bundle, law: LawData, values: Mapping[str, str]) -> dict[str, object]:
    """What the form says with these local values; what nobody has settled yet stays a condition."""
    strangers = sorted(set(values) - set(service.local) - {"szczebel", "miasto_na_prawach_powiatu"})
    if strangers:
        raise Refusal(f"Usługa nie ma punktu otwartego „{strangers[0]}”.")
    unsettled = {name for name, point in service.local.items() if point.default is None and name not in values}
    known = {name: value for name, value in local_values(service, values).items() if name not in unsettled}
    known.setdefault("szczebel", service.tiers[0])
    known["miasto_na_prawach_powiatu"] = values.get("miasto_na_prawach_powiatu") == "true"
    day = service.valid_from
    frame = {
        "urzad": {"nazwa": OFFICE, "adres": "[adres urzędu]", "organ": "[organ]", "godziny": "", "kontakt": ""},
        "kod": code_words(form_code(0, bundle.digest), service, "bez urzędu"),
        "wydanie": service.version,
        "demo": True,
        "w_internecie": "",
        "klauzula": [],
        "niepotwierdzone": True,
    }
    setting = Setting(known=known, law=law.at(day).contexts, frame=frame)
    return paper(service, setting)
