"""Which words are related: what a noun, a verb and an adjective of one family share.

„Förderung“, „gefördert“ and „fördern“ are one thing to whoever searches. Every rule here may also
bring together what has nothing in common; the search ranks a relative below the word itself.
"""

import re

from german.words import SHORTEST_STEM, stem, without_umlaut

# What a word of one kind is made into one of another kind with, the longest first.
DERIVED_BY = (
    *("isierung", "isiert", "ismus"),
    *("igkeit", "ierung", "ation", "ativ", "itaet", "ement"),
    *("heit", "keit", "lich", "isch", "iert", "bar", "ung", "ert", "al"),
)
KEPT_OF_DERIVED = {"igkeit": "ig", "ismus": "ist"}  # „Tourismus“ is what is „touristisch“
WITH_UMLAUT = ("isch", "lich")  # „sächsisch“ is of „Sachsen“
# „eingereicht“ and „einzureichen“ are forms of „einreichen“, „gefördert“ is one of „fördern“.
_prefixes = (
    "ab an auf aus bei durch ein fort her hin los mit nach nieder um vor weg weiter wieder zu"
    " zurueck zusammen"
)
_before = "|".join(sorted(_prefixes.split(), key=len, reverse=True))
_participle = re.compile(
    rf"^((?:{_before})?)ge(.{{3,}}?(?<!hei)(?<!kei)(?<!schaf)(?<!ion))(?:e?t|en)(?:e[mnrs]?)?$"
)
_foreign_verb = re.compile(r"^(.{4,}?)(?:is)?ieren$")  # „transportieren“, „digitalisieren“
_with_zu = re.compile(rf"^({_before})zu(.{{3,}})en$")
# „Orte“ is „Ort“, „Busse“ is „Bus“: too short for the stem, which is looked for inside of words.
_short_noun = re.compile(r"^(\w{3}|\w+?(?=ss)s)(?:e[nrs]?|n|s|se?)$")
_conjugated = re.compile(r"(?<=.{4})(?:e?te[nst]?|e?t)$")
# Strong verbs change their vowel: participle or past, and the infinitive.
_strong = (
    "lieh:leih schrieb:schreib blieb:bleib trieb:treib stieg:steig schied:scheid wies:weis"
    " empfohl:empfehl hilf:helf holf:helf worb:werb sproch:sprech nomm:nehm boten:biet fund:find"
    " bund:bind schloss:schliess zog:zieh troff:treff gegang:geh stand:steh beraet:berat"
)
STRONG_VERBS = dict(pair.split(":") for pair in _strong.split())


def base_forms(word: str) -> list[str]:
    """The stem of a folded word first, then what else its relatives are found under."""
    stemmed = stem(word)
    # „Häuser“ is „Haus“, „Mängel“ is „Mangel“, and „Gorlitz“ is typed for „Görlitz“.
    forms = {stemmed: None, root(stemmed): None, without_umlaut(stemmed): None}
    if short := _short_noun.match(stemmed):
        forms[short[1]] = None
    for infinitive in _infinitives(word, stemmed):
        forms[infinitive] = forms[root(infinitive)] = None
    return list(forms)


def root(stemmed: str) -> str:
    """What a stem shares with its relatives: „foerderung“ and „foerdern“ have „foerd“."""
    for ending in DERIVED_BY:
        if stemmed.endswith(ending) and len(stemmed) - len(ending) >= SHORTEST_STEM:
            bare = stemmed.removesuffix(ending) + KEPT_OF_DERIVED.get(ending, "")
            return without_umlaut(bare) if ending in WITH_UMLAUT else stem(bare)
    return stemmed


def _infinitives(word: str, stemmed: str) -> list[str]:
    """The stems of the verbs that this may be a form of."""
    forms = {stemmed: None, stem(_conjugated.sub("", word)): None}
    for inflected in (_participle, _with_zu):
        if found := inflected.match(word):
            forms[stem(found[1] + found[2])] = None
    if found := _foreign_verb.match(word):
        forms[stem(found[1])] = None
    for form in list(forms):
        for changed, infinitive in STRONG_VERBS.items():
            if form.endswith(changed):
                forms[form.removesuffix(changed) + infinitive] = None
    return [form for form in forms if form != stemmed and len(form) >= SHORTEST_STEM]
