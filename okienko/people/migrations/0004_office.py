"""Absences of clerks, tries to log in, and in which offices an account works."""

import okienko.tenancy.context
import okienko.tenancy.ids
import okienko.tenancy.models
from django.db import migrations, models

from okienko.people import _ddl
from okienko.tenancy.schema import SharedTables, TenantTables


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_admin'),
    ]

    operations = [
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('first_on', models.DateField()),
                ('last_on', models.DateField()),
                ('reason', models.CharField(choices=[('urlop', 'urlop'), ('szkolenie', 'szkolenie'), ('wyjazd', 'wyjazd służbowy'), ('inna', 'inna nieobecność')], max_length=12)),
                ('cancelled', models.BooleanField(default=False)),
                ('clerk', okienko.tenancy.models.TenantFK(related_name='absences', to='people.clerk')),
                ('substitute', okienko.tenancy.models.TenantFK(null=True, related_name='substitutions', to='people.clerk')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['office_id', 'last_on'], name='people_absence_last')],
            },
        ),
        migrations.CreateModel(
            name='LoginTry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('login', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['login', 'at'], name='people_try_login'), models.Index(fields=['at'], name='people_try_at')],
            },
        ),
        TenantTables("Absence"),
        SharedTables("LoginTry"),
        migrations.RunSQL(_ddl.STATEMENTS),
    ]
