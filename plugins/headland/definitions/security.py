"""Security schemes and what asks for them, as OpenAPI and AsyncAPI write them."""

from __future__ import annotations

from pydantic import JsonValue

from headland.definitions.model import Flow, RequiredScheme, Requirement, Scope, SecurityScheme
from headland.definitions.tree import Mapping, Tree, mapping, sequence, text, texts

_FLOWS = {
    "implicit": "implicit",
    "password": "password",
    "clientCredentials": "client credentials",
    "application": "client credentials",
    "authorizationCode": "authorization code",
    "accessCode": "authorization code",
    "deviceAuthorization": "device authorization",
}
_KINDS = {
    "apikey": "API key",
    "httpapikey": "API key",
    "basic": "user name and password (HTTP basic)",
    "oauth2": "OAuth 2.0",
    "openidconnect": "OpenID Connect",
    "mutualtls": "client certificate (mutual TLS)",
    "x509": "client certificate (X.509)",
    "userpassword": "user name and password",
    "scramsha256": "user name and password (SCRAM-SHA-256)",
    "scramsha512": "user name and password (SCRAM-SHA-512)",
    "plain": "user name and password (SASL PLAIN)",
    "gssapi": "Kerberos (GSSAPI)",
    "symmetricencryption": "symmetric encryption",
    "asymmetricencryption": "asymmetric encryption",
}


def security_schemes(tree: Tree, value: JsonValue, path: tuple[str | int, ...]) -> tuple[SecurityScheme, ...]:
    """The schemes below `securitySchemes` or `securityDefinitions`."""
    return tuple(scheme(name, node.value) for name, node in tree.nodes(value, path))


def scheme(name: str, value: Mapping) -> SecurityScheme:
    """One scheme, in words."""
    type_ = text(value.get("type"))
    kind = _KINDS.get(type_.lower(), type_ or "unknown")
    where = ""
    if type_.lower() == "http":
        spoken = text(value.get("scheme"))
        form = text(value.get("bearerFormat"))
        kind = {
            "bearer": f"bearer token ({form})" if form else "bearer token",
            "basic": "user name and password (HTTP basic)",
        }.get(spoken.lower(), f"HTTP {spoken}".strip())
        where = "in the header Authorization"
    elif type_.lower() == "basic":
        where = "in the header Authorization"
    elif text(value.get("name")) and text(value.get("in")):
        place = {"query": "query parameter", "cookie": "cookie"}.get(text(value.get("in")), text(value.get("in")))
        where = f"in the {place} {text(value.get('name'))}"
    elif text(value.get("in")):
        where = f"as the {text(value.get('in'))}"
    location, parameter, prefix = _for_programs(type_.lower(), value)
    return SecurityScheme(
        name,
        kind,
        where,
        location,
        parameter,
        prefix,
        description=text(value.get("description")),
        flows=_flows(value),
        url=_url(value),
    )


def _for_programs(type_: str, value: Mapping) -> tuple[str, str, str]:
    """Where the secret of a scheme goes in an HTTP request: location, name there, what stands before it."""
    if type_ == "http":
        return "header", "Authorization", text(value.get("scheme")).capitalize()
    if type_ == "basic":
        return "header", "Authorization", "Basic"
    if type_ in ("oauth2", "openidconnect"):
        return "header", "Authorization", "Bearer"
    if text(value.get("name")) and text(value.get("in")) in ("header", "query", "cookie"):
        return text(value.get("in")), text(value.get("name")), ""
    return "", "", ""


def _url(value: Mapping) -> str:
    return text(value.get("openIdConnectUrl")) or text(value.get("oauth2MetadataUrl"))


def _flows(value: Mapping) -> tuple[Flow, ...]:
    flows = mapping(value.get("flows"))
    if not flows and text(value.get("flow")):
        flows = {text(value.get("flow")): value}
    return tuple(
        Flow(
            _FLOWS.get(name, name),
            text(flow.get("authorizationUrl")) or text(flow.get("deviceAuthorizationUrl")),
            text(flow.get("tokenUrl")),
            text(flow.get("refreshUrl")),
            tuple(
                Scope(scope, text(said))
                for scope, said in mapping(flow.get("availableScopes", flow.get("scopes"))).items()
            ),
        )
        for name, flow in flows.items()
        if isinstance(flow, dict)
    )


def requirements(value: JsonValue) -> tuple[Requirement, ...]:
    """What `security` asks for: a choice of sets of schemes."""
    return tuple(
        Requirement(tuple(RequiredScheme(name, texts(scopes)) for name, scopes in item.items()))
        for item in sequence(value)
        if isinstance(item, dict)
    )
