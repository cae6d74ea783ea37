"""Tables as Django declares them; 0002_kinds makes them tenant or shared."""

import django.db.models.deletion
import okienko.tenancy.context
import okienko.tenancy.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('kind', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=160)),
                ('genitive', models.CharField(max_length=160)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('office_id', 'kind'), name='offices_body_kind')],
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.IntegerField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('wojewodztwo', 'województwo'), ('powiat', 'powiat'), ('miasto_na_prawach_powiatu', 'miasto na prawach powiatu'), ('gmina_miejska', 'gmina miejska'), ('gmina_wiejska', 'gmina wiejska'), ('gmina_miejsko_wiejska', 'gmina miejsko-wiejska')], max_length=40)),
                ('slug', models.CharField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='offices.office')),
            ],
        ),
        migrations.CreateModel(
            name='Profile',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('name', models.CharField(max_length=160)),
                ('town', models.CharField(max_length=80)),
                ('address', models.CharField(max_length=200)),
                ('phone', models.CharField(default='', max_length=40)),
                ('email', models.CharField(default='', max_length=120)),
                ('bip_url', models.CharField(default='', max_length=200)),
                ('brand', models.CharField(default='#1d5b79', max_length=7)),
                ('numbering', models.CharField(choices=[('own', 'własna'), ('external', 'nadaje EZD urzędu')], default='own', max_length=8)),
                ('demo', models.BooleanField(default=False)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('office_id',), name='offices_profile_one')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('symbol', models.CharField(max_length=12)),
                ('name', models.CharField(max_length=160)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('office_id', 'symbol'), name='offices_unit_symbol')],
            },
        ),
        migrations.CreateModel(
            name='OfficeCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('teryt', models.CharField(max_length=7)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='offices.office')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('teryt', 'valid_from'), name='offices_code_once')],
            },
        ),
    ]
