"""The kind of each table: tenant (key, policy, pairs) or shared; and what Django has no words for."""

from django.db import migrations

from okienko.tenancy.schema import SharedTables, TenantTables


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_first"),
        ("offices", "0002_kinds"),
    ]
    operations = [
        SharedTables("Resident", "Account"),
        TenantTables("Clerk", "Authorisation", "Party", "Mandate"),
    ]
