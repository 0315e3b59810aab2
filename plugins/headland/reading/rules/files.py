"""Rules about files: those that cannot be read, and those that a record names."""

from __future__ import annotations

from headland.core.finding import RULES, Example, Rule, Severity

_SYSTEM = """\
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: payments
spec:
  owner: team-a
"""

_LOCATION = """\
apiVersion: backstage.io/v1alpha1
kind: Location
metadata:
  name: all
spec:
  targets:
    - {target}
"""

_API = """\
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: payments
spec:
  type: openapi
  lifecycle: production
  owner: team-a
  definition:
    {placeholder}
"""

_OPENAPI = """\
openapi: 3.1.0
info: {title: Payments, version: 1.0.0}
paths: {}
"""

_WITH_DEFINITION = Example(
    {
        "catalog-info.yaml": _API.replace("{placeholder}", "$text: ./openapi.yaml"),
        "openapi.yaml": _OPENAPI,
    }
)


_RUNBOOK = """\
---
apiVersion: headland.dev/v1
kind: Runbook
metadata:
  name: queue-grows
spec:
  covers: [payments]
  owner: team-a
---

Look whether the card provider answers.
"""


def _api(placeholder: str, **others: str) -> Example:
    return Example({"catalog-info.yaml": _API.replace("{placeholder}", placeholder), **others})


UNCLOSED_FRONT_MATTER = RULES.register(
    Rule(
        "unclosed-front-matter",
        Severity.ERROR,
        "The front matter of a Markdown record is opened and never closed.",
        "The page is prose to every reader of Markdown: its record is missing from the portal, and its data stands in "
        "the text.",
        "Write a line of `---` between the record and the prose.",
        Example({"docs/queue.md": _RUNBOOK.replace("---\n\n", "\n")}),
        Example({"docs/queue.md": _RUNBOOK}),
    )
)

NOT_UTF_8 = RULES.register(
    Rule(
        "not-utf-8",
        Severity.WARNING,
        "A file holds bytes that are not UTF-8.",
        "YAML is read as UTF-8, by Backstage too: the letters in question appear as `\N{REPLACEMENT CHARACTER}`.",
        "Save the file as UTF-8; `iconv -f LATIN1 -t UTF-8` turns an old Western European file into it.",
        Example({"catalog-info.yaml": _SYSTEM.replace("payments", "payments\n  title: Caf\udce9")}),
        Example(
            {
                "catalog-info.yaml": _SYSTEM.replace(
                    "payments", "payments\n  title: Caf\N{LATIN SMALL LETTER E WITH ACUTE}"
                )
            }
        ),
    )
)

WRONG_ENCODING = RULES.register(
    Rule(
        "wrong-encoding",
        Severity.ERROR,
        "A file is UTF-16 or UTF-32, not UTF-8.",
        "Such files come from some Windows tools. Backstage reads UTF-8 alone and finds no record in them.",
        "Save the file as UTF-8; `iconv -f UTF-16 -t UTF-8` turns it into it.",
        Example({"catalog-info.yaml": "\udcff\udcfea\0p\0i\0V\0e\0r\0s\0i\0o\0n\0:\0"}),
        Example({"catalog-info.yaml": _SYSTEM}),
    )
)

FILE_TOO_LARGE = RULES.register(
    Rule(
        "file-too-large",
        Severity.ERROR,
        "A file is larger than the limit.",
        "A record of that size is a mistake or an attack; it is not read.",
        "Move what is large into a file of its own and name it by a placeholder, or raise `reading.limits.file_bytes`.",
        Example({"headland.yaml": "reading:\n  limits:\n    file_bytes: 50\n", "catalog-info.yaml": _SYSTEM}),
        Example({"catalog-info.yaml": _SYSTEM}),
    )
)

UNREADABLE_FILE = RULES.register(
    Rule(
        "unreadable-file",
        Severity.ERROR,
        "A file that should hold records cannot be opened.",
        "Its records are missing from the portal.",
        "Mend what the message names: permissions, a broken symbolic link, or a folder where a file should be.",
        Example({"catalog-info.yaml": _LOCATION.replace("{target}", "./services"), "services/payments.txt": ""}),
        Example({"catalog-info.yaml": _LOCATION.replace("{target}", "./payments.yaml"), "payments.yaml": _SYSTEM}),
    )
)

MISSING_TARGET = RULES.register(
    Rule(
        "missing-location-target",
        Severity.WARNING,
        "A Location names a file that is not there.",
        "The records that it was to hold are missing from the portal. Backstage tells an error for the Location.",
        "Mend the path, which is relative to the file that names it, or write `presence: optional`.",
        Example({"catalog-info.yaml": _LOCATION.replace("{target}", "./payments.yaml")}),
        Example({"catalog-info.yaml": _LOCATION.replace("{target}", "./payments.yaml"), "payments.yaml": _SYSTEM}),
    )
)

LOCATION_OUTSIDE_ROOT = RULES.register(
    Rule(
        "location-outside-root",
        Severity.ERROR,
        "A Location names a file outside what is read.",
        "Nothing outside the root is ever read: a record must not be able to show a file of the machine that builds "
        "the portal.",
        "Move the file into the root, or give the folder above as the root.",
        Example({"catalog-info.yaml": _LOCATION.replace("{target}", "../../payments.yaml")}),
        Example({"catalog-info.yaml": _LOCATION.replace("{target}", "./payments.yaml"), "payments.yaml": _SYSTEM}),
    )
)

LOCATION_NOT_FETCHED = RULES.register(
    Rule(
        "location-not-fetched",
        Severity.NOTE,
        "A Location names a web address, which is not fetched.",
        "Reading uses no network. The records behind the address are not in the portal.",
        "Nothing needs to be done. To have them here, give their repository as one more path.",
        Example({"catalog-info.yaml": _LOCATION.replace("{target}", "https://example.org/catalog-info.yaml")}),
        Example({"catalog-info.yaml": _LOCATION.replace("{target}", "./payments.yaml"), "payments.yaml": _SYSTEM}),
    )
)

PLACEHOLDER_NOT_FETCHED = RULES.register(
    Rule(
        "placeholder-not-fetched",
        Severity.NOTE,
        "A placeholder names a web address, which is not fetched.",
        "Reading uses no network. The address stands in the place of the text.",
        "Nothing needs to be done. To have the text here, keep a copy in the repository and name that.",
        _api("$text: https://example.org/openapi.yaml"),
        _WITH_DEFINITION,
    )
)

PLACEHOLDER_OUTSIDE_ROOT = RULES.register(
    Rule(
        "placeholder-outside-root",
        Severity.ERROR,
        "A placeholder names a file outside what is read.",
        "Nothing outside the root is ever read: a record must not be able to show a file of the machine that builds "
        "the portal.",
        "Move the file into the root, or give the folder above as the root.",
        _api("$text: ../../../etc/hostname"),
        _WITH_DEFINITION,
    )
)

PLACEHOLDER_MISSING = RULES.register(
    Rule(
        "placeholder-missing",
        Severity.ERROR,
        "A placeholder names a file that is not there.",
        "Backstage refuses the record, because the value that the file was to give is missing.",
        "Mend the path, which is relative to the file that names it.",
        _api("$text: ./opneapi.yaml"),
        _WITH_DEFINITION,
    )
)

PLACEHOLDER_BROKEN = RULES.register(
    Rule(
        "placeholder-broken",
        Severity.ERROR,
        "The file that a placeholder names cannot be used.",
        "`$json` and `$yaml` give what they parse, `$openapi` and `$asyncapi` follow `$ref`s; Backstage refuses the "
        "record when that fails.",
        "Mend the file that the message names, or use `$text` to take it as it is.",
        _api("$yaml: ./openapi.yaml", **{"openapi.yaml": "openapi: 'never closed\n"}),
        _WITH_DEFINITION,
    )
)
