"""The figures as a table for people and as var/bench.json for machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Met = Callable[[float], bool]


def at_most(limit: float) -> Met:
    return lambda figure: figure <= limit


def at_least(limit: float) -> Met:
    return lambda figure: figure >= limit


@dataclass(frozen=True)
class Line:
    """One figure: its name in the file, what it says, its unit, and what is aimed at."""

    name: str
    label: str
    unit: str = "ms"
    aim: str = ""
    met: Met | None = None


LINES = (
    Line("submit_cpu_ms", "wysłanie: CPU strony (jedna przeglądarka)", "ms", "≤ 5", at_most(5)),
    Line("submit_busy_cpu_ms", "wysłanie: CPU strony (16 przeglądarek)"),
    Line("submit_db_cpu_ms", "wysłanie: CPU bazy"),
    Line("submit_per_s", "wysłań na sekundę, 16 przeglądarek", "/s"),
    Line("pgbench_per_s", "ta sama funkcja SQL przez pgbench, 16 połączeń", "/s"),
    Line("submit_ratio", "stosunek obu", "", "≥ 0,10", at_least(0.10)),
    Line("submit_p50_ms", "wysłanie przy 16 przeglądarkach: mediana"),
    Line("submit_p95_ms", "… 95 % nie dłużej niż"),
    Line("submit_p99_ms", "… 99 % nie dłużej niż"),
    Line("submit_alone_p50_ms", "wysłanie przy jednej przeglądarce: mediana"),
    Line("submit_alone_p95_ms", "… 95 % nie dłużej niż"),
    Line("submit_alone_p99_ms", "… 99 % nie dłużej niż"),
    Line("submission_cpu_ms", "cała droga od startu do potwierdzenia: CPU strony i bazy", "ms", "≤ 60", at_most(60)),
    Line("submission_web_cpu_ms", "… z tego strona"),
    Line("submission_db_cpu_ms", "… z tego baza"),
    Line("submission_requests", "… żądań HTTP", ""),
    Line("statements_start", "poleceń SQL: strona główna", ""),
    Line("statements_service", "poleceń SQL: strona usługi", ""),
    Line("statements_form_page", "poleceń SQL: strona formularza (najwięcej)", "", "≤ 2", at_most(2)),
    Line("statements_form_get", "… pokazanie", ""),
    Line("statements_form_post", "… zapis", ""),
    Line("statements_check", "poleceń SQL: sprawdzenie odpowiedzi", ""),
    Line("statements_send", "poleceń SQL: wysłanie", ""),
    Line("statements_matter", "poleceń SQL: strona sprawy", ""),
    Line("page_kb_gz", "najcięższa strona ze stylami i skryptami, bez czcionki", "KB", "≤ 40", at_most(40)),
    Line("page_html_kb_gz", "… sama strona", "KB"),
    Line("open_case_cpu_ms", "założenie sprawy: CPU pracownika", "ms", "≤ 20", at_most(20)),
    Line("letter_cpu_ms", "pismo (PDF/A, PDF/UA): CPU pracownika", "ms", "≤ 120", at_most(120)),
    Line("desk_today_cpu_ms", "biurko, Moje dziś: CPU strony", "ms", "≤ 30", at_most(30)),
    Line("desk_queue_cpu_ms", "biurko, Kolejka: CPU strony", "ms", "≤ 30", at_most(30)),
    Line("desk_case_cpu_ms", "biurko, sprawa: CPU strony", "ms", "≤ 30", at_most(30)),
    Line("desk_search_cpu_ms", "biurko, szukanie: CPU strony"),
    Line("desk_page_kb_gz", "najcięższa strona biurka", "KB", "≤ 60", at_most(60)),
    Line("search_p95_ms", "szukanie wśród 100 000 spraw: 95 % nie dłużej niż", "ms", "≤ 100", at_most(100)),
    Line("assess_us", "osąd odpowiedzi według usługi", "µs"),
    Line("expression_us", "warunek FEEL: CPU", "µs", "≤ 5", at_most(5)),
    Line("table_us", "tabela o 20 wierszach: CPU", "µs", "≤ 60", at_most(60)),
    Line("dmn_table_us", "… ta sama jako decyzja DMN", "µs"),
    Line("step_us", "krok procesu: wczytanie stanu, wykonanie, zapis: CPU", "µs", "≤ 100", at_most(100)),
    Line("step_plain_us", "… w prostym procesie", "µs"),
    Line("step_spiff_us", "… ten sam prosty krok w SpiffWorkflow", "µs"),
    Line("step_ratio", "… ile razy wolniej", ""),
    Line("state_bytes", "stan procesu bez danych", "B", "≤ 1024", at_most(1024)),
    Line("state_spiff_bytes", "… w SpiffWorkflow, z opisem procesu", "B"),
    Line("memory_mb", "pamięć: strona, pracownik, baza (PSS)", "MB", "≤ 600", at_most(600)),
    Line("loop_ms", "miara maszyny: milion mnożeń w Pythonie"),
)


def show(figures: Mapping[str, float], spread: Mapping[str, Sequence[float]]) -> None:
    """The table: figure, lowest and highest of the rounds, aim."""
    print(f"\n{'':<58}{'mediana':>10}{'od–do':>18}   cel")
    for line in LINES:
        if line.name not in figures:
            continue
        rounds = spread.get(line.name, ())
        told = f"{_number(min(rounds))}–{_number(max(rounds))}" if len(rounds) > 1 else ""
        sign = "" if line.met is None else ("✓ " if line.met(figures[line.name]) else "✗ ") + line.aim
        print(f"{line.label:<58}{_number(figures[line.name]):>10} {line.unit:<3}{told:>14}   {sign}")


def show_pages(pages: Mapping[str, Mapping[str, float]]) -> None:
    """Each address of the whole way: statements and CPU."""
    print(f"\n{'adres na drodze':<58}{'SQL':>5}{'CPU ms':>9}")
    for address, seen in pages.items():
        print(f"{address:<58}{seen['statements']:>5.0f}{_number(seen['cpu_ms']):>9}")


def write(path: Path, figures: Mapping[str, float]) -> None:
    """`{"name": figure}`, in the order of the table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = {line.name: round(figures[line.name], 3) for line in LINES if line.name in figures}
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def _number(value: float) -> str:
    if value == int(value) and value < 1000:
        return str(int(value))
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"
