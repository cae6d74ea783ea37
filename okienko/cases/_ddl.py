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
# checks the office itself. It begins with the word that the fewest cases have.
FOUND = [
    """
CREATE FUNCTION cases_found(p_words text[], p_unit uuid, p_most int) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE
    v_office int := nullif(current_setting('okienko.office', true), '')::int;
    v_rarest text;
BEGIN
    SELECT sought.word INTO v_rarest
    FROM unnest(p_words) sought(word), LATERAL (
        SELECT count(*) AS rows FROM (
            SELECT 1 FROM cases_caseword w WHERE w.office_id = v_office
                AND w.word COLLATE "C" >= sought.word AND w.word COLLATE "C" < sought.word || chr(1114111)
            LIMIT 3000
        ) few
    ) found
    ORDER BY found.rows LIMIT 1;
    RETURN QUERY
    SELECT c.id
    FROM (
        SELECT DISTINCT w.case_id FROM cases_caseword w WHERE w.office_id = v_office
            AND w.word COLLATE "C" >= v_rarest AND w.word COLLATE "C" < v_rarest || chr(1114111)
    ) hit
    JOIN cases_case c ON c.office_id = v_office AND c.id = hit.case_id AND c.unit_id = p_unit
    WHERE NOT EXISTS (
        SELECT 1 FROM unnest(p_words) other(word) WHERE other.word <> v_rarest AND NOT EXISTS (
            SELECT 1 FROM cases_caseword w WHERE w.office_id = v_office AND w.case_id = hit.case_id
                AND w.word COLLATE "C" >= other.word AND w.word COLLATE "C" < other.word || chr(1114111)
        )
    )
    ORDER BY c.id DESC LIMIT p_most;
END
$$
""",
    'CREATE INDEX cases_word_prefix ON cases_caseword (office_id, word COLLATE "C", case_id)',
    "REVOKE ALL ON FUNCTION cases_found(text[], uuid, int) FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION cases_found(text[], uuid, int) TO okienko_app",
]
