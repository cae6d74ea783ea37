"""What an office tells of itself on its pages: hours, the data protection officer, accessibility, arms."""

from django.db import migrations, models

FIELDS = {
    "hours": 200, "officer": 200, "access_person": 120, "access_email": 120, "access_phone": 40, "access_building": 2000,
}


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0003_file_plan"),
    ]
    operations = [
        *[
            migrations.AddField("Profile", name, models.CharField(max_length=most, default=""))
            for name, most in FIELDS.items()
        ],
        migrations.AddField("Profile", "statement_on", models.DateField(null=True)),
        migrations.AddField("Profile", "reviewed_on", models.DateField(null=True)),
        migrations.AddField("Profile", "arms", models.TextField(default="")),
    ]
