from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_paper"), ("offices", "0003_file_plan")]
    operations = [
        migrations.AddField("Case", "class_to_mend", models.BooleanField(default=False)),
    ]
