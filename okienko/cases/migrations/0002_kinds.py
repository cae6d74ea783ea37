"""The kind of each table: tenant (key, policy, pairs) or shared; and what Django has no words for."""

from django.db import migrations

from okienko.cases import _ddl
from okienko.tenancy.schema import TenantTables


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_first"),
        ("submissions", "0002_kinds"),
        ("deliveries", "0002_kinds"),
        ("payments", "0002_kinds"),
    ]
    operations = [
        TenantTables(
            "Case", "CaseParty", "Task", "CaseDocument", "Reply", "ReplyFile", "Counter"
        ),
        TenantTables("LedgerEntry", append_only=["LedgerEntry"]),
        migrations.RunSQL([_ddl.OFFICES_WITH_CLOCKS, _ddl.CLOCK_INDEX, _ddl.DELIVERY_INDEX, *_ddl.GRANTS]),
    ]
