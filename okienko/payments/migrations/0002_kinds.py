"""The kind of each table: tenant (key, policy, pairs) or shared; and what Django has no words for."""

from django.db import migrations

from okienko.tenancy.schema import TenantTables


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0001_first"),
        ("documents", "0002_kinds"),
    ]
    operations = [
        TenantTables("Payment"),
    ]
