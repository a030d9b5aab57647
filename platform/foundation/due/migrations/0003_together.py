from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    # Every booking writes here: none waits for the index.
    atomic = False

    dependencies = [
        ("foundation_due", "0002_limits_and_heartbeats"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="duerow",
            index=models.Index(fields=["tenant_id", "kind", "due_at"], name="due_row_together"),
        ),
    ]
