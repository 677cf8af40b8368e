// Which entities extend which: tables whose key refers to another entity's key (class-table inheritance), and tables whose rows
// are of several types by what a column says (single-table inheritance).
import type { DbTable } from "kingpost/catalog";
import type { EntityConfig } from "../config/Config.ts";
import { nearest } from "../config/nearest.ts";
import { type Classified, inColumnOrder, keyOf, type NamedTable, shown } from "./classifyTables.ts";
import { compareText } from "./compareText.ts";
import { isView } from "./isView.ts";
import type { Problems } from "./Problems.ts";

/** An entity's place among the types that extend each other. */
export interface Lineage {
  readonly named: NamedTable;
  readonly base: string | undefined;
  readonly kind: "cti" | "sti";
  /** The database deletes its row with the base's. */
  readonly cascades: boolean;
  readonly isAbstract: boolean;
  /** What the discriminator holds in its rows. */
  readonly code: string | undefined;
}

export class Hierarchies {
  readonly #lineages: ReadonlyMap<string, Lineage>;
  /** By what they extend. */
  readonly #direct: ReadonlyMap<string | undefined, ReadonlyArray<string>>;

  constructor(lineages: ReadonlyMap<string, Lineage>) {
    this.#lineages = lineages;
    this.#direct = Map.groupBy(
      [...lineages.keys()].toSorted(compareText),
      (name) => lineages.get(name)!.base,
    );
  }

  of(entity: string): Lineage | undefined {
    return this.#lineages.get(entity);
  }

  /** The entities that only single-table inheritance makes. */
  get added(): ReadonlyArray<NamedTable> {
    return [...this.#lineages.values()].flatMap(({ kind, base, named }) =>
      kind === "sti" && base !== undefined ? [named] : [],
    );
  }

  /** What it extends, the root first. */
  basesOf(entity: string): string[] {
    const base = this.of(entity)?.base;
    return base === undefined ? [] : [...this.basesOf(base), base];
  }

  rootOf(entity: string): string {
    return this.basesOf(entity)[0] ?? entity;
  }

  /** What extends it, directly or not, each after what it extends and else by name. */
  subTypesOf(entity: string): string[] {
    const direct = this.#direct.get(entity) ?? [];
    return direct.flatMap((name) => [name, ...this.subTypesOf(name)]);
  }

  isSubType(entity: string, of: string): boolean {
    return this.basesOf(entity).includes(of);
  }
}

type Configs = Readonly<Record<string, EntityConfig>>;

export function hierarchiesOf(
  { entities }: Classified,
  config: Configs,
  problems: Problems,
): Hierarchies {
  const lineages = new Map<string, Lineage>();
  addClassTables(entities, config, lineages, problems);
  addSingleTables(entities, config, lineages, problems);
  for (const [name, { abstract }] of Object.entries(config))
    if (abstract === true && ![...lineages.values()].some(({ base }) => base === name))
      problems.error(
        `entities.${name}.abstract: nothing extends ${name}, so nothing could be made.`,
      );
  return new Hierarchies(lineages);
}

function addClassTables(
  entities: ReadonlyArray<NamedTable>,
  config: Configs,
  lineages: Map<string, Lineage>,
  problems: Problems,
): void {
  const byKey = new Map(entities.map((each) => [keyOf(each.table), each]));
  const bases = new Map<NamedTable, { base: NamedTable; cascades: boolean }>();
  for (const named of entities.filter(({ table }) => !isView(table)))
    for (const key of inColumnOrder(named.table)) {
      const base = byKey.get(keyOf({ schema: key.references.schema, name: key.references.table }));
      const isKey = key.columns.join() === named.table.primaryKey!.columns.join();
      if (base === undefined || !isKey) continue;
      if (key.references.columns[0] !== base.table.primaryKey!.columns[0]) continue;
      const known = bases.get(named);
      if (known === undefined) bases.set(named, { base, cascades: key.onDelete === "cascade" });
      else
        problems.warn(
          `${shown(named.table)} has a key that refers to more than one table; ${named.name} extends ${known.base.name}, and ${key.name} makes no relation.`,
        );
    }
  for (const ring of ringsOf(bases))
    problems.error(
      `${ring.map(({ table }) => shown(table)).join(" → ")}: the key of each refers to the next, so no row can be the first.`,
    );
  problems.throwErrors();
  const add = (named: NamedTable, base?: string, cascades = false): void => {
    lineages.set(named.name, {
      named,
      base,
      kind: "cti",
      cascades,
      isAbstract: config[named.name]?.abstract === true,
      code: undefined,
    });
  };
  for (const { base } of bases.values()) if (!bases.has(base)) add(base);
  for (const [named, { base, cascades }] of bases) add(named, base.name, cascades);
}

function ringsOf(bases: ReadonlyMap<NamedTable, { readonly base: NamedTable }>): NamedTable[][] {
  const rings: NamedTable[][] = [];
  const seen = new Set<NamedTable>();
  for (const start of bases.keys()) {
    const path: NamedTable[] = [];
    for (let at: NamedTable | undefined = start; at !== undefined; at = bases.get(at)?.base) {
      if (path.includes(at)) {
        const ring = path.slice(path.indexOf(at));
        if (!ring.some((each) => seen.has(each))) rings.push([...ring, at]);
        for (const each of ring) seen.add(each);
        break;
      }
      path.push(at);
    }
  }
  return rings;
}

function addSingleTables(
  entities: ReadonlyArray<NamedTable>,
  config: Configs,
  lineages: Map<string, Lineage>,
  problems: Problems,
): void {
  const roots = new Set<string>();
  for (const root of entities) {
    const codes = codesIn(root.name, config[root.name], problems);
    if (codes === undefined) continue;
    if (lineages.has(root.name)) {
      problems.error(
        `entities.${root.name}: a hierarchy is either of tables or of codes in one table, not both.`,
      );
      continue;
    }
    roots.add(root.name);
    addTypes(root, codes, entities, config, lineages, problems);
  }
  for (const [name, { extends: base }] of Object.entries(config))
    if (base !== undefined && lineages.get(name)?.kind !== "sti")
      problems.error(
        `entities.${name}.extends: ${name} is no type of a single-table hierarchy, so what it extends is for the schema to say.`,
      );
}

/** Code → type, as the discriminator's configuration has them. */
function codesIn(
  entity: string,
  config: EntityConfig | undefined,
  problems: Problems,
): ReadonlyMap<string, string> | undefined {
  const found = Object.entries(config?.fields ?? {}).filter(
    ([, { stiDiscriminator }]) => stiDiscriminator !== undefined,
  );
  const [first, second] = found;
  if (first === undefined) return undefined;
  if (second !== undefined)
    problems.error(
      `entities.${entity}.fields: ${first[0]} and ${second[0]} cannot both be the discriminator.`,
    );
  const path = `entities.${entity}.fields.${first[0]}.stiDiscriminator`;
  const codes = new Map<string, string>();
  for (const [code, type] of Object.entries(first[1].stiDiscriminator!)) {
    const other = [...codes].find(([, known]) => known === type);
    if (other !== undefined)
      problems.error(
        `${path}: ${type} has two codes, ${other[0]} and ${code}; which one would a new ${type} get?`,
      );
    codes.set(code, type);
  }
  return codes;
}

function addTypes(
  root: NamedTable,
  codes: ReadonlyMap<string, string>,
  entities: ReadonlyArray<NamedTable>,
  config: Configs,
  lineages: Map<string, Lineage>,
  problems: Problems,
): void {
  const types = new Set([root.name, ...codes.values()]);
  // Types without rows of their own are named only by what extends what; the set grows while it is walked.
  for (const _ of types)
    for (const [name, { extends: base }] of Object.entries(config))
      if (base !== undefined && types.has(base)) types.add(name);
      else if (base !== undefined && types.has(name) && Object.hasOwn(config, base))
        types.add(base);
  for (const name of types) {
    const code = [...codes].find(([, type]) => type === name)?.[0];
    const base = name === root.name ? undefined : (config[name]?.extends ?? root.name);
    if (base !== undefined) checkType(root, name, base, types, entities, problems);
    if (base !== undefined && code === undefined && config[name]?.abstract !== true)
      problems.error(
        `entities.${name}: no code of ${shown(root.table)} stands for it; give it one, or make it abstract.`,
      );
    lineages.set(name, {
      named: { name, table: root.table },
      base,
      kind: "sti",
      cascades: false,
      isAbstract: config[name]?.abstract === true,
      code,
    });
  }
  for (const name of types) {
    const path = [name];
    for (let at = lineages.get(name)?.base; at !== undefined; at = lineages.get(at)?.base) {
      if (path.includes(at)) {
        problems.error(`entities.${name}.extends: ${[...path, at].join(" → ")} is a ring.`);
        problems.throwErrors();
      }
      path.push(at);
    }
  }
}

function checkType(
  root: NamedTable,
  name: string,
  base: string,
  types: ReadonlySet<string>,
  entities: ReadonlyArray<NamedTable>,
  problems: Problems,
): void {
  if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name))
    problems.error(`entities.${root.name}: ${JSON.stringify(name)} is not the name of a class.`);
  const clash = entities.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (clash !== undefined)
    problems.error(
      `entities.${root.name}: ${name} cannot be a type of ${shown(root.table)}, since it is the entity of ${shown(clash.table)}.`,
    );
  if (!types.has(base)) {
    const meant = nearest(base, types);
    problems.error(
      `entities.${name}.extends: ${base} is no type of ${shown(root.table)}${meant === undefined ? "" : `, did you mean ${meant}?`}`,
    );
  }
}

/** The key of a class-table subtype is the link to what it extends, and no relation. */
export function isLinkToBase(
  table: DbTable,
  column: string,
  entity: string,
  hierarchies: Hierarchies,
): boolean {
  const lineage = hierarchies.of(entity);
  return (
    lineage?.kind === "cti" && lineage.base !== undefined && table.primaryKey!.columns[0] === column
  );
}
