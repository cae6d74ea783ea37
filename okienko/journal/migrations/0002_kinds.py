"""The kind of each table: tenant (key, policy, pairs) or shared; and what Django has no words for."""

from django.db import migrations

from okienko.journal import _ddl
from okienko.tenancy.schema import TenantTables


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0001_first"),
    ]
    operations = [
        migrations.RunSQL(_ddl.REPLACE_FACT_TABLE),
        TenantTables("Fact", append_only=["Fact"], keyed=["Fact"]),
        TenantTables("Content", "Todo", "Cursor"),
        TenantTables("Seal", "Sealed", append_only=["Seal", "Sealed"]),
        migrations.RunSQL(_ddl.PARTITIONS),
        migrations.RunSQL([_ddl.APPEND, _ddl.OFFICES_WITH_WORK, _ddl.ALL_OFFICES, *_ddl.FUNCTION_GRANTS]),
    ]
