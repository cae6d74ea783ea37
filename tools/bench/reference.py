"""The same SQL function called by pgbench: what the database alone could take in."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tools.bench.stand import Stand

CLIENTS, JOBS, EACH, MOST = 16, 2, 400, 99_999
FIRST = 100_000_000_000  # twelve digits, so that a number ends a UUID
OF_CLIENT, OF_ROUND = 10_000_000, 100_000
RATE = re.compile(r"tps = ([\d.]+)")
COPIED = """
INSERT INTO {table} SELECT (jsonb_populate_record(model, jsonb_build_object({changed}))).*
FROM {table} model, generate_series(0, %(clients)s - 1) client, generate_series(1, %(each)s) i,
     LATERAL (SELECT %(first)s::bigint + client * %(of_client)s + %(offset)s + i AS n) numbered
WHERE model.id = %(model)s
"""


@dataclass(frozen=True)
class Reference:
    """A call as the web made it, to be repeated with other drafts."""

    stand: Stand
    call: dict[str, Any]

    def per_second(self, number: int) -> float:
        """Submissions a second of this round, each with a complete draft of its own."""
        self._copy_drafts(number)
        pgbench = self._program()
        script = self.stand.state / "submit.sql"
        script.write_text(self.script())
        line = [pgbench, "--no-vacuum", "--protocol=simple", f"--file={script}", f"--client={CLIENTS}"]
        line += [f"--jobs={JOBS}", f"--transactions={EACH}", f"--define=bench_i={number * OF_ROUND}"]
        line.append(self.stand.database.app_url)
        said = subprocess.run(line, capture_output=True, text=True, check=False)
        found = RATE.search(said.stdout)
        if said.returncode or found is None or "number of failed transactions: 0" not in said.stdout:
            raise RuntimeError(f"pgbench: {said.stderr[-2000:]}{said.stdout[-2000:]}")
        return float(found[1])

    def _program(self) -> str:
        """The pgbench that came with the running server, else that of the machine."""
        beside = Path(os.readlink(f"/proc/{self.stand.database.pid}/exe")).parent / "pgbench"
        found = str(beside) if beside.exists() else shutil.which("pgbench")
        if found is None:
            raise RuntimeError("pgbench is neither beside postgres nor on the path")
        return found

    def script(self) -> str:
        """The call with a running number at the end of each id that must be new."""
        payload = json.loads(self.call["payload"])
        (party,) = payload["parties"]
        known = self.call["ids"]
        fresh = [known["submission"], known["draft"], known["link"], payload["fact_id"], party["id"], party["link"]]
        text, body = self.call["payload"].replace(payload["number"], ":bench_n"), self.call["body"]
        for one in fresh:
            text, body = text.replace(one, _numbered(one)), body.replace(one, _numbered(one))
        values = f"{self.call['office']}, {_literal(text)}, '\\x{self.call['salt']}', {_literal(body)}"
        return (
            "\\set bench_i :bench_i + 1\n"
            f"\\set bench_n {FIRST} + :client_id * {OF_CLIENT} + :bench_i\n"
            f"SELECT outcome, submission, accepted FROM submissions_submit({values});\n"
        )

    def _copy_drafts(self, number: int) -> None:
        """Drafts and their attachments under the ids that this round will use."""
        known = self.call["ids"]
        drafts = f"'id', {_numbered_sql(known['draft'])}"
        links = f"'id', {_numbered_sql(known['link'])}, 'draft_id', {_numbered_sql(known['draft'])}"
        said = {
            "clients": CLIENTS, "each": EACH, "first": FIRST, "of_client": OF_CLIENT, "offset": number * OF_ROUND,
        }  # fmt: skip
        with psycopg.connect(self.stand.superuser_url(), autocommit=True) as connection:
            for table, changed, model in (
                ("submissions_draft", drafts, known["draft"]),
                ("submissions_draftfile", links, known["link"]),
            ):
                connection.execute(COPIED.format(table=table, changed=changed), {**said, "model": model})
            connection.execute("CHECKPOINT")


def _numbered(known: str) -> str:
    """The id with its last twelve digits replaced by the number that pgbench counts."""
    return known[:-12] + ":bench_n"


def _numbered_sql(known: str) -> str:
    return f"'{known[:-12]}' || n"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
