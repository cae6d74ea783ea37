"""A delivery may be stopped: the addressee died before it took effect."""

from django.db import migrations, models

EFFECTS = [
    ("czeka", "czeka na odbiór"), ("odebrane", "odebrane"), ("uznane", "uznane za doręczone"),
    ("wstrzymane", "wstrzymane: adresat zmarł"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("deliveries", "0003_paper")]
    operations = [
        migrations.AlterField("Delivery", "effect", models.CharField(choices=EFFECTS, default="czeka", max_length=10)),
    ]
