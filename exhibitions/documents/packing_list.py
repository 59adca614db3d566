"""The list that travels with a poster set: what is in the packages and how it is set up."""

from dataclasses import asdict, dataclass

from content.pdf import render
from exhibitions.documents.contract import Item


@dataclass(frozen=True)
class PackingListData:
    """All that stands in the packing list; `guide` are the steps of setting up, in their order."""

    reference: str
    set_name: str
    items: tuple[Item, ...]
    packages: str
    weight: str
    guide: tuple[str, ...]


def packing_list_pdf(data: PackingListData) -> bytes:
    """The packing list as PDF/UA-1, to be ticked on paper. Equal data gives equal bytes."""
    return render("packing_list", asdict(data))
