"""How the admin meets enquiries."""

from wagtail import hooks

from home.enquiries.viewsets.enquiries import EnquiryViewSet


@hooks.register("register_admin_viewset")
def register_enquiries():
    """The pages of one enquiry; the inbox leads to them."""
    return EnquiryViewSet()
