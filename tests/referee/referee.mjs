// Backstage's verdict on documents, for Headland's tests to compare with their own.
//
// In, a JSON line each:  {"id": …, "value": <a document's plain value>}, or a file:
//                        {"id": …, "bytes": "<base64>", "merge": <enableYamlMerge>, "files": {"<path>": "<base64>", …},
//                         "places": <whether to tell where nodes stand>}
// Out, a JSON line each: {"id": …, "documents": [{"verdict": …, "error": …, "value": …, "resolved": …, "places": …}, …]}
//
// A verdict is "accepted", "unknown" (accepted by the envelope's checks, and of a kind that no model knows), "refused",
// "broken" (no YAML), "empty" (nothing, which Backstage passes over) or "no-mapping". The way is that of Backstage's
// catalog backend (parseEntityYaml, DefaultCatalogProcessingOrchestrator, PlaceholderProcessor,
// CatalogBuilder.buildEntityPolicy), with the model of MCP servers on.
//
// `value` is the document as parsed, `resolved` as accepted: with placeholders replaced by the `files` that they name,
// relative to the root; one that names an address on the web, and `$openapi` and `$asyncapi`, give what they name as a
// text. A number that JSON has no word for is {"\u0000number": "NaN"}. `places` are [path, start, end], in bytes, of
// texts on a line, in quotes or over several lines, of aliases, and of collections in brackets; `end` is null for block texts.

import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url); // the packages' ES modules name files that Node does not find
const model = require("@backstage/catalog-model");
const alpha = require("@backstage/catalog-model/alpha");
const scaffolder = require("@backstage/plugin-scaffolder-common");
const yaml = require("yaml");

const ROOT = new URL("https://repository.invalid/");
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

class Refused extends Error {}

/** The value with its placeholders replaced, as PlaceholderProcessor does it. */
function withPlaceholders(value, files) {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item) => withPlaceholders(item, files));
  const keys = Object.keys(value);
  if (!keys.some((key) => key.startsWith("$"))) {
    return Object.fromEntries(keys.map((key) => [key, withPlaceholders(value[key], files)]));
  }
  if (keys.length !== 1 || !PLACEHOLDERS.has(keys[0])) return value;
  const target = value[keys[0]];
  if (typeof target !== "string") throw new Refused(`${keys[0]} expected a string`);
  return replacement(keys[0], target, files);
}

function replacement(key, target, files) {
  if (/^https?:\/\//i.test(target)) return target;
  const url = new URL(target, ROOT);
  const content = url.origin === ROOT.origin ? files[decodeURIComponent(url.pathname).slice(1)] : undefined;
  if (content === undefined) throw new Refused(`could not read ${url}`);
  const text = Buffer.from(content, "base64").toString("utf-8");
  if (key === "$text") return text;
  if (key === "$json") return JSON.parse(text);
  if (key !== "$yaml") return target;
  const documents = [yaml.parseAllDocuments(text, { merge: false })].flat();
  if (documents.length !== 1 || documents[0].errors.length > 0) throw new Refused(`${target} is not one YAML document`);
  return documents[0].toJSON();
}

function isPlainObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

async function verdictOn(raw, files) {
  if (raw === null) return { verdict: "empty" };
  if (!isPlainObject(raw)) return { verdict: "no-mapping", error: `expected object at root, got ${typeof raw}` };
  try {
    checkEnvelope(raw);
    const resolved = withPlaceholders(raw, files);
    const entity = await policy.enforce(resolved);
    checkEntity(entity);
    let known = false;
    for (const validator of validatorsFor(entity)) known = (await validator.check(entity)) || known;
    return { verdict: known ? "accepted" : "unknown", resolved };
  } catch (error) {
    return { verdict: "refused", error: String(error.message) };
  }
}

async function verdictsOn(bytes, merge, files, wantsPlaces) {
  const text = bytes.toString("utf8");
  let documents;
  try {
    documents = yaml.parseAllDocuments(text, { merge });
  } catch (error) {
    return [{ verdict: "broken", error: String(error.message) }];
  }
  const verdicts = [];
  for (const document of [documents].flat()) {
    if (document.errors.length > 0) {
      verdicts.push({ verdict: "broken", error: document.errors.map(({ message }) => message).join("; ") });
      continue;
    }
    try {
      const value = document.toJSON();
      const verdict = { ...(await verdictOn(value, files)), value: sayable(value) };
      if (verdict.resolved !== undefined) verdict.resolved = sayable(verdict.resolved);
      if (wantsPlaces) verdict.places = [...placesIn(document.contents, [], byteOffsets(text), text)];
      verdicts.push(verdict);
    } catch (error) {
      verdicts.push({ verdict: "broken", error: String(error.message) });
    }
  }
  return verdicts;
}

/** The value with numbers that JSON has no word for told by name. */
function sayable(value) {
  if (typeof value === "number" && !Number.isFinite(value)) return { "\u0000number": String(value) };
  if (Array.isArray(value)) return value.map(sayable);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, sayable(child)]));
}

/** For each UTF-16 unit of a text, the byte at which it begins. */
function byteOffsets(text) {
  const offsets = new Uint32Array(text.length + 1);
  for (let at = 0, bytes = 0; at < text.length; offsets[++at] = bytes) {
    const code = text.charCodeAt(at);
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return offsets;
}

function* placesIn(node, path, offsets, text) {
  const [start, end] = node?.range ?? [];
  const place = [path, offsets[start], offsets[end]];
  if (yaml.isAlias(node)) {
    yield place;
  } else if (yaml.isScalar(node) && node.source !== "") {
    yield node.type?.startsWith("BLOCK") ? [path, offsets[start], null] : place;
  } else if (yaml.isSeq(node)) {
    if (node.flow) yield place;
    for (const [at, item] of node.items.entries()) if (!yaml.isPair(item)) yield* placesIn(item, [...path, at], offsets, text);
  } else if (yaml.isMap(node)) {
    if (node.flow && text[start] === "{" && text[end - 1] === "}") yield place;
    const names = node.items.map(({ key }) => (yaml.isScalar(key) ? String(key.value ?? "") : undefined));
    for (const [at, { value }] of node.items.entries()) {
      const name = names[at];
      if (name !== undefined && names.indexOf(name) === names.lastIndexOf(name))
        yield* placesIn(value, [...path, name], offsets, text);
    }
  }
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const request = JSON.parse(line);
  const documents =
    "bytes" in request
      ? await verdictsOn(Buffer.from(request.bytes, "base64"), request.merge ?? false, request.files ?? {}, request.places)
      : [await verdictOn(request.value, {})];
  process.stdout.write(`${JSON.stringify({ id: request.id, documents })}\n`);
}
