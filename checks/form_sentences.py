"""What is said of a value that has not the right form: a sentence and a remedy for each kind of error.

`checks.schema` fills them in for a file and the handbook's form for what somebody is writing: both say the same. The
blanks: `name` is the key, `key` one that is missing, `shown` the value, `description` what the schema says of it,
`limit` and `count` the number asked for and the number there is, `wanted` types and `choices` values.
"""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "required": ("Nyckeln `{key}` saknas.", "Lägg till `{key}:`. {description}"),
    "enum": ("{name} har ett värde som inte finns: {shown}.", "Välj bland {choices}."),
    "type": ("{name} ska vara {wanted}, men är {shown}.", "Rätta värdet. {description}"),
    "empty": ("{name} är tomt.", "Fyll i det. {description}"),
    "minItems": ("{name} behöver minst {limit}, men har {count}.", "Lägg till fler. {description}"),
    "maxItems": ("{name} har {count}, men får ha högst {limit}.", "Ta bort några. {description}"),
    "maxLength": ("{name} är längre än {limit} tecken.", "Korta texten."),
    "format": ("{name} är inget datum som finns: {shown}.", "Skriv ÅÅÅÅ-MM-DD."),
    "uniqueItems": ("Samma värde står två gånger i {name}.", "Ta bort det ena."),
    "other": ("{name} har inte rätt form: {shown}.", "Rätta värdet. {description}"),
}
TYPES = {
    "string": "text",
    "integer": "ett heltal",
    "boolean": "`true` eller `false`",
    "array": "en lista (rader som börjar med `- `)",
    "object": "nycklar med värden",
    "null": "inget värde",
}
NO_DESCRIPTION = "Jämför med en fil som fungerar."


def said(kind: str, **blanks: object) -> tuple[str, str]:
    """Return the sentence and the remedy of a kind of error, filled in."""
    sentence, remedy = SENTENCES[kind]
    return sentence.format_map(blanks), remedy.format_map(blanks).strip()
