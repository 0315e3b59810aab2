"""Who may call, and how one says who one is: security requirements in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from markupsafe import Markup, escape

from headland.definitions.model import ApiDefinition, Requirement, SecurityScheme
from headland.views.definition.texts import Texts
from headland.views.safe import safe_address
from headland.views.words import count_of

MOST_CHOICES = 4


def authentication(definition: ApiDefinition) -> Markup:
    """How one authenticates, in one sentence; empty for formats that have no word for it."""
    if not definition.schemes and not definition.security:
        return Markup("")
    known = {scheme.id: scheme for scheme in definition.schemes}
    by_servers = next((server.security for server in definition.servers if server.security), ())
    chosen = definition.security or by_servers or _most_common(definition)
    if not chosen:
        ways = Markup(", or ").join(scheme_words(scheme) for scheme in definition.schemes[:MOST_CHOICES])
        return Markup("{}; no operation says that it is needed.").format(_capital(ways))
    sentence = requirements(chosen, known)
    open_ = sum(1 for one in definition.operations if is_open(one.security))
    if open_ and not is_open(chosen):
        return Markup("{}. {} without it.").format(sentence, count_of(open_, "operation works", "operations work"))
    return Markup("{}.").format(sentence)


def is_open(security: tuple[Requirement, ...]) -> bool:
    """Whether the definition says that nobody has to say who they are; of silence that is not known."""
    return bool(security) and any(not one.schemes for one in security)


def requirements(security: tuple[Requirement, ...], known: Mapping[str, SecurityScheme]) -> Markup:
    """The choices of an operation, or of all of them, as half a sentence that begins with a capital."""
    choices = [_together(one, known) for one in security[:MOST_CHOICES] if one.schemes]
    if not choices:
        return Markup("Nobody has to say who they are")
    more = Markup(", or in another way") if len(security) > MOST_CHOICES else Markup("")
    optional = Markup(", or nothing") if is_open(security) else Markup("")
    return _capital(Markup(", or ").join(choices) + more + optional)


def scheme_words(scheme: SecurityScheme) -> Markup:
    """A scheme in words: `a bearer token in the header Authorization`."""
    kind = escape(f"{_article(scheme.kind)} {scheme.kind}".strip() if scheme.kind else scheme.id)
    where = escape(f" {scheme.where}" if scheme.where else "")
    return Markup('<span title="{}">{}</span>{}').format(scheme.id, kind, where)


def access_rows(definition: ApiDefinition, texts: Texts) -> tuple[tuple[str, Markup], ...]:
    """Every scheme with what one needs to use it: where a token comes from, and the scopes there are."""
    return tuple((scheme.id, _scheme(scheme, texts)) for scheme in definition.schemes)


def _scheme(scheme: SecurityScheme, texts: Texts) -> Markup:
    parts = [Markup("<p>{}.</p>").format(_capital(scheme_words(scheme))), texts.html(scheme.description)]
    if scheme.url:
        parts.append(Markup("<p>{}</p>").format(_address(scheme.url)))
    for flow in scheme.flows:
        named = (
            ("authorize at", flow.authorization_url),
            ("token from", flow.token_url),
            ("renew at", flow.refresh_url),
        )
        places = [Markup("{} {}").format(words, _address(url)) for words, url in named if url]
        told = Markup(": ") + Markup("; ").join(places) if places else Markup("")
        parts.append(Markup("<p>{}{}</p>").format(flow.name[:1].upper() + flow.name[1:], told))
        if flow.scopes:
            items = Markup("").join(
                Markup("<li><code>{}</code> {}</li>").format(one.name, one.description) for one in flow.scopes
            )
            parts.append(Markup("<ul>{}</ul>").format(items))
    return Markup("").join(parts)


def _address(url: str) -> Markup:
    address = safe_address(url)
    if address is None:
        return Markup("<code>{}</code>").format(url)
    return Markup('<a href="{0}" rel="noopener noreferrer">{0}</a>').format(address)


def _together(requirement: Requirement, known: Mapping[str, SecurityScheme]) -> Markup:
    parts = []
    for one in requirement.schemes:
        scheme = known.get(one.id)
        words = scheme_words(scheme) if scheme is not None else Markup("<code>{}</code>").format(one.id)
        if one.scopes:
            scopes = Markup(", ").join(Markup("<code>{}</code>").format(scope) for scope in one.scopes)
            words += Markup(" with the {} {}").format("scope" if len(one.scopes) == 1 else "scopes", scopes)
        parts.append(words)
    return Markup(" and ").join(parts)


def _most_common(definition: ApiDefinition) -> tuple[Requirement, ...]:
    counts = Counter(one.security for one in definition.operations if one.security)
    return counts.most_common(1)[0][0] if counts else ()


def _article(kind: str) -> str:
    """`a` or `an`, or nothing before a name such as OAuth 2.0."""
    if kind[:1].isupper() and not kind.startswith("API "):
        return ""
    return "an" if kind[:1].lower() in "aeio" else "a"


def _capital(words: Markup) -> Markup:
    """The words with their first letter a capital, behind the tag they begin with."""
    at = words.find(">") + 1 if words.startswith("<span") else 0
    return words[:at] + words[at : at + 1].upper() + words[at + 1 :]
