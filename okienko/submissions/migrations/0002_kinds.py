"""The kind of each table: tenant (key, policy, pairs) or shared; and what Django has no words for."""

from django.db import migrations

from okienko.submissions import _ddl
from okienko.tenancy.schema import SharedTables, TenantTables


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0001_first"),
        ("documents", "0002_kinds"),
        ("catalogue", "0002_kinds"),
    ]
    operations = [
        SharedTables("Matter"),
        TenantTables("Draft", "DraftFile", "Submission", "SubmissionParty", "SubmissionFile"),
        migrations.RunSQL([_ddl.SUBMIT, _ddl.GRANT]),
    ]
