"""In which offices an account is a clerk: ids only, as owner, since no role in the web sees two offices at once."""

OFFICES_OF = """
CREATE FUNCTION people_offices_of(p_account int) RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT office_id FROM people_clerk WHERE account_id = p_account AND active
$$
"""
STATEMENTS = [
    OFFICES_OF,
    "CREATE INDEX people_clerk_of_account ON people_clerk (account_id) WHERE active",
    "REVOKE ALL ON FUNCTION people_offices_of(int) FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION people_offices_of(int) TO okienko_app",
]
