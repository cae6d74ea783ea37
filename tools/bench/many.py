"""A hundred thousand cases of one office, for searching among them."""

MANY = 100_000
# As the superuser, for a database that is thrown away: rows as opening a case makes them, without their submissions.
FILL = (
    "SET session_replication_role = replica",
    f"""
INSERT INTO cases_case (office_id, id, submission_id, service, release_id, offer_version_id, mark, register_number,
    file_class, body, unit_id, title, who, status, outcome, opened_at, turn, due_name, state, version, excluded,
    class_to_mend)
SELECT office_id, gen_random_uuid(), gen_random_uuid(), service, release_id, offer_version_id, 'X.1.' || n || '.2020',
    '', file_class, body, unit_id, title, 'Osoba' || n % 2000 || ' Zmyslona' || n % 700, 'zakonczona', '', opened_at,
    'nikt', '', '{{}}', 1, '[]', false
FROM (SELECT * FROM cases_case LIMIT 1) one, generate_series(1, {MANY}) n
""",
    """
INSERT INTO cases_caseword (office_id, id, case_id, word)
SELECT office_id, gen_random_uuid(), id, word FROM cases_case, LATERAL (VALUES
    (lower(split_part(who, ' ', 1))), (lower(split_part(who, ' ', 2))),
    ('ulica' || right(mark, 6)), (split_part(mark, '.', 3))) told(word)
WHERE mark LIKE 'X.1.%' ON CONFLICT DO NOTHING
""",
    "ANALYZE cases_case",
    "ANALYZE cases_caseword",
)
