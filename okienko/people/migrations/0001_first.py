"""Tables as Django declares them; 0002_kinds makes them tenant or shared."""

import okienko.tenancy.context
import okienko.tenancy.ids
import okienko.tenancy.models
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('offices', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('login', models.CharField(max_length=80, unique=True)),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Clerk',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('account_id', models.IntegerField()),
                ('first_name', models.CharField(max_length=80)),
                ('last_name', models.CharField(max_length=80)),
                ('position', models.CharField(max_length=120)),
                ('head', models.BooleanField(default=False)),
                ('active', models.BooleanField(default=True)),
                ('unit', okienko.tenancy.models.TenantFK(related_name='clerks', to='offices.unit')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Authorisation',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('body', models.CharField(max_length=40)),
                ('service', models.CharField(default='', max_length=80)),
                ('number', models.CharField(max_length=60)),
                ('given_on', models.DateField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('clerk', okienko.tenancy.models.TenantFK(related_name='authorisations', to='people.clerk')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('resident_id', models.UUIDField(null=True)),
                ('first_name', models.CharField(max_length=80)),
                ('last_name', models.CharField(max_length=80)),
                ('pesel', models.CharField(default='', max_length=11)),
                ('address', models.CharField(default='', max_length=200)),
                ('email', models.CharField(default='', max_length=120)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['office_id', 'resident_id'], name='people_party_resident')],
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('matter', models.CharField(max_length=200)),
                ('close_family', models.BooleanField(default=False)),
                ('given_on', models.DateField(null=True)),
                ('attorney', okienko.tenancy.models.TenantFK(related_name='mandates_held', to='people.party')),
                ('principal', okienko.tenancy.models.TenantFK(related_name='mandates_given', to='people.party')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Resident',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('provider', models.CharField(max_length=20)),
                ('subject', models.CharField(max_length=120)),
                ('first_name', models.CharField(max_length=80)),
                ('last_name', models.CharField(max_length=80)),
                ('pesel', models.CharField(default='', max_length=11)),
                ('address', models.CharField(default='', max_length=200)),
                ('email', models.CharField(default='', max_length=120)),
                ('epoch', models.IntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('provider', 'subject'), name='people_resident_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='clerk',
            constraint=models.UniqueConstraint(fields=('office_id', 'account_id'), name='people_clerk_account'),
        ),
    ]
