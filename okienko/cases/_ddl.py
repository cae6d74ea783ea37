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
