// From a schema, the configuration and what the entities' files say to a model in which every name is decided. Everything that
// cannot be generated correctly is an error here, and all errors are reported together.
import type { DbSchema } from "kingpost/catalog";
import type { Settings } from "../config/toSettings.ts";
import type { EntitySource } from "../source/EntitySource.ts";
import { assignTags } from "./assignTags.ts";
import { buildEntity } from "./buildEntity.ts";
import { buildEnum } from "./buildEnum.ts";
import { buildNativeEnums } from "./buildNativeEnums.ts";
import { checkConfigured } from "./checkConfigured.ts";
import { checkCycles } from "./checkCycles.ts";
import { checkMembers } from "./checkMembers.ts";
import { classifyTables } from "./classifyTables.ts";
import { collectionsOf } from "./collectionsOf.ts";
import type { DomainModel, EntityModel } from "./DomainModel.ts";
import { Overrides } from "./Overrides.ts";
import { Problems } from "./Problems.ts";
import { referencesOf } from "./referencesOf.ts";

export interface ModelInput {
  readonly db: DbSchema;
  readonly settings: Settings;
  /** Tags by entity that were given before. */
  readonly tags: Readonly<Record<string, string>>;
  /** What hand-written files say, by entity. */
  readonly sources: Readonly<Record<string, EntitySource>>;
}

/** @throws CodegenError (`SCHEMA`) */
export function buildModel({ db, settings, tags, sources }: ModelInput): DomainModel {
  const problems = new Problems();
  const classified = classifyTables(db, settings, problems);
  problems.throwErrors();
  const overrides = new Overrides(settings.entities);
  const nativeEnums = buildNativeEnums(db, settings.enums, classified, problems);
  const enums = classified.enums.map(({ name, table }) =>
    buildEnum(name, table, settings.enums[name], problems),
  );
  const names = classified.entities.map(({ name }) => name);
  const tagOf = assignTags(names, settings.entities, tags, problems);
  const context = {
    settings,
    overrides,
    classified,
    references: referencesOf(classified, overrides, problems),
    collections: collectionsOf(classified, overrides, problems),
    nativeEnums,
    problems,
  };
  const entities = classified.entities.map((named): EntityModel =>
    buildEntity(named, tagOf[named.name]!, sources[named.name]?.defaults ?? [], context),
  );
  checkMembers(entities, problems);
  checkCycles(entities, settings.nonDeferredForeignKeys, problems);
  const enumNames = [...enums, ...nativeEnums].map(({ name }) => name);
  checkConfigured(names, enumNames, settings, overrides, problems);
  problems.throwErrors();
  const { tagDelimiter, idType, temporal } = settings;
  return {
    settings: { tagDelimiter, idType, ...(temporal === undefined ? {} : { temporal }) },
    entities,
    enums,
    nativeEnums,
    warnings: problems.warnings,
  };
}
