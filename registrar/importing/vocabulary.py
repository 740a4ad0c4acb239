"""What people call the columns of their lists of accounts, in Swedish and English: the words to add to, and no code."""

from __future__ import annotations

from collections.abc import Mapping

from registrar.importing.targets import NOTES

# What people call the fields, besides the headings of the schema and the names of the fields. Where two columns mean
# the same field, the one that is called by the earlier word has it.
# fmt: off
CALLED: Mapping[str, tuple[str, ...]] = {
    "id": ("konto-id",),
    "platform": (
        "plattform", "kanal", "social medium", "socialt medium", "sociala medier", "medium", "nätverk", "tjänst",
        "platform", "channel", "network", "service",
    ),
    "handle": (
        "användarnamn", "kontonamn", "alias", "namn i adressen", "handle", "username", "user name", "screen name",
        "account name",
    ),
    "url": (
        "adress", "webbadress", "länk", "url", "länk till kontot", "address", "link", "profile link", "web address",
        "profil", "webbsida",
    ),
    "name": ("namn", "konto", "visningsnamn", "sidans namn", "benämning", "name", "account", "display name", "title"),
    "unit": (
        "verksamhet", "enhet", "skola", "avdelning", "förvaltning", "sektor", "unit", "department", "division",
        "tillhör", "organisation",
    ),
    "category": ("kategori", "kontotyp", "typ av konto", "typ", "category", "type", "account type"),
    "owner": (
        "kontoansvarig", "ansvarig", "ordinarie", "ansvarig roll", "roll", "huvudansvarig", "ägare", "kontoägare",
        "owner", "account owner", "responsible",
    ),
    "stand_in": (
        "ersättare", "ersättare för kontoansvarig", "ställföreträdare", "backup", "reserv", "vikarie", "stand-in",
        "deputy", "substitute",
    ),
    "purpose": ("syfte", "ändamål", "vad kontot är till för", "beskrivning", "purpose", "description"),
    "status": ("status", "läge", "tillstånd", "state"),
    "platform_id": ("plattformens nummer", "sid-id", "kanal-id", "platform id", "page id", "channel id"),
    "opened_on": (
        "öppnat den", "öppnat", "öppnad", "öppnades", "startdatum", "startat", "startad", "skapat", "skapad",
        "skapades", "start", "opened", "opened on", "created", "start date",
    ),
    "planned_on": ("planerat den", "planned on"),
    "ends_on": ("slutdatum", "upphör", "avslutas", "ends", "ends on", "end date"),
    "approval.by": ("godkänd av", "beslutad av", "beviljad av", "approved by"),
    "approval.on": ("godkänd den", "godkänd", "beslutsdatum", "godkänt datum", "approved", "approved on"),
    "languages": ("språk", "languages", "language"),
    "editors": ("redaktörer", "redaktör", "publicister", "editors", "editor"),
    "administrators.count": ("antal administratörer", "antal admin", "administrators", "number of administrators"),
    "administrators.two_factor": (
        "tvåfaktor", "tvåfaktorsinloggning", "tvåstegsverifiering", "2fa", "mfa", "two factor",
    ),
    "registered_email": (
        "registrerad e-postadress", "registrerad e-post", "e-post för inloggning", "funktionsbrevlåda",
        "registered email",
    ),
    "credentials.kept_in": ("inloggning finns i", "lösenord finns i", "förvaring av inloggning", "credentials kept in"),
    "plan": ("plan", "uppdrag", "plan eller uppdrag"),
    "audience": ("målgrupp", "målgrupper", "audience", "target group"),
    "goals": ("mål", "goals", "goal"),
    "monitoring": ("bevakning", "bevakas", "bevakning av kontot", "monitoring"),
    "response_time": ("utlovad svarstid", "svarstid", "svar inom", "response time"),
    "messages": ("meddelanden", "direktmeddelanden", "messages"),
    "ads": ("annonser", "annonsering", "ads"),
    "archive_level": ("arkivnivå", "arkivering", "archive level"),
    "case": ("ärende", "ärendenummer", "diarienummer", "diarienr", "dnr", "case", "case number"),
    "last_post": ("senaste inlägget", "senaste inlägg", "last post"),
    "complete_by": ("komplett senast",),
    NOTES: (
        "anteckning", "anteckningar", "kommentar", "anmärkning", "övrigt", "notering", "noteringar", "notes", "note",
        "comment", "comments", "remarks", "other",
    ),
}
# What never goes into the register: people, their numbers and their addresses, and secrets.
PRIVATE = (
    "kontaktperson", "kontaktpersoner", "namn på ansvarig", "person", "personnummer", "telefon", "telefonnummer",
    "telefonnr", "tfn", "tel", "mobil", "mobilnummer", "mobiltelefon", "e-post", "epost", "e-postadress", "mejl",
    "mejladress", "mail", "mailadress", "email", "e-mail", "phone", "telephone", "cell phone", "contact person",
    "lösenord", "lösen", "password", "pin", "pinkod", "kod", "koder", "inloggning", "inloggningsuppgifter", "login",
    "admin", "administratör", "administratörer", "medarbetare", "personal", "förnamn", "efternamn", "first name",
    "last name", "födelsedatum", "hemadress", "användare",
)
# fmt: on
TELLING = frozenset(
    {"personnummer", "telefon", "telefonnummer", "tfn", "mobil", "mobilnummer", "mejl", "epost", "email", "mail"}
    | {"lösenord", "password", "phone", "kontaktperson", "förnamn", "efternamn"}
    | {"brevlåda"}  # a role's, which stands with the role
)
OF_A_DAY = frozenset({"datum", "dag", "när", "date", "when"})
