"""The kind Domain: a part of the business."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headland.kinds.envelope import Entity
from headland.kinds.fields import BACKSTAGE_VERSIONS, Absent, OwnerRef, Part, Text
from headland.kinds.kind import KINDS, Kind, RefTo


class DomainSpec(Part):
    """Whose a domain is, and where it belongs."""

    owner: OwnerRef = Field(
        description="The group or person that answers for it: a reference, to a Group where no kind is written.",
        examples=["sales-leads", "user:jenny.doe"],
    )
    subdomain_of: Absent[Annotated[Text, RefTo("Domain", "partOf", "hasPart")]] = Field(
        None, description="The domain that it is a part of: a reference to a Domain.", examples=["commerce"]
    )
    type: Absent[Text] = Field(None, description="What sort of domain it is.", examples=["product-group", "bundle"])


class Domain(Entity):
    """A part of the business: systems that share words and purpose."""

    spec: DomainSpec = Field(description="Whose the domain is, and where it belongs.")


KINDS.register(
    Kind(
        name="Domain",
        api_versions=BACKSTAGE_VERSIONS,
        model=Domain,
        label="Domain",
        plural="Domains",
        icon="domain",
        color="#9c2c5b",
        dark_color="#f29bc0",
        description="A part of the business: systems that share words, purpose and people.",
        sections=("parts", "decisions"),
        example="""\
apiVersion: backstage.io/v1alpha1
kind: Domain
metadata:
  name: sales
  description: From the first look to the paid order.
spec:
  owner: sales-leads
""",
    )
)
