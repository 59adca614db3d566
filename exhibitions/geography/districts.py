"""The thirteen Landkreise and kreisfreie Städte of Saxony."""

from django.db.models import TextChoices


class District(TextChoices):
    """Where a school lies, for the figures. An editor chooses: no free source has the borders."""

    BAUTZEN = "bautzen", "Landkreis Bautzen"
    ERZGEBIRGSKREIS = "erzgebirgskreis", "Erzgebirgskreis"
    GOERLITZ = "goerlitz", "Landkreis Görlitz"
    LEIPZIG_LAND = "leipzig-land", "Landkreis Leipzig"
    MEISSEN = "meissen", "Landkreis Meißen"
    MITTELSACHSEN = "mittelsachsen", "Landkreis Mittelsachsen"
    NORDSACHSEN = "nordsachsen", "Landkreis Nordsachsen"
    SAECHSISCHE_SCHWEIZ = "saechsische-schweiz", "Landkreis Sächsische Schweiz-Osterzgebirge"
    VOGTLANDKREIS = "vogtlandkreis", "Vogtlandkreis"
    ZWICKAU = "zwickau", "Landkreis Zwickau"
    CHEMNITZ = "chemnitz", "Stadt Chemnitz"
    DRESDEN = "dresden", "Stadt Dresden"
    LEIPZIG = "leipzig", "Stadt Leipzig"
