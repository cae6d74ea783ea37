from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_kinds")]
    operations = [
        migrations.AddField("OfferVersion", "ends", models.BooleanField(default=False)),
        migrations.AddField("OfferVersion", "notice", models.CharField(default="", max_length=300)),
    ]
