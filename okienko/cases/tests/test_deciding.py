"""What a rule decided in the course of a case is kept, and told on its timeline."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from okienko.cases import _life, queries
from okienko.cases.facts import RuleDecided
from okienko.desk.sentences import TELLERS
from okienko.journal.queries import timeline
from okienko.language.casework import DecisionTaken, Step
from okienko.language.casework import RuleDecided as Decided
from okienko.tenancy.context import acting_for
from okienko.tenancy.permits import System
from tests import world

TAKEN = DecisionTaken("tryb", "trudny", {"drzew": Decimal(12), "duzy": True}, (1,), "art. 12", "2026-11-01")


def test_a_rule_decided_is_a_fact_with_its_inputs_rows_basis_and_version(db: None, noon: datetime) -> None:
    world.open_commune()
    receipt = world.submitted(world.resident())
    with acting_for(world.COMMUNE):
        case = queries.case_of_submission(receipt.submission_id)
        assert case is not None
        running = _life.load(case)
        _life.apply(running, Step(running.state, (Decided(TAKEN),)), by=System("proba"))
        facts = [entry.fact for entry in timeline([case.urn], since=case.pk) if isinstance(entry.fact, RuleDecided)]
    (fact,) = facts
    assert (fact.rule, fact.value, fact.rows, fact.basis) == ("tryb", "trudny", "1", "art. 12")
    assert (fact.inputs, fact.law_version) == ("{drzew: 12, duzy: true}", "2026-11-01")
    told = TELLERS[RuleDecided](fact, running.offered.service)
    assert (told.title, told.text) == ("Ustalono: tryb: trudny", "Podstawa: art. 12.")
