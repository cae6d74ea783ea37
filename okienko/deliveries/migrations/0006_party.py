"""A delivery knows the party it is for: father and son of one name, both on paper, are two addressees."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deliveries", "0005_notices")]
    operations = [
        migrations.AddField("Delivery", "party_id", models.UUIDField(null=True)),
        migrations.RemoveConstraint("Delivery", "deliveries_once"),
        migrations.AddConstraint(
            "Delivery",
            models.UniqueConstraint(
                fields=("office_id", "document", "addressee", "resident_id", "party_id"),
                name="deliveries_once",
                nulls_distinct=False,
            ),
        ),
    ]
