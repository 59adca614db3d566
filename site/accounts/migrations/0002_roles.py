"""The six roles, what each may do, and the way of a page from Redaktion to Chefredaktion."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

APPS = (
    "accounts",
    "auth",
    "content",
    "exhibitions",
    "networks",
    "simple_translation",
    "wagtailadmin",
    "wagtailcore",
    "wagtaildocs",
    "wagtailimages",
    "wagtailredirects",
)

SNIPPETS = (
    "networks.contactperson",
    "networks.region",
    "networks.crosscuttingtopic",
    "exhibitions.researchinstitution",
)
FILES = ("wagtailimages.image", "wagtaildocs.document")


def rights(models, *actions):
    return [(model, action) for model in models for action in actions]


LOOK = rights(SNIPPETS, "view")
WRITE = rights(["wagtailcore.page"], "add", "change")
PUBLISH = [*WRITE, *rights(["wagtailcore.page"], "publish", "lock", "unlock")]
USE_FILES = rights(FILES, "add", "choose")
KEEP_FILES = [*USE_FILES, *rights(FILES, "change", "delete")]
KEEP_CONTENT = [
    *rights([*SNIPPETS, "wagtailredirects.redirect"], "view", "add", "change", "delete"),
    *rights(["content.organisationsettings"], "change"),
    *rights(["simple_translation.simpletranslation"], "submit"),
]

# For the whole site …
GENERAL = {
    "Redaktion": LOOK,
    "Chefredaktion": KEEP_CONTENT,
    "Netzwerkmanagement": [*LOOK, ("networks.contactperson", "change")],
    "Ausstellungsleitung": [
        *LOOK,
        *rights(["exhibitions.researchinstitution"], "add", "change", "delete"),
    ],
    "Sachbearbeitung": [],
    "Administration": [
        *KEEP_CONTENT,
        *rights(["accounts.user", "auth.group"], "view", "add", "change", "delete"),
        *rights(["wagtailcore.workflow", "wagtailcore.task"], "view", "add", "change", "delete"),
    ],
}
# … for all pages, from the root of the tree down …
PAGES = {
    "Redaktion": WRITE,
    "Chefredaktion": PUBLISH,
    "Administration": [*PUBLISH, ("wagtailcore.page", "bulk_delete")],
}
# … and for all files, from the root of the collections down.
COLLECTIONS = {
    "Redaktion": [*USE_FILES, *rights(FILES, "change")],
    "Chefredaktion": KEEP_FILES,
    "Netzwerkmanagement": USE_FILES,
    "Ausstellungsleitung": USE_FILES,
    "Administration": [
        *KEEP_FILES,
        *rights(["wagtailcore.collection"], "add", "change", "delete"),
    ],
}

CODENAMES = {("simple_translation.simpletranslation", "submit"): "submit_translation"}

APPROVAL = "Freigabe durch die Chefredaktion"
# Wagtail's own examples, in English.
EXAMPLE_GROUPS = ("Editors", "Moderators")
EXAMPLE_WORKFLOW = "Moderators approval"


def make_roles(apps, schema_editor):
    for label in APPS:
        make_permissions(apps, label)
    admin_access = find_permission(apps, ("wagtailadmin.admin", "access"), "access_admin")
    root_page = apps.get_model("wagtailcore.Page").objects.get(depth=1)
    root_collection = apps.get_model("wagtailcore.Collection").objects.get(depth=1)
    for name, general in GENERAL.items():
        group, _ = apps.get_model("auth.Group").objects.get_or_create(name=name)
        group.permissions.add(admin_access, *[find_permission(apps, right) for right in general])
        for right in PAGES.get(name, []):
            apps.get_model("wagtailcore.GroupPagePermission").objects.get_or_create(
                group=group, page=root_page, permission=find_permission(apps, right)
            )
        for right in COLLECTIONS.get(name, []):
            apps.get_model("wagtailcore.GroupCollectionPermission").objects.get_or_create(
                group=group, collection=root_collection, permission=find_permission(apps, right)
            )
    make_approval(apps, root_page)
    remove_examples(apps)


def make_permissions(apps, label):
    """Django makes them after the last migration; here they are needed before."""
    config = apps.get_app_config(label)
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None


def find_permission(apps, right, codename=None):
    model, action = right
    label, name = model.split(".")
    return apps.get_model("auth.Permission").objects.get(
        content_type__app_label=label,
        content_type__model=name,
        codename=codename or CODENAMES.get(right, f"{action}_{name}"),
    )


def make_approval(apps, root_page):
    """What the Redaktion submits, on whatever page, waits for the Chefredaktion."""
    tasks = apps.get_model("wagtailcore.GroupApprovalTask").objects
    content_type = apps.get_model("contenttypes.ContentType").objects.get_for_model(tasks.model)
    task, _ = tasks.get_or_create(name=APPROVAL, defaults={"content_type": content_type})
    task.groups.set(
        apps.get_model("auth.Group").objects.filter(name__in=["Chefredaktion", "Administration"])
    )
    workflow, _ = apps.get_model("wagtailcore.Workflow").objects.get_or_create(name=APPROVAL)
    apps.get_model("wagtailcore.WorkflowTask").objects.get_or_create(
        workflow=workflow, task=task, defaults={"sort_order": 0}
    )
    apps.get_model("wagtailcore.WorkflowPage").objects.update_or_create(
        page=root_page, defaults={"workflow": workflow}
    )


def remove_examples(apps):
    """Wagtail's example groups and their workflow go, where nobody has used them yet."""
    unused = apps.get_model("wagtailcore.Workflow").objects.filter(
        name=EXAMPLE_WORKFLOW, workflow_states=None
    )
    if unused.exists():
        apps.get_model("wagtailcore.Task").objects.filter(name=EXAMPLE_WORKFLOW).delete()
        unused.delete()
    groups = apps.get_model("auth.Group").objects.filter(name__in=EXAMPLE_GROUPS)
    groups.filter(user=None).delete()


def remove_roles(apps, schema_editor):
    """Without the roles. Wagtail's examples do not come back: nobody was in them."""
    apps.get_model("wagtailcore.WorkflowPage").objects.filter(workflow__name=APPROVAL).delete()
    apps.get_model("wagtailcore.Workflow").objects.filter(name=APPROVAL).delete()
    apps.get_model("wagtailcore.Task").objects.filter(name=APPROVAL).delete()
    apps.get_model("auth.Group").objects.filter(name__in=GENERAL).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("content", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("exhibitions", "0001_initial"),
        ("networks", "0001_initial"),
        ("simple_translation", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]
    operations = [migrations.RunPython(make_roles, remove_roles)]
