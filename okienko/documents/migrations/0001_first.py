"""Tables as Django declares them; 0002_kinds makes them tenant or shared."""

import okienko.tenancy.context
import okienko.tenancy.ids
import okienko.tenancy.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='File',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.BigIntegerField()),
                ('kind', models.CharField(max_length=80)),
                ('name', models.CharField(max_length=160)),
                ('stored_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['office_id', 'sha256'], name='documents_file_sha')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('office_id', models.IntegerField(default=okienko.tenancy.context.current_office, editable=False)),
                ('letter', models.CharField(max_length=80)),
                ('title', models.CharField(max_length=200)),
                ('about', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('podglad', 'podgląd'), ('wydane', 'wydane, czeka na pieczęć'), ('opieczetowane', 'opieczętowane')], default='podglad', max_length=16)),
                ('made_at', models.DateTimeField()),
                ('issued_at', models.DateTimeField(null=True)),
                ('sealed_at', models.DateTimeField(null=True)),
                ('signed_by', models.CharField(default='', max_length=200)),
                ('signed_as', models.CharField(default='', max_length=240)),
                ('authorisation', models.CharField(default='', max_length=60)),
                ('preview', okienko.tenancy.models.TenantFK(related_name='previews', to='documents.file')),
                ('sealed', okienko.tenancy.models.TenantFK(null=True, related_name='sealed_documents', to='documents.file')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['office_id', 'about'], name='documents_document_about')],
            },
        ),
    ]
