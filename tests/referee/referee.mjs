// Backstage's verdict on documents, for Headland's tests to compare with their own.
//
// In, a JSON line each:  {"id": …, "bytes": "<base64 of a YAML file>"}  or  {"id": …, "value": <a document's plain value>}
// Out, a JSON line each: {"id": …, "documents": [{"verdict": …, "error": …, "value": …}, …]}
//
// A verdict is "accepted", "unknown" (accepted by the envelope's checks, and of a kind that no model knows), "refused",
// "broken" (no YAML), "empty" (nothing, which Backstage passes over) or "no-mapping". The way is that of Backstage's
// catalog backend (parseEntityYaml, DefaultCatalogProcessingOrchestrator, CatalogBuilder.buildEntityPolicy), with the
// model of MCP servers on; a placeholder counts as a text that was fetched.

import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url); // the packages' ES modules name files that Node does not find
const model = require("@backstage/catalog-model");
const alpha = require("@backstage/catalog-model/alpha");
const scaffolder = require("@backstage/plugin-scaffolder-common");
const yaml = require("yaml");

const PLACEHOLDERS = new Set(["$text", "$json", "$yaml", "$openapi", "$asyncapi"]);

const checkEnvelope = model.entityEnvelopeSchemaValidator();
const checkEntity = model.entitySchemaValidator();
const policy = model.EntityPolicies.allOf([
  new model.SchemaValidEntityPolicy(),
  new model.DefaultNamespaceEntityPolicy(),
  new model.NoForeignRootFieldsEntityPolicy(),
  new model.FieldFormatEntityPolicy(model.makeValidator()),
]);

function validatorsFor(entity) {
  const api =
    entity.spec?.type === "mcp-server" ? alpha.mcpServerApiEntityValidator : model.apiEntityV1alpha1Validator;
  const aiResource = alpha.isSkillAiResourceEntity(entity)
    ? alpha.skillAiResourceEntityV1alpha1Validator
    : alpha.isRuleAiResourceEntity(entity)
      ? alpha.ruleAiResourceEntityV1alpha1Validator
      : alpha.isPluginAiResourceEntity(entity)
        ? alpha.pluginAiResourceEntityV1alpha1Validator
        : alpha.isMarketplaceAiResourceEntity(entity)
          ? alpha.marketplaceAiResourceEntityV1alpha1Validator
          : alpha.aiResourceEntityV1alpha1Validator;
  return [
    api,
    aiResource,
    model.componentEntityV1alpha1Validator,
    model.resourceEntityV1alpha1Validator,
    model.groupEntityV1alpha1Validator,
    model.locationEntityV1alpha1Validator,
    model.userEntityV1alpha1Validator,
    model.systemEntityV1alpha1Validator,
    model.domainEntityV1alpha1Validator,
    scaffolder.templateEntityV1beta3Validator,
  ];
}

function withPlaceholders(value) {
  if (Array.isArray(value)) return value.map(withPlaceholders);
  if (value === null || typeof value !== "object") return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && PLACEHOLDERS.has(keys[0]) && typeof value[keys[0]] === "string") return value[keys[0]];
  return Object.fromEntries(keys.map((key) => [key, withPlaceholders(value[key])]));
}

function isPlainObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

async function verdictOn(raw) {
  if (raw === null) return { verdict: "empty" };
  if (!isPlainObject(raw)) return { verdict: "no-mapping", error: `expected object at root, got ${typeof raw}` };
  try {
    checkEnvelope(raw);
    const entity = await policy.enforce(withPlaceholders(raw));
    checkEntity(entity);
    let known = false;
    for (const validator of validatorsFor(entity)) known = (await validator.check(entity)) || known;
    return { verdict: known ? "accepted" : "unknown" };
  } catch (error) {
    return { verdict: "refused", error: String(error.message) };
  }
}

async function verdictsOn(bytes) {
  const text = bytes.toString("utf8");
  let documents;
  try {
    documents = yaml.parseAllDocuments(text, { merge: false });
  } catch (error) {
    return [{ verdict: "broken", error: String(error.message) }];
  }
  const verdicts = [];
  for (const document of [documents].flat()) {
    if (document.errors.length > 0) {
      verdicts.push({ verdict: "broken", error: String(document.errors[0].message) });
      continue;
    }
    try {
      const value = document.toJSON();
      verdicts.push({ ...(await verdictOn(value)), value: withPlaceholders(value) });
    } catch (error) {
      verdicts.push({ verdict: "broken", error: String(error.message) });
    }
  }
  return verdicts;
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const request = JSON.parse(line);
  const documents =
    "bytes" in request ? await verdictsOn(Buffer.from(request.bytes, "base64")) : [await verdictOn(request.value)];
  process.stdout.write(`${JSON.stringify({ id: request.id, documents })}\n`);
}
