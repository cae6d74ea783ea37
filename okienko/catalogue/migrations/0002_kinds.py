"""The kind of each table: tenant (key, policy, pairs) or shared; and what Django has no words for."""

from django.db import migrations

from okienko.tenancy.schema import SharedTables


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0001_first"),
        ("offices", "0002_kinds"),
    ]
    operations = [
        SharedTables("Release", "Offer", "OfferVersion", append_only=["Release", "Offer", "OfferVersion"]),
    ]
