"""Tables as Django declares them; 0002_kinds makes them tenant or shared."""

import django.db.models.deletion
import okienko.tenancy.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('offices', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('service', models.CharField(max_length=80)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='offices.office')),
            ],
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('service', models.CharField(max_length=80)),
                ('version', models.CharField(max_length=20)),
                ('valid_from', models.DateField()),
                ('act', models.CharField(default='', max_length=200)),
                ('document', models.TextField()),
                ('publisher', models.CharField(max_length=160)),
                ('signature', models.BinaryField(max_length=64)),
                ('demonstration', models.BooleanField()),
                ('published_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('service', 'version'), name='catalogue_release_version')],
            },
        ),
        migrations.CreateModel(
            name='OfferVersion',
            fields=[
                ('id', models.UUIDField(default=okienko.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.IntegerField()),
                ('values', models.JSONField(default=dict)),
                ('valid_from', models.DateField()),
                ('adopted_at', models.DateTimeField()),
                ('adopted_by', models.CharField(max_length=200)),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='catalogue.offer')),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offer_versions', to='catalogue.release')),
            ],
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.UniqueConstraint(fields=('office', 'service'), name='catalogue_offer_once'),
        ),
        migrations.AddConstraint(
            model_name='offerversion',
            constraint=models.UniqueConstraint(fields=('offer', 'number'), name='catalogue_offer_version_number'),
        ),
    ]
