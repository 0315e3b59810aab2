"""What an audience may see of the findings: nothing that names, counts or proposes what is hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from headland.checks import CheckContext, check, check_seen_by
from headland.core.audience import Audience
from headland.core.finding import Finding

ContextOf = Callable[[Mapping[str, str]], CheckContext]

INTERNAL = Audience.parse("internal")


def record(name: str, *, label: str | None = None, owner: str = "team-a", depends: str = "") -> str:
    annotations = f"  annotations:\n    headland.dev/visibility: {label}\n" if label else ""
    depends_on = f"  dependsOn: [{depends}]\n" if depends else ""
    return (
        f"---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\n{annotations}"
        f"spec:\n  type: library\n  lifecycle: production\n  owner: {owner}\n{depends_on}"
    )


TEAM = """\
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: team-a
spec:
  type: team
  children: []
"""


def seen(context: CheckContext, audience: Audience = INTERNAL) -> tuple[Finding, ...]:
    return check_seen_by(context, audience, check(context))


def text_of(findings: tuple[Finding, ...]) -> str:
    return repr(findings)


def test_where_nothing_is_hidden_all_findings_are_seen(context_of: ContextOf) -> None:
    context = context_of({"catalog-info.yaml": record("a", owner="team-x")})
    assert seen(context) == check(context) != ()


def test_a_finding_in_a_hidden_record_is_not_seen(context_of: ContextOf) -> None:
    context = context_of({"catalog-info.yaml": TEAM + record("secret-plan", label="hiring", owner="team-x")})
    assert check(context) != ()
    assert seen(context) == ()


def test_a_proposal_never_names_a_hidden_record(context_of: ContextOf) -> None:
    context = context_of(
        {
            "catalog-info.yaml": TEAM
            + record("secret-plan", label="hiring")
            + record("a", depends="'component:secret-plam'")
        }
    )
    assert "secret-plan" in text_of(check(context))
    (finding,) = seen(context)
    assert "secret-plan" not in text_of((finding,))


def test_a_count_does_not_tell_of_hidden_places(context_of: ContextOf) -> None:
    text = record("a", owner="team-x") + record("secret-plan", label="people", owner="team-x")
    (finding,) = seen(context_of({"catalog-info.yaml": text}))
    assert "other place" not in finding.message
    assert finding.related == ()


def test_a_reference_to_a_hidden_record_is_no_dangling_one(context_of: ContextOf) -> None:
    text = TEAM + record("secret-plan", label="hiring") + record("a", depends="'component:secret-plan'")
    context = context_of({"catalog-info.yaml": text, "page.md": "[x](entity:component:secret-plan)\n"})
    assert check(context) == ()
    assert seen(context) == ()


def test_a_record_whose_owner_is_hidden_is_not_called_ownerless(context_of: ContextOf) -> None:
    text = TEAM.replace("name: team-a", "name: team-a\n  annotations:\n    headland.dev/visibility: people")
    assert seen(context_of({"catalog-info.yaml": text + record("a")})) == ()


def test_a_broken_record_is_as_hidden_as_its_text_says(context_of: ContextOf) -> None:
    broken = record("secret-plan", label="hiring").replace("  owner: team-a\n", "")
    context = context_of({"catalog-info.yaml": TEAM + broken, "b.yaml": record("b").replace("  owner: team-a\n", "")})
    assert [finding.span.path for finding in check(context)] == ["b.yaml", "catalog-info.yaml"]
    assert [finding.span.path for finding in seen(context)] == ["b.yaml"]
    assert seen(context, Audience.parse("internal+hiring")) == check(context)


def test_what_is_broken_and_says_nothing_is_internal(context_of: ContextOf) -> None:
    context = context_of({"catalog-info.yaml": "apiVersion: backstage.io/v1alpha1\nkind: [\n"})
    assert check(context) != ()
    assert seen(context) == check(context)
    assert seen(context, Audience.parse("public")) == ()
