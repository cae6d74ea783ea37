"""Extend data/offices.csv from a TERC file of TERYT: new offices get new ids, no line is ever changed.

usage: python tools/offices.py data/teryt/terc_2025.csv
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from pathlib import Path

OFFICES = Path("data/offices.csv")
COLUMNS = ["id", "kind", "parent_id", "slug", "name", "teryt", "valid_from"]
COMMUNES = {"1": "gmina_miejska", "2": "gmina_wiejska", "3": "gmina_miejsko_wiejska"}


def slug(*words: str) -> str:
    text = "-".join(words).lower().replace("ł", "l")
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join("".join(char if char.isalnum() else " " for char in plain).split())


def units(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Voivodeships, counties, then communes; a city with county rights is one office, listed as a commune."""
    cities = {row["woj"] + row["pow"] for row in rows if "na prawach powiatu" in row["type"]}
    regions = [dict(row, kind="wojewodztwo", parent="") for row in rows if not row["pow"]]
    counties = [
        dict(row, kind="powiat", parent=row["woj"])
        for row in rows
        if row["pow"] and not row["gmi"] and row["woj"] + row["pow"] not in cities
    ]
    communes = []
    for row in rows:
        county = row["woj"] + row["pow"]
        if row["rodz"] in COMMUNES:
            city = county in cities
            kind = "miasto_na_prawach_powiatu" if city else COMMUNES[row["rodz"]]
            communes.append(dict(row, kind=kind, parent=row["woj"] if city else county))
    return regions + counties + communes


def slugs_of(unit: dict[str, str], counties: dict[str, str]) -> list[str]:
    """Slugs to try, the plainest first."""
    name, kind = unit["name"], unit["kind"]
    if kind == "wojewodztwo":
        return [slug("wojewodztwo", name)]
    if kind == "powiat":
        return [slug("powiat", name), slug("powiat", name, unit["terc"])]
    county = counties.get(unit["woj"] + unit["pow"], "")
    first = slug("gmina", name) if kind == "gmina_wiejska" else slug(name)
    return [first, slug(first, county), slug(first, county, unit["terc"])]


def title(unit: dict[str, str]) -> str:
    name = unit["name"]
    if unit["kind"] == "wojewodztwo":
        return f"Województwo {name.lower()}"
    if unit["kind"] == "powiat":
        return f"Powiat {name}"
    return f"Gmina {name}" if unit["kind"] in ("gmina_wiejska", "gmina_miejsko_wiejska") else f"Miasto {name}"


def main(source: str) -> None:
    with open(source, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = list(csv.DictReader(OFFICES.open(encoding="utf-8", newline=""))) if OFFICES.exists() else []
    by_code, taken = {row["teryt"]: row for row in known}, {row["slug"] for row in known}
    counties = {row["woj"] + row["pow"]: row["name"] for row in rows if row["pow"] and not row["gmi"]}
    next_id = max((int(row["id"]) for row in known), default=0) + 1
    for unit in units(rows):
        if unit["terc"] in by_code:
            continue
        chosen = next(candidate for candidate in slugs_of(unit, counties) if candidate not in taken)
        taken.add(chosen)
        line = {
            "id": str(next_id),
            "kind": unit["kind"],
            "slug": chosen,
            "name": title(unit),
            "teryt": unit["terc"],
            "parent_id": by_code[unit["parent"]]["id"] if unit["parent"] else "",
            "valid_from": unit["valid_on"],
        }
        by_code[unit["terc"]] = line
        known.append(line)
        next_id += 1
    with OFFICES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(known)


if __name__ == "__main__":
    main(sys.argv[1])
