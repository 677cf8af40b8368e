// What an entity file registers about its entity. Generated code makes one per entity; it belongs to the domain that links
// the class.
import { ConfigFrozenError } from "../errors/ConfigFrozenError.ts";
import { SourceLocation } from "../errors/SourceLocation.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { Entity } from "../types/Entity.ts";
import type { RelationKey } from "../types/RelationKey.ts";
import type { RecursiveKey } from "../types/Tree.ts";
import { type CycleMessage, cycleRule } from "./builtIn/cycleRule.ts";
import type { ConstraintMessage } from "./ConstraintMessage.ts";
import type { RegisteredRule, ValidationRule } from "./Rule.ts";

/** `T` is the entity, `C` the application's context. */
export class ConfigApi<T extends Entity, C = unknown> {
  readonly entityName: string;
  declare readonly __context?: C;
  readonly #rules: RegisteredRule[] = [];
  readonly #constraintMessages = new Map<
    string,
    { readonly message: ConstraintMessage; readonly location: SourceLocation }
  >();
  readonly #cascades = new Set<string>();
  #meta: EntityMeta | undefined;

  constructor(entityName: string) {
    this.entityName = entityName;
  }

  /**
   * Adds a rule that each created or updated entity must pass before anything is written. A rule answers with what is
   * wrong, or nothing.
   * @example
   * config.addRule((author) => (author.firstName === author.lastName ? "first and last name must differ" : undefined));
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked
   */
  addRule(rule: ValidationRule<T>): void {
    this.#addRule(rule);
  }

  /**
   * Adds a rule that no created or updated entity leads to itself by a recursive collection.
   * @example
   * config.addCycleRule("parentsRecursive", (folder, path) => `${folder.name} is inside itself: ${path.join(" > ")}`);
   *
   * **SQL**: one recursive statement for all entities of a flush that are not loaded that far.
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked
   */
  addCycleRule(field: RecursiveKey<T>, message: CycleMessage<T>): void {
    this.#addRule(cycleRule(field, message));
  }

  /**
   * Says what users are told when a row violates a constraint of the database, whichever entity it is of: the flush then rejects
   * with `ValidationErrors` in the place of the constraint's error, which is its `cause`.
   * @example
   * config.addConstraintMessage("tags_name_key", "there is a tag of this name already");
   * config.addConstraintMessage("books_price", ({ detail }) => ({ message: `bad price: ${detail}`, code: "price" }));
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked
   */
  addConstraintMessage(constraint: string, message: ConstraintMessage): void {
    this.#checkOpen();
    const location = new SourceLocation();
    this.#constraintMessages.set(constraint, { message, location });
  }

  /**
   * Deletes what a relation leads to along with the entity, softly when that is deleted softly. What is in memory is marked at
   * once, the rest is loaded and marked by the flush, so that its rules, hooks and cascades run.
   * @example
   * config.cascadeDelete("books");
   *
   * **SQL**: one statement per relation and level for all entities that a flush deletes; of a large collection one per 1,000
   * members.
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked
   */
  cascadeDelete(relation: RelationKey<T>): void {
    this.#checkOpen();
    this.#cascades.add(relation);
  }

  /** Does nothing; keeps the import of the config in a file that registers nothing yet. */
  placeholder(): void {}

  /** @internal */
  get rules(): ReadonlyArray<RegisteredRule> {
    return this.#rules;
  }

  /** @internal By the constraint's name. */
  get constraintMessages(): ReadonlyMap<
    string,
    { readonly message: ConstraintMessage; readonly location: SourceLocation }
  > {
    return this.#constraintMessages;
  }

  /** @internal The relations along which deletes cascade. */
  get cascades(): ReadonlySet<string> {
    return this.#cascades;
  }

  /** @internal What is known of the entity, once its domain has linked. */
  get meta(): EntityMeta | undefined {
    return this.#meta;
  }

  /** @internal Called when the domain links; from then on nothing can be registered. */
  link(meta: EntityMeta): void {
    this.#meta = meta;
  }

  #checkOpen(): void {
    if (this.#meta !== undefined) throw new ConfigFrozenError({ type: this.entityName });
  }

  #addRule(rule: ValidationRule<T>): void {
    this.#checkOpen();
    this.#rules.push({
      rule: rule as ValidationRule<Entity>,
      name: rule.name === "" ? undefined : rule.name,
      location: new SourceLocation(),
    });
  }

  /** @internal The configs that apply to an entity type: those of its bases, the root's first, and its own. */
  static allOf(meta: EntityMeta): ReadonlyArray<ConfigApi<Entity>> {
    return [...meta.baseTypes, meta].flatMap((type) => ConfigApi.of(type) ?? []);
  }

  /** @internal The config of an entity type, as its class names it. */
  static of(meta: EntityMeta): ConfigApi<Entity> | undefined {
    return meta.config instanceof ConfigApi ? (meta.config as ConfigApi<Entity>) : undefined;
  }
}
