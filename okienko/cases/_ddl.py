"""Lists of offices for the worker: ids only, as owner, so that no role in the worker sees two offices at once."""

OFFICES_WITH_CLOCKS = """
CREATE FUNCTION cases_offices_due(p_now timestamptz) RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT office_id FROM cases_case WHERE clock_at <= p_now
    UNION SELECT office_id FROM deliveries_delivery WHERE next_step_at <= p_now
$$
"""
CLOCK_INDEX = "CREATE INDEX cases_case_clock ON cases_case (clock_at) WHERE clock_at IS NOT NULL"
DELIVERY_INDEX = (
    "CREATE INDEX deliveries_delivery_clock ON deliveries_delivery (next_step_at) WHERE next_step_at IS NOT NULL"
)
GRANTS = [
    "REVOKE ALL ON FUNCTION cases_offices_due(timestamptz) FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION cases_offices_due(timestamptz) TO okienko_app",
]

# Under a policy an index is not used for a prefix (the comparison might leak), so this looks past the policy and
# checks the office itself.
FOUND = [
    """
CREATE FUNCTION cases_found(p_words text[], p_unit uuid, p_most int) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT c.id
    FROM (
        SELECT w.office_id, w.case_id
        FROM unnest(p_words) WITH ORDINALITY sought(word, number)
        JOIN cases_caseword w ON w.office_id = nullif(current_setting('okienko.office', true), '')::int
            AND w.word COLLATE "C" >= sought.word AND w.word COLLATE "C" < sought.word || chr(1114111)
        GROUP BY w.office_id, w.case_id
        HAVING count(DISTINCT sought.number) = cardinality(p_words)
    ) hit
    JOIN cases_case c ON c.office_id = hit.office_id AND c.id = hit.case_id AND c.unit_id = p_unit
    ORDER BY c.id DESC LIMIT p_most
$$
""",
    'CREATE INDEX cases_word_prefix ON cases_caseword (office_id, word COLLATE "C", case_id)',
    "REVOKE ALL ON FUNCTION cases_found(text[], uuid, int) FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION cases_found(text[], uuid, int) TO okienko_app",
]
