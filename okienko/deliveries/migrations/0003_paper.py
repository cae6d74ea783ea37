from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deliveries", "0002_kinds")]
    operations = [
        migrations.AddField("Delivery", "dispatched_on", models.DateField(null=True)),
        migrations.AddField("Delivery", "proof", models.CharField(default="", max_length=12)),
    ]
