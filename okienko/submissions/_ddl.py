"""The hot path: one SQL function accepts a submission, durably, once per draft.

It sets the office itself, so that the whole of it is one statement in one transaction. `EXECUTE format`,
because `SET LOCAL x = variable` sets the variable's name. No counter row here: register number and
mark come with the reaction that opens the case (design, § 7).
"""

SUBMIT = """
CREATE OR REPLACE FUNCTION submissions_submit(p_office int, p jsonb, p_salt bytea, p_body text)
RETURNS TABLE (outcome text, submission uuid, accepted timestamptz)
LANGUAGE plpgsql AS $$
DECLARE
    v_id uuid := (p->>'id')::uuid;
    v_at timestamptz := (p->>'accepted_at')::timestamptz;
    v_known submissions_submission%ROWTYPE;
BEGIN
    EXECUTE format('SET LOCAL okienko.office = %L', p_office);
    IF p->>'taken_by' IS NULL THEN
        PERFORM 1 FROM people_resident r
            WHERE r.id = (p->>'resident_id')::uuid AND r.epoch = (p->>'epoch')::int;
    ELSE
        PERFORM 1 FROM people_clerk c
            WHERE c.office_id = p_office AND c.id = (p->>'taken_by')::uuid AND c.active;
    END IF;
    IF NOT FOUND THEN
        RETURN QUERY SELECT 'revoked'::text, NULL::uuid, NULL::timestamptz;
        RETURN;
    END IF;
    INSERT INTO submissions_submission (office_id, id, draft_id, digest, number, service, release_id,
            offer_version_id, answers, decisions, fee, fee_why, channel, resident_id, taken_by, accepted_at)
    VALUES (p_office, v_id, (p->>'draft_id')::uuid, p->>'digest', p->>'number', p->>'service',
            (p->>'release_id')::uuid, (p->>'offer_version_id')::uuid, p->'answers', p->'decisions',
            (p->>'fee')::numeric, p->>'fee_why', p->>'channel', (p->>'resident_id')::uuid,
            (p->>'taken_by')::uuid, v_at)
    ON CONFLICT (office_id, draft_id) DO NOTHING;
    IF NOT FOUND THEN
        SELECT * INTO v_known FROM submissions_submission s
            WHERE s.office_id = p_office AND s.draft_id = (p->>'draft_id')::uuid;
        RETURN QUERY SELECT CASE WHEN v_known.digest = p->>'digest' THEN 'repeated' ELSE 'conflict' END,
            v_known.id, v_known.accepted_at;
        RETURN;
    END IF;
    INSERT INTO people_party (office_id, id, resident_id, first_name, last_name, company, nip, krs, pesel, address,
        email)
    SELECT p_office, x.id, x.resident_id, x.first_name, x.last_name, coalesce(x.company, ''), coalesce(x.nip, ''),
        coalesce(x.krs, ''), x.pesel, x.address, x.email
    FROM jsonb_to_recordset(p->'parties') AS x(id uuid, resident_id uuid, first_name text, last_name text,
                                               company text, nip text, krs text, pesel text, address text, email text);
    INSERT INTO submissions_submissionparty (office_id, id, submission_id, party_id, role)
    SELECT p_office, x.link, v_id, x.id, x.role
    FROM jsonb_to_recordset(p->'parties') AS x(link uuid, id uuid, role text);
    INSERT INTO submissions_submissionfile (office_id, id, submission_id, file_id, attachment)
    SELECT p_office, f.id, v_id, f.file_id, f.attachment FROM submissions_draftfile f
    WHERE f.office_id = p_office AND f.draft_id = (p->>'draft_id')::uuid
      AND f.id IN (SELECT value::uuid FROM jsonb_array_elements_text(p->'files'));
    PERFORM journal_append(p_office, (p->>'fact_id')::uuid, (p->>'recorded_at')::timestamptz,
        'submissions.SubmissionAccepted', 'urn:okienko:' || p_office || ':submission:' || v_id, p->>'by',
        p_salt, p_body);
    RETURN QUERY SELECT 'accepted'::text, v_id, v_at;
END $$
"""

GRANT = "GRANT EXECUTE ON FUNCTION submissions_submit(int, jsonb, bytea, text) TO okienko_app"
