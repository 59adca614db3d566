"""What machines ask about the running site."""

urlpatterns = []
