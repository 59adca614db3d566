"""Days as people in Germany write them."""

from django import forms
from wagtail.admin.widgets import AdminDateInput

SHAPES = ["%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d"]


class DayField(forms.DateField):
    """A day, typed as TT.MM.JJJJ or chosen."""

    def __init__(self, **kwargs):
        super().__init__(
            **{
                "input_formats": SHAPES,
                "widget": AdminDateInput(
                    attrs={"placeholder": "TT.MM.JJJJ", "inputmode": "numeric"},
                    format="%d.%m.%Y",
                ),
                "error_messages": {
                    "invalid": "Bitte schreiben Sie den Tag als TT.MM.JJJJ,"
                    " zum Beispiel 12.04.2027."
                },
                **kwargs,
            }
        )
