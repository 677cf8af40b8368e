// From a schema, the configuration and what the entities' files say to a model in which every name is decided. Everything that
// cannot be generated correctly is an error here, and all errors are reported together.
import type { DbSchema } from "kingpost/catalog";
import type { Settings } from "../config/toSettings.ts";
import type { EntitySource } from "../source/EntitySource.ts";
import { assignTags } from "./assignTags.ts";
import { buildEntity } from "./buildEntity.ts";
import { buildEnum } from "./buildEnum.ts";
import { buildNativeEnums } from "./buildNativeEnums.ts";
import { checkCollectionOrders } from "./checkCollectionOrders.ts";
import { checkConfigured } from "./checkConfigured.ts";
import { checkDeferrable } from "./checkDeferrable.ts";
import { checkMembers } from "./checkMembers.ts";
import { checkSchemas } from "./checkSchemas.ts";
import { classifyTables, type NamedTable } from "./classifyTables.ts";
import { collectionsOf } from "./collectionsOf.ts";
import { compareText } from "./compareText.ts";
import type { DomainModel, EntityModel } from "./DomainModel.ts";
import { hierarchiesOf } from "./hierarchiesOf.ts";
import { Overrides } from "./Overrides.ts";
import { Problems } from "./Problems.ts";
import { References } from "./References.ts";
import { referencesOf } from "./referencesOf.ts";
import { withDocumentation } from "./withDocumentation.ts";
import { withViews } from "./withViews.ts";

export interface ModelInput {
  readonly db: DbSchema;
  readonly settings: Settings;
  /** Tags by entity that were given before. */
  readonly tags: Readonly<Record<string, string>>;
  /** What hand-written files say, by entity. */
  readonly sources: Readonly<Record<string, EntitySource>>;
  /** What people wrote about entities, as Markdown, by entity. */
  readonly docs?: ReadonlyMap<string, string> | undefined;
}

/** @throws CodegenError (`SCHEMA`) */
export function buildModel({ tags, sources, docs, ...input }: ModelInput): DomainModel {
  const problems = new Problems();
  const { db, settings } = withViews(input.db, input.settings, problems);
  checkSchemas(db, settings.schemas, problems);
  problems.throwErrors();
  const classified = classifyTables(db, settings, problems);
  problems.throwErrors();
  const overrides = new Overrides(settings.entities);
  const nativeEnums = buildNativeEnums(db, settings.enums, classified, problems);
  const enums = classified.enums.map(({ name, table }) =>
    buildEnum(name, table, settings.enums[name], problems),
  );
  const hierarchies = hierarchiesOf(classified, settings.entities, problems);
  problems.throwErrors();
  const named = [...classified.entities, ...hierarchies.added].toSorted((a, b) =>
    compareText(a.name, b.name),
  );
  const names = named.map(({ name }) => name);
  // Subtypes have the tag of the root: an id does not tell which of them it is of.
  const roots = names.filter((name) => hierarchies.rootOf(name) === name);
  const tagOf = assignTags(roots, settings.entities, tags, problems);
  if (settings.tagDelimiter === "") checkTagsAreLetters(tagOf, problems);
  const context = {
    settings,
    overrides,
    classified,
    hierarchies,
    references: new References(referencesOf(classified, hierarchies, overrides, problems)),
    collections: collectionsOf(classified, hierarchies, overrides, problems),
    nativeEnums,
    problems,
  };
  const built = new Map<string, EntityModel>();
  const build = (each: NamedTable): EntityModel => {
    const known = built.get(each.name);
    if (known !== undefined) return known;
    const base = hierarchies.of(each.name)?.base;
    const baseModel = base === undefined ? undefined : build(hierarchies.of(base)!.named);
    const tag = tagOf[hierarchies.rootOf(each.name)]!;
    const source = sources[each.name] ?? { defaults: [], scopes: [], properties: [] };
    const model = withDocumentation(
      buildEntity(each, tag, source, context, baseModel),
      docs?.get(each.name),
      source.properties,
      problems,
    );
    built.set(each.name, model);
    checkAbstract(model, source, problems);
    return model;
  };
  const entities = named.map(build);
  checkMembers(entities, problems);
  checkCollectionOrders(entities, problems);
  const owners = entities.filter(({ subtypeOf }) => subtypeOf?.kind !== "sti");
  checkDeferrable(owners, settings.nonDeferredForeignKeys, problems);
  const enumNames = [...enums, ...nativeEnums].map(({ name }) => name);
  checkConfigured(db.tables, names, enumNames, settings, overrides, problems);
  problems.throwErrors();
  const { tagDelimiter, idType, temporal, allowReparent, emDelete } = settings;
  return {
    settings: {
      tagDelimiter,
      idType,
      ...(temporal === undefined ? {} : { temporal }),
      ...(allowReparent ? { allowReparent: true as const } : {}),
      ...(emDelete === undefined ? {} : { emDelete }),
    },
    entities,
    enums,
    nativeEnums,
    warnings: problems.warnings,
    names: Object.fromEntries(
      names.map((name) => [
        name,
        {
          fields: overrides.known(name, "fields"),
          relations: overrides.known(name, "relations"),
        },
      ]),
    ),
  };
}

/** The class is its author's, who has to write what the configuration says. */
function checkAbstract(
  { name, isAbstract }: EntityModel,
  source: EntitySource,
  problems: Problems,
): void {
  if (source.isAbstract === undefined || source.isAbstract === isAbstract) return;
  problems.warn(
    isAbstract
      ? `${name} is abstract by the config, its class is not: write "export abstract class ${name}" in ${name}.ts.`
      : `${name} is not abstract by the config, its class is: write "export class ${name}" in ${name}.ts.`,
  );
}

/** Without a delimiter a tag ends where the letters end. */
function checkTagsAreLetters(tagOf: Readonly<Record<string, string>>, problems: Problems): void {
  for (const [name, tag] of Object.entries(tagOf))
    if (!/^[a-z]+$/i.test(tag))
      problems.error(
        `entities.${name}.tag: ${JSON.stringify(tag)} is not of letters only, which it must be without a tagDelimiter.`,
      );
}
