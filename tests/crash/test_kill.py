"""kill -9 of the real postmaster, of the web and of the worker under load: nothing acknowledged is lost or doubled."""

from __future__ import annotations

import pytest

from tests.crash.conftest import Aftermath

pytestmark = pytest.mark.crash


def test_every_draft_got_one_receipt_however_often_it_was_sent(aftermath: Aftermath) -> None:
    receipts = aftermath.log.receipts

    assert sorted(receipts) == sorted(aftermath.drafts)
    assert {len(told) for told in receipts.values()} == {1}


def test_nobody_was_told_anything_but_a_receipt_or_try_again(aftermath: Aftermath) -> None:
    assert not aftermath.log.strange


def test_load_went_on_while_processes_were_killed(aftermath: Aftermath) -> None:
    assert aftermath.log.failed > 0
    assert aftermath.log.acknowledged > len(aftermath.drafts)


def test_no_acknowledged_receipt_is_lost_and_no_draft_is_doubled(aftermath: Aftermath) -> None:
    kept = aftermath.rows("SELECT draft_id::text, id::text FROM submissions_submission ORDER BY 1")

    assert kept == sorted((draft, receipt) for draft, told in aftermath.log.receipts.items() for receipt in told)


def test_each_submission_is_whole(aftermath: Aftermath) -> None:
    torn = aftermath.rows("""
        SELECT s.id, (SELECT count(*) FROM submissions_submissionparty p WHERE p.submission_id = s.id),
               (SELECT count(*) FROM submissions_submissionfile f WHERE f.submission_id = s.id),
               (SELECT count(*) FROM journal_fact j WHERE j.kind = 'submissions.SubmissionAccepted'
                                                      AND j.subject LIKE '%:submission:' || s.id)
        FROM submissions_submission s
    """)

    assert {tuple(counts) for _, *counts in torn} == {(1, 1, 1)}


def test_each_case_was_opened_once(aftermath: Aftermath) -> None:
    opened = aftermath.rows("""
        SELECT s.id, count(DISTINCT c.id), count(j.id) FROM submissions_submission s
        LEFT JOIN cases_case c ON c.submission_id = s.id
        LEFT JOIN journal_fact j ON j.kind = 'cases.CaseOpened' AND j.subject LIKE '%:case:' || c.id
        GROUP BY s.id
    """)

    assert {(cases, facts) for _, cases, facts in opened} == {(1, 1)}


def test_register_numbers_and_marks_have_no_gap(aftermath: Aftermath) -> None:
    numbers = aftermath.rows("SELECT split_part(register_number, '/', 2)::int FROM cases_case ORDER BY 1")
    marks = aftermath.rows("SELECT split_part(mark, '.', 3)::int FROM cases_case ORDER BY 1")

    assert [row[0] for row in numbers] == list(range(1, len(aftermath.drafts) + 1))
    assert marks == numbers


def test_each_receipt_was_sealed_once(aftermath: Aftermath) -> None:
    made = aftermath.rows("""
        SELECT about, count(*), count(sealed_id) FROM documents_document WHERE letter = 'potwierdzenie' GROUP BY about
    """)

    assert len(made) == len(aftermath.drafts)
    assert {(documents, sealed) for _, documents, sealed in made} == {(1, 1)}


def test_each_resident_sees_each_matter_once(aftermath: Aftermath) -> None:
    listed = aftermath.rows("SELECT submission_id, count(*) FROM submissions_matter WHERE mark <> '' GROUP BY 1")

    assert len(listed) == len(aftermath.drafts)
    assert {count for _, count in listed} == {1}


def test_nothing_is_left_to_do_and_nothing_is_parked(aftermath: Aftermath) -> None:
    assert aftermath.rows("SELECT kind, problem FROM journal_todo t JOIN journal_fact f USING (office_id, id)") == []


def test_the_journal_is_intact(aftermath: Aftermath) -> None:
    aftermath.stand.runner.run("journal", "verify")
