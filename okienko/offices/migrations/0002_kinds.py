"""The kind of each table: tenant (key, policy, pairs) or shared; and what Django has no words for."""

from django.db import migrations

from okienko.tenancy.schema import SharedTables, TenantTables


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0001_first"),
        ("journal", "0002_kinds"),
    ]
    operations = [
        SharedTables("Office", "OfficeCode", append_only=["Office", "OfficeCode"]),
        TenantTables("Profile", "Body", "Unit"),
    ]
