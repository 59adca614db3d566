"""Who may do what with enquiries. Who may only look sees no person: no contact, no mail."""

from wagtail.permission_policies import ModelPermissionPolicy

from home.enquiries.models import Enquiry


def enquiry_policy() -> ModelPermissionPolicy:
    """The rights on `Enquiry`: `view` to find and read one, `change` to work on it."""
    return ModelPermissionPolicy(Enquiry)
