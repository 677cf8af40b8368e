// What an entity file registers about its entity. Generated code makes one per entity; it belongs to the domain that links
// the class.
import { ConfigFrozenError } from "../errors/ConfigFrozenError.ts";
import { SourceLocation } from "../errors/SourceLocation.ts";
import { treeOf } from "../hints/parseHint.ts";
import { ReactiveTree } from "../hints/ReactiveTree.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ConfigDescription, EntityConfig } from "../types/ConfigDescription.ts";
import type { DefaultKey, DefaultValue, ReactiveDefault } from "../types/Default.ts";
import type { Entity, MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import type { Loaded, LoadHint } from "../types/Loaded.ts";
import type { ReactiveHint } from "../types/ReactiveHint.ts";
import type { MembersKey, RelationKey } from "../types/RelationKey.ts";
import type { RecursiveKey } from "../types/Tree.ts";
import { type CycleMessage, cycleRule } from "./builtIn/cycleRule.ts";
import type { ConstraintMessage } from "./ConstraintMessage.ts";
import type { Default } from "./Default.ts";
import { describeConfig } from "./describeConfig.ts";
import type { Hook, HookFn, HookKind } from "./Hook.ts";
import type { Cycle, ReactiveRule, RegisteredRule, ValidationRule } from "./Rule.ts";
import { TypeDefaults } from "./TypeDefaults.ts";
import { TypeHooks } from "./TypeHooks.ts";
import { TypeRules } from "./TypeRules.ts";

/** A type whose hooks come later, and where that was said. */
interface HookOrder {
  readonly other: MaybeAbstractEntityConstructor | string;
  readonly location: SourceLocation;
}

/**
 * `T` is the entity, `C` the application's context. That the config of one type is not that of another is said here, so that the
 * compiler need not compare all methods to know: that took 2,800 instantiations of every program.
 */
export class ConfigApi<in out T extends Entity, C = unknown> implements EntityConfig {
  readonly entityName: string;
  declare readonly __context?: C;
  readonly #defaults: Default[] = [];
  readonly #afterMetadata: Array<(meta: EntityMeta<T>) => void> = [];
  readonly #linkedDefaults = new WeakMap<EntityMeta, TypeDefaults>();
  readonly #hooks: Hook[] = [];
  readonly #runsHooksBefore: HookOrder[] = [];
  readonly #linkedRules = new WeakMap<EntityMeta, TypeRules>();
  /** By type, since a class without a config of its own has that of its base. */
  readonly #linkedHooks = new WeakMap<EntityMeta, TypeHooks>();
  readonly #rules: RegisteredRule[] = [];
  readonly #constraintMessages = new Map<
    string,
    { readonly message: ConstraintMessage; readonly location: SourceLocation }
  >();
  readonly #cascades = new Set<string>();
  readonly #touching = new Set<string>();
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
  addRule(rule: ValidationRule<T>): void;
  /**
   * Adds a rule that depends on what a hint names: it is asked about each entity from which anything of that was changed, also
   * when the entity itself was not. It is given the entity with what the hint names loaded, and nothing else. A key that
   * ends in `:ro` is loaded without being reacted to.
   * @example
   * config.addRule({ books: "title", firstName: {} }, (author) => {
   *   if (author.books.get.some((book) => book.title === author.firstName)) return "a book may not be named after its author";
   * });
   *
   * **SQL**: to find the entities, one statement per relation between them and what was changed, for all of a flush; then what the
   * hint names and is not loaded.
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked; DomainError (`DOMAIN`) then, when the hint names what
   * cannot be reacted to
   */
  addRule<const H extends ReactiveHint<T>>(hint: H, rule: ReactiveRule<T, H>): void;
  addRule(...args: RuleArguments): void {
    this.#addRule(args, false);
  }

  /**
   * Adds a rule that is asked when everything was written, within the transaction: it may find, and sees what was written. What it
   * answers takes everything back.
   * @example
   * config.addCommitRule(async (author) => {
   *   if ((await author.em.findCount(Author, { lastName: author.lastName })) > 3) return "too many of that name";
   * });
   *
   * **SQL**: none of its own; the flush sends COMMIT after its rules, in one more round trip.
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked
   */
  addCommitRule(rule: ValidationRule<T>): void;
  /** As `addRule` with a hint, asked when everything was written. */
  addCommitRule<const H extends ReactiveHint<T>>(hint: H, rule: ReactiveRule<T, H>): void;
  addCommitRule(...args: RuleArguments): void {
    this.#addRule(args, true);
  }

  /**
   * Adds a rule that no entity leads to itself by a recursive collection. It is asked when a link of the relation that is followed
   * was changed. When other code of a flush meets the cycle first, that rejects with the same message.
   * @example
   * config.addCycleRule("parentsRecursive", (folder, path) => `${folder.name} is inside itself: ${path.join(" > ")}`);
   *
   * **SQL**: one recursive statement for all entities of a flush that are not loaded that far.
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked
   */
  addCycleRule(field: RecursiveKey<T>, message: CycleMessage<T>): void {
    this.#addRule([cycleRule(field, message)], false, { field, message });
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
   * Called for each new entity of the flush, before anything is validated. It may change, create, delete and find; what it makes
   * dirty has its own hooks called in the next round.
   * @example
   * config.beforeCreate((book) => { book.order ??= 1; });
   *
   * **SQL**: what the hint names and is not loaded, for all entities of the round at once.
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked
   */
  beforeCreate(fn: HookFn<T, C>): void;
  beforeCreate<const H extends LoadHint<T>>(hint: H, fn: HookFn<Loaded<T, H>, C>): void;
  beforeCreate(...args: HookArguments): void {
    this.#addHook("beforeCreate", args);
  }

  /**
   * Called for each changed entity of the flush, before anything is validated; `entity.changes` tells what changed.
   * @example
   * config.beforeUpdate((author, ctx) => { if (author.changes.email.hasUpdated) ctx.log(author.changes.email.originalValue); });
   *
   * **SQL**: what the hint names and is not loaded, for all entities of the round at once.
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked
   */
  beforeUpdate(fn: HookFn<T, C>): void;
  beforeUpdate<const H extends LoadHint<T>>(hint: H, fn: HookFn<Loaded<T, H>, C>): void;
  beforeUpdate(...args: HookArguments): void {
    this.#addHook("beforeUpdate", args);
  }

  /**
   * Called for each new or changed entity of the flush, after `beforeCreate` and `beforeUpdate`.
   * @example
   * config.beforeFlush("publisher", (author, ctx) => { if (author.isNewEntity) author.publisher.get?.hired.add(author); });
   *
   * **SQL**: what the hint names and is not loaded, for all entities of the round at once.
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked
   */
  beforeFlush(fn: HookFn<T, C>): void;
  beforeFlush<const H extends LoadHint<T>>(hint: H, fn: HookFn<Loaded<T, H>, C>): void;
  beforeFlush(...args: HookArguments): void {
    this.#addHook("beforeFlush", args);
  }

  /**
   * Called for each entity that the flush deletes, while what points at it still does.
   * @example
   * config.beforeDelete("books", (author) => { for (const book of author.books.get) book.status = "orphaned"; });
   *
   * **SQL**: what the hint names and is not loaded, for all entities of the round at once.
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked
   */
  beforeDelete(fn: HookFn<T, C>): void;
  beforeDelete<const H extends LoadHint<T>>(hint: H, fn: HookFn<Loaded<T, H>, C>): void;
  beforeDelete(...args: HookArguments): void {
    this.#addHook("beforeDelete", args);
  }

  /**
   * Called for each new or changed entity once all rules have passed. It may not change entities.
   * @example
   * config.afterValidation((order, ctx) => ctx.audit.note(order));
   *
   * **SQL**: what the hint names and is not loaded, for all entities of the round at once.
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked
   */
  afterValidation(fn: HookFn<T, C>): void;
  afterValidation<const H extends LoadHint<T>>(hint: H, fn: HookFn<Loaded<T, H>, C>): void;
  afterValidation(...args: HookArguments): void {
    this.#addHook("afterValidation", args);
  }

  /**
   * Called for each entity that was created, updated or deleted, after everything was written and before COMMIT. It may run SQL in
   * the transaction, and throwing takes everything back. It may not change entities.
   * @example
   * config.beforeCommit((order, ctx) => ctx.jobs.enqueue(order.em, "ship", order.id));
   *
   * **SQL**: what the hint names and is not loaded, for all entities of the round at once.
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked
   */
  beforeCommit(fn: HookFn<T, C>): void;
  beforeCommit<const H extends LoadHint<T>>(hint: H, fn: HookFn<Loaded<T, H>, C>): void;
  beforeCommit(...args: HookArguments): void {
    this.#addHook("beforeCommit", args);
  }

  /**
   * Called for each entity that was created, updated or deleted, once that is committed. It may not change entities of this em;
   * what it throws rejects the flush with `AfterCommitError`, and everything stays committed.
   * @example
   * config.afterCommit((author, ctx) => ctx.mailer.welcome(author.id));
   *
   * **SQL**: what the hint names and is not loaded, for all entities of the round at once.
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked
   */
  afterCommit(fn: HookFn<T, C>): void;
  afterCommit<const H extends LoadHint<T>>(hint: H, fn: HookFn<Loaded<T, H>, C>): void;
  afterCommit(...args: HookArguments): void {
    this.#addHook("afterCommit", args);
  }

  /**
   * Gives a field of a new entity a value when nobody did: a value, or what a function makes of the entity once all that was
   * given to `em.create` is set. A key that was given stands as it is, also as `undefined` or `null`. It takes the place of a default
   * of the database and of one of the base's; codegen makes the field optional in `em.create`.
   * @example
   * config.setDefault("language", "en");
   * config.setDefault("slug", (book) => slugify(book.title));
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked
   */
  setDefault<K extends DefaultKey<T>>(field: K, value: DefaultValue<T, K>): void;
  /**
   * Gives a field of a new entity a value when the flush begins, or `em.setDefaults` is called: what the function makes of the entity
   * with what the hint names loaded, after the defaults of the fields that the hint names. `undefined` is no value.
   * @example
   * config.setDefault("notes", { author: "firstName" }, (book) => `by ${book.author.get.firstName}`);
   *
   * **SQL**: what the hint names and is not loaded, for all new entities at once.
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked; DomainError (`DOMAIN`) then, when defaults wait for each
   * other
   */
  setDefault<K extends DefaultKey<T>, const H extends ReactiveHint<T>>(
    field: K,
    hint: H,
    give: ReactiveDefault<T, C, K, H>,
  ): void;
  setDefault(...args: DefaultArguments): void {
    this.#checkOpen();
    const location = new SourceLocation();
    const [field] = args;
    if (args.length === 3) {
      const [, hint, give] = args;
      this.#defaults.push({
        field,
        hint: ReactiveTree.parse(hint),
        give: give as Default["give"],
        location,
      });
      return;
    }
    const [, value] = args;
    const give = typeof value === "function" ? (value as Default["give"]) : () => value;
    this.#defaults.push({ field, hint: undefined, give, location });
  }

  /**
   * Calls a function with what is known of the entity type, while the domain links.
   * @example
   * config.afterMetadata((meta) => audit.watch(meta.tableName));
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked
   */
  afterMetadata(fn: (meta: EntityMeta<T>) => void): void {
    this.#checkOpen();
    this.#afterMetadata.push(fn);
  }

  /**
   * Within a round of hooks, those of this type run before those of the other. The other type is given by its name where
   * importing its class would lead around in a circle.
   * @example
   * config.runHooksBefore(Book);
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked
   */
  runHooksBefore(other: MaybeAbstractEntityConstructor | string): void {
    this.#checkOpen();
    this.#runsHooksBefore.push({ other, location: new SourceLocation() });
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

  /**
   * Makes an entity part of the flush when a collection or one-to-one of it gained or lost a member: its hooks and rules run, and
   * `updatedAt` and its version move on. Owners that are not in memory are left alone.
   * @example
   * config.touchOnChange("tags");
   * @throws ConfigFrozenError (`CONFIG_FROZEN`) once the domain was linked
   */
  touchOnChange(relation: MembersKey<T>): void {
    this.#checkOpen();
    this.#touching.add(relation);
  }

  describe(): ConfigDescription {
    return describeConfig(this);
  }

  /** Does nothing; keeps the import of the config in a file that registers nothing yet. */
  placeholder(): void {}

  /** @internal */
  get rules(): ReadonlyArray<RegisteredRule> {
    return this.#rules;
  }

  /** @internal */
  get defaults(): ReadonlyArray<Default> {
    return this.#defaults;
  }

  /** @internal */
  get hooks(): ReadonlyArray<Hook> {
    return this.#hooks;
  }

  /** @internal */
  get runsHooksBefore(): ReadonlyArray<HookOrder> {
    return this.#runsHooksBefore;
  }

  /** @internal By the constraint's name. */
  get constraintMessages(): ReadonlyMap<
    string,
    { readonly message: ConstraintMessage; readonly location: SourceLocation }
  > {
    return this.#constraintMessages;
  }

  /** @internal The relations whose changes touch their owner. */
  get touching(): ReadonlySet<string> {
    return this.#touching;
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

  /** @internal The defaults of a type and its bases, once they are worked out. */
  linkDefaults(meta: EntityMeta, defaults: TypeDefaults): void {
    this.#linkedDefaults.set(meta, defaults);
  }

  /** @internal Called when everything is known of the type. */
  tellOf(meta: EntityMeta): void {
    for (const fn of this.#afterMetadata) fn(meta as unknown as EntityMeta<T>);
  }

  /** @internal The hooks of a type and its bases, once they are worked out. */
  linkHooks(meta: EntityMeta, hooks: TypeHooks): void {
    this.#linkedHooks.set(meta, hooks);
  }

  /** @internal The rules of a type and its bases, once they are worked out. */
  linkRules(meta: EntityMeta, rules: TypeRules): void {
    this.#linkedRules.set(meta, rules);
  }

  #checkOpen(): void {
    if (this.#meta !== undefined) throw new ConfigFrozenError({ type: this.entityName });
  }

  #addHook(kind: HookKind, args: HookArguments): void {
    this.#checkOpen();
    const [hint, fn] = args.length === 1 ? [undefined, args[0]] : args;
    this.#hooks.push({
      kind,
      hint: treeOf(hint),
      fn: fn as Hook["fn"],
      location: new SourceLocation(),
    });
  }

  #addRule(args: RuleArguments, isOfCommit: boolean, cycle?: Cycle): void {
    this.#checkOpen();
    const [hint, rule] = args.length === 1 ? [undefined, args[0]] : args;
    this.#rules.push({
      rule: rule as ValidationRule<Entity>,
      hint: hint === undefined ? undefined : ReactiveTree.parse(hint),
      isOfCommit,
      ...(cycle === undefined ? {} : { cycle }),
      name: rule.name === "" ? undefined : rule.name,
      location: new SourceLocation(),
    });
  }

  /** @internal The configs that apply to an entity type: those of its bases, the root's first, and its own. */
  static allOf(meta: EntityMeta): ReadonlyArray<ConfigApi<Entity>> {
    return [...meta.baseTypes, meta].flatMap((type) => ConfigApi.ownOf(type) ?? []);
  }

  /** @internal The defaults of an entity type and its bases. */
  static defaultsOf(meta: EntityMeta): TypeDefaults {
    const config = ConfigApi.of(meta);
    return (
      (config === undefined ? undefined : config.#linkedDefaults.get(meta)) ?? TypeDefaults.none
    );
  }

  /** @internal The hooks of an entity type and its bases. */
  static hooksOf(meta: EntityMeta): TypeHooks {
    const config = ConfigApi.of(meta);
    return (config === undefined ? undefined : config.#linkedHooks.get(meta)) ?? TypeHooks.none;
  }

  /** @internal The rules of an entity type and its bases. */
  static rulesOf(meta: EntityMeta): TypeRules {
    const config = ConfigApi.of(meta);
    return (config === undefined ? undefined : config.#linkedRules.get(meta)) ?? TypeRules.none;
  }

  /** @internal The config of an entity type, unless that is its base's. */
  static ownOf(meta: EntityMeta): ConfigApi<Entity> | undefined {
    const config = ConfigApi.of(meta);
    const base = meta.baseType;
    return base !== undefined && ConfigApi.of(base) === config ? undefined : config;
  }

  /** @internal The config of an entity type, as its class names it. */
  static of(meta: EntityMeta): ConfigApi<Entity> | undefined {
    return meta.config instanceof ConfigApi ? (meta.config as ConfigApi<Entity>) : undefined;
  }
}

type DefaultArguments =
  | readonly [field: string, value: unknown]
  | readonly [field: string, hint: unknown, give: (...args: never[]) => unknown];
type AnyHook = HookFn<never, never>;
type RuleArguments =
  | readonly [rule: ValidationRule<never>]
  | readonly [hint: unknown, rule: ValidationRule<never>];
type HookArguments = readonly [fn: AnyHook] | readonly [hint: unknown, fn: AnyHook];
