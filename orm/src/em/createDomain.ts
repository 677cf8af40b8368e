// Makes the value that knows one schema. Linking waits for the first use, so that evaluating generated modules never touches
// a class that is still being defined.
import { DomainError } from "../errors/DomainError.ts";
import { ForeignEntityError } from "../errors/ForeignEntityError.ts";
import { InvalidIdError } from "../errors/InvalidIdError.ts";
import { ReactionGraph } from "../reactivity/ReactionGraph.ts";
import { ConfigApi } from "../rules/ConfigApi.ts";
import { constraintProblems } from "../rules/constraintProblems.ts";
import type { HintedRule } from "../rules/HintedRule.ts";
import { linkDefaults } from "../rules/linkDefaults.ts";
import { linkHooks } from "../rules/linkHooks.ts";
import { linkRules } from "../rules/linkRules.ts";
import type { Conversions } from "../schema/Conversions.ts";
import type { Domain } from "../schema/Domain.ts";
import { EntityEventHub } from "../schema/EntityEventHub.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { EnumLookUp } from "../schema/EnumMetadata.ts";
import { splitTaggedId } from "../schema/ids/splitTaggedId.ts";
import type { Plugin } from "../schema/Plugin.ts";
import type { Schema } from "../schema/Schema.ts";
import { SensitiveColumns } from "../schema/SensitiveColumns.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { Entity, MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import { linkCascades } from "./linkCascades.ts";
import { linkMembers } from "./linkMembers.ts";
import { linkRequiredKeys } from "./linkRequiredKeys.ts";
import { type EntityClasses, linkSchema } from "./linkSchema.ts";

export interface DomainOptions {
  readonly schema: Schema;
  readonly entities: () => EntityClasses;
  // An enum's codes are a union of its own; here only the look-ups matter.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly enums?: () => Readonly<Record<string, EnumLookUp<any, any>>>;
  /** Conversions of the application's own, by entity and field. */
  readonly codecs?: () => NonNullable<Conversions["codecs"]>;
  /** Schemas of json and jsonb columns, by entity and field. */
  readonly jsonSchemas?: () => NonNullable<Conversions["jsonSchemas"]>;
}

interface Links {
  readonly makesKeys: boolean;
  readonly sensitiveColumns: SensitiveColumns | undefined;
  readonly isTouched: boolean;
  readonly reactions: ReactionGraph<HintedRule>;
  readonly metadata: ReadonlyArray<EntityMeta>;
  readonly byName: ReadonlyMap<string, EntityMeta>;
  readonly byClass: ReadonlyMap<MaybeAbstractEntityConstructor, EntityMeta>;
  readonly byTag: ReadonlyMap<string, EntityMeta>;
  readonly byTable: ReadonlyMap<string, EntityMeta>;
}

/**
 * The domain of a schema; generated code calls this. `C` is the application's context.
 * @example
 * export const domain = createDomain<Context>({ schema, entities: () => ({ Author, Book }) });
 */
export function createDomain<C = unknown>(options: DomainOptions): Domain<C> {
  return new LinkedDomain<C>(options);
}

class LinkedDomain<C> implements Domain<C> {
  readonly schema: Schema;
  entityLimit = 50_000;
  readonly events: EntityEventHub<C> = new EntityEventHub((type) => this.getMetadata(type));
  readonly plugins: Plugin[] = [];
  readonly specimens = new Map<object, unknown>();
  readonly factories = new Map<string, unknown>();
  readonly #options: DomainOptions;
  #enums: Domain["enums"] | undefined;
  #conversions: Conversions | undefined;
  #links: Links | undefined;
  #failure: unknown;

  constructor(options: DomainOptions) {
    this.schema = options.schema;
    this.#options = options;
  }

  boot(): void {
    this.#linked();
  }

  get fingerprint(): string {
    return this.schema.fingerprint;
  }

  get conversions(): Conversions {
    const { codecs, jsonSchemas } = this.#options;
    return (this.#conversions ??= { codecs: codecs?.(), jsonSchemas: jsonSchemas?.() });
  }

  get enums(): Domain["enums"] {
    return (this.#enums ??= (this.#options.enums?.() ?? {}) as Domain["enums"]);
  }

  get metadata(): ReadonlyArray<EntityMeta> {
    return this.#linked().metadata;
  }

  get isTouched(): boolean {
    return this.#linked().isTouched;
  }

  get makesKeys(): boolean {
    return this.#linked().makesKeys;
  }

  get sensitiveColumns(): SensitiveColumns | undefined {
    return this.#linked().sensitiveColumns;
  }

  get reactions(): ReactionGraph<HintedRule> {
    return this.#linked().reactions;
  }

  getMetadata<T extends Entity>(type: MaybeAbstractEntityConstructor<T> | string): EntityMeta<T> {
    const { byName, byClass } = this.#linked();
    const meta = typeof type === "string" ? byName.get(type) : byClass.get(type);
    if (meta !== undefined) return meta as EntityMeta<T>;
    if (typeof type === "function" && "tagName" in type)
      throw new ForeignEntityError({
        entity: (type as { readonly name: string }).name,
        reason: "is an entity type of another domain: use an entity manager of that one",
      });
    const name =
      typeof type === "string"
        ? type
        : String((type as { readonly name?: string } | undefined)?.name);
    throw new DomainError({ problems: [`${name} is not an entity of this domain`] });
  }

  getMetadataByTag(taggedId: string): EntityMeta {
    const { byTag } = this.#linked();
    const tag = splitTaggedId(taggedId, this.schema.settings.tagDelimiter)?.tag;
    const meta = tag === undefined ? undefined : byTag.get(tag);
    if (meta === undefined) throw new InvalidIdError({ unknownTag: tag ?? taggedId });
    return meta;
  }

  getMetadataForTable(tableName: string): EntityMeta {
    const meta = this.#linked().byTable.get(tableName);
    if (meta === undefined)
      throw new DomainError({ problems: [`${tableName} is not the table of an entity`] });
    return meta;
  }

  getMetadataForType(name: string): EntityMeta {
    return this.getMetadata(name);
  }

  getConstructorFromTaggedId(taggedId: string): MaybeAbstractEntityConstructor {
    return this.getMetadataByTag(taggedId).cstr;
  }

  maybeGetConstructorFromReference(value: unknown): MaybeAbstractEntityConstructor | undefined {
    if (BaseEntity.isEntity(value)) return BaseEntity.stateOf(value).meta.cstr;
    const tag = splitTaggedId(value, this.schema.settings.tagDelimiter)?.tag;
    return tag === undefined ? undefined : this.#linked().byTag.get(tag)?.cstr;
  }

  /** After a failure it fails again with the same error instead of running half linked. */
  #linked(): Links {
    if (this.#links !== undefined) return this.#links;
    if (this.#failure !== undefined) throw this.#failure;
    try {
      const metadata = linkSchema(this, this.#options.entities());
      linkMembers(metadata);
      const { hinted, fixed, problems: ruleProblems } = linkRules(metadata);
      const reactions = new ReactionGraph(hinted, (column) => fixed.has(column));
      const problems = [
        ...constraintProblems(metadata),
        ...linkHooks(metadata),
        ...linkDefaults(metadata),
        ...ruleProblems,
        ...reactions.problems,
        ...linkCascades(metadata, fixed),
      ];
      if (problems.length > 0) throw new DomainError({ problems });
      for (const meta of metadata) {
        ConfigApi.of(meta)?.link(meta);
        // A class that a second domain links, as under hot reload, tells of that one.
        Object.defineProperty(meta.cstr, "metadata", { value: meta, configurable: true });
      }
      linkRequiredKeys(metadata);
      for (const meta of metadata) ConfigApi.ownOf(meta)?.tellOf(meta);
      this.#links = {
        metadata,
        makesKeys: metadata.some(({ idGenerator }) => idGenerator === "database"),
        sensitiveColumns: SensitiveColumns.among(metadata),
        isTouched: metadata.some(({ touching }) => touching.size > 0),
        reactions,
        byName: new Map(metadata.map((meta) => [meta.type, meta])),
        byClass: new Map(metadata.map((meta) => [meta.cstr, meta])),
        // Of types that share a tag or a table, the one that all of them are.
        byTag: new Map(metadata.map(({ tagName, rootType }) => [tagName, rootType])),
        byTable: new Map(metadata.map(({ tableName, tableType }) => [tableName, tableType])),
      };
      return this.#links;
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }
}
