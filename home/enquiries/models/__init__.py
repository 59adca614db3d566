"""Questions of the contact form and reports of barriers."""

from home.enquiries.models.enquiries import BARRIER, CONTACT, KINDS, Enquiry, Suspicion, Topic

__all__ = ["BARRIER", "CONTACT", "KINDS", "Enquiry", "Suspicion", "Topic"]
