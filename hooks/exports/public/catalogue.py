"""The list of accounts described for dataportal.se: DCAT-AP-SE as RDF/XML, with absolute addresses throughout."""

from __future__ import annotations

from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from checks.policy.model.organisation import Public
from checks.policy.pages import DOWNLOADS
from checks.policy.policy import Policy

RDF, DCAT, DCT = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/ns/dcat#",
    "http://purl.org/dc/terms/",
)
FOAF, VCARD = "http://xmlns.com/foaf/0.1/", "http://www.w3.org/2006/vcard/ns#"
PREFIXES = {"rdf": RDF, "dcat": DCAT, "dct": DCT, "foaf": FOAF, "vcard": VCARD}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DATE = "http://www.w3.org/2001/XMLSchema#date"
EU = "http://publications.europa.eu/resource/authority/"
LOCAL_AUTHORITY = "http://purl.org/adms/publishertype/LocalAuthority"
FORMS = (
    ("konton.csv", "text/csv", "Listan som tabell (CSV)"),
    ("konton.json", "application/json", "Listan för program (JSON)"),
)
KEYWORDS = ("sociala medier", "konton", "officiella kanaler")


def as_rdf(policy: Policy, public: Public) -> bytes:
    """Return the catalogue with its one data set; `public` says at what address the files lie."""
    for prefix, namespace in PREFIXES.items():
        ET.register_namespace(prefix, namespace)
    root = ET.Element(f"{{{RDF}}}RDF")
    base = public.address.rstrip("/") + "/"
    _catalogue(root, base, policy, public)
    _dataset(root, base, policy, public)
    for name, media_type, title in FORMS:
        _distribution(root, base, (name, media_type, title), public)
    _publisher(root, policy)
    if public.mailboxes:
        _contact(root, base, policy, public.mailboxes[0])
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _catalogue(root: ET.Element, base: str, policy: Policy, public: Public) -> None:
    one = _thing(root, DCAT, "Catalog", urljoin(base, "#katalog"))
    name = policy.organisation.genitive
    _said(one, DCT, "title", f"{name} konton i sociala medier")
    _said(one, DCT, "description", f"Öppna data om {name} officiella konton i sociala medier.")
    _leads(one, DCT, "publisher", policy.organisation.website)
    _leads(one, DCT, "language", f"{EU}language/SWE")
    _leads(one, FOAF, "homepage", public.address)
    _day(one, "modified", policy)
    if public.licence:
        _leads(one, DCT, "license", public.licence)
    _leads(one, DCAT, "dataset", urljoin(base, "#konton"))


def _dataset(root: ET.Element, base: str, policy: Policy, public: Public) -> None:
    one = _thing(root, DCAT, "Dataset", urljoin(base, "#konton"))
    name = policy.organisation.genitive
    _said(one, DCT, "title", f"{name} officiella konton i sociala medier")
    _said(
        one,
        DCT,
        "description",
        f"Alla {name} officiella konton: namn, plattform, adress, verksamhet, syfte och om kontot är i gång eller "
        "avslutat. Med listan kan vem som helst se om ett konto är äkta.",
    )
    _leads(one, DCT, "publisher", policy.organisation.website)
    if public.mailboxes:
        _leads(one, DCAT, "contactPoint", urljoin(base, "#kontakt"))
    for word in KEYWORDS:
        _said(one, DCAT, "keyword", word)
    _leads(one, DCAT, "theme", f"{EU}data-theme/GOVE")
    _leads(one, DCT, "accessRights", f"{EU}access-right/PUBLIC")
    _leads(one, DCT, "accrualPeriodicity", f"{EU}frequency/IRREG")
    _leads(one, DCT, "language", f"{EU}language/SWE")
    _leads(one, DCAT, "landingPage", policy.organisation.account_list)
    _day(one, "modified", policy)
    for name, _, _ in FORMS:
        _leads(one, DCAT, "distribution", urljoin(base, f"#{name}"))


def _distribution(root: ET.Element, base: str, form: tuple[str, str, str], public: Public) -> None:
    name, media_type, title = form
    one = _thing(root, DCAT, "Distribution", urljoin(base, f"#{name}"))
    address = urljoin(base, f"{DOWNLOADS}/{name}")
    _said(one, DCT, "title", title)
    _leads(one, DCAT, "accessURL", address)
    _leads(one, DCAT, "downloadURL", address)
    _leads(one, DCAT, "mediaType", f"https://www.iana.org/assignments/media-types/{media_type}")
    if public.licence:
        _leads(one, DCT, "license", public.licence)


def _publisher(root: ET.Element, policy: Policy) -> None:
    one = _thing(root, FOAF, "Agent", policy.organisation.website)
    _said(one, FOAF, "name", policy.organisation.name)
    _leads(one, FOAF, "homepage", policy.organisation.website)
    _leads(one, DCT, "type", LOCAL_AUTHORITY)


def _contact(root: ET.Element, base: str, policy: Policy, mailbox: str) -> None:
    one = _thing(root, VCARD, "Organization", urljoin(base, "#kontakt"))
    _said(one, VCARD, "fn", policy.organisation.name)
    _leads(one, VCARD, "hasEmail", f"mailto:{mailbox}")


def _thing(root: ET.Element, namespace: str, kind: str, address: str) -> ET.Element:
    return ET.SubElement(root, f"{{{namespace}}}{kind}", {f"{{{RDF}}}about": address})


def _said(of: ET.Element, namespace: str, name: str, text: str) -> None:
    ET.SubElement(of, f"{{{namespace}}}{name}", {XML_LANG: "sv"}).text = text


def _leads(of: ET.Element, namespace: str, name: str, address: str) -> None:
    ET.SubElement(of, f"{{{namespace}}}{name}", {f"{{{RDF}}}resource": address})


def _day(of: ET.Element, name: str, policy: Policy) -> None:
    ET.SubElement(of, f"{{{DCT}}}{name}", {f"{{{RDF}}}datatype": DATE}).text = policy.today.isoformat()
