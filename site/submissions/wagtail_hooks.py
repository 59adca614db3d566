"""How the admin meets what comes in and goes out. The lists are in the menu of the apps."""

from wagtail import hooks


@hooks.register("register_log_actions")
def register_history(actions):
    """What the history of a mail and of its wording says."""
    actions.register_action("submissions.send_again", "Erneut gesendet", "E-Mail erneut gesendet")
    actions.register_action(
        "submissions.reset_text", "Text zurückgesetzt", "Auf den mitgelieferten Text zurückgesetzt"
    )
