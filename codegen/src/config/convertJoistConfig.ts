// A `joist-config.json` (2.3) as a configuration of ours.
import type { Config } from "./Config.ts";

export interface Converted {
  readonly config: Config;
  /** What has no counterpart, or is another thing here. */
  readonly notes: ReadonlyArray<string>;
}

type Json = Readonly<Record<string, unknown>>;

/** What a key becomes: an entry of the result, or nothing and perhaps a note. */
type Rule = (value: unknown, note: (text: string) => void) => Json;

export function convertJoistConfig(given: Json): Converted {
  const notes: string[] = [];
  const config = convert(given, topLevel, "", notes);
  const extension = extensionOf(given);
  return { config: { ...config, ...extension }, notes };
}

function convert(
  value: Json,
  rules: Readonly<Record<string, Rule>>,
  path: string,
  notes: string[],
): Json {
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, entry]) => {
      const at = path === "" ? key : `${path}.${key}`;
      const note = (text: string): void => void notes.push(`${at}: ${text}`);
      const rule = Object.hasOwn(rules, key) ? rules[key]! : dropped("there is no such key here");
      return rule(entry, note);
    }),
  ) as Json;
}

function same(key: string): Rule {
  return (value) => ({ [key]: value });
}

function dropped(text: string): Rule {
  return (_value, note) => {
    note(`${text}; left out`);
    return {};
  };
}

/** Modules are given as the configuration would import them, with what they end in. */
function named(key: string): Rule {
  return (value) => {
    const [, name, module] = /^([^@]+)@(.+)$/su.exec(String(value)) ?? [];
    if (name === undefined) return { [key]: value };
    const isOwn = /^(?:\.|src\/|@src\/)/u.test(module!);
    const path = isOwn
      ? `./${module!.replace(/^(?:\.\/|@)/u, "").replace(/\.[jt]s$/u, "")}.ts`
      : module!;
    return { [key]: `${name}@${path}` };
  };
}

function all(keys: string): Readonly<Record<string, Rule>> {
  return Object.fromEntries(keys.split(" ").map((key) => [key, same(key)]));
}

function each(key: string, rules: Readonly<Record<string, Rule>>): Rule {
  return (value, note) => ({
    [key]: Object.fromEntries(
      Object.entries((value ?? {}) as Readonly<Record<string, Json>>).map(([name, entry]) => {
        const inner: string[] = [];
        const converted = convert(entry, rules, name, inner);
        for (const text of inner) note(text);
        return [name, converted];
      }),
    ),
  });
}

const notBuilt = dropped("derived members are declared by the class itself");

const fields: Readonly<Record<string, Rule>> = {
  ...all("ignore protected notNull hasDefault lazy stiDiscriminator stiType stiNotNull name"),
  derived: notBuilt,
  type: named("type"),
  serde: (value, note) => {
    note("a codec has toDb and fromDb; see CustomSerde");
    return named("codec")(value, note);
  },
  zodSchema: named("schema"),
  superstruct: (value, note) => {
    note("a schema has to be of a Standard-Schema library");
    return named("schema")(value, note);
  },
};

const relations: Readonly<Record<string, Rule>> = {
  ...all("polymorphic large name otherName orderBy skipRecursiveRelations notNull hasDefault"),
  ...all("stiType stiNotNull subType"),
  derived: notBuilt,
};

const entities: Readonly<Record<string, Rule>> = {
  ...all("tag tableName orderBy abstract directory"),
  fields: each("fields", fields),
  relations: each("relations", relations),
};

const times: Rule = (value) => ({
  timestampColumns: Object.fromEntries(
    Object.entries(value as Readonly<Record<string, Json>>).map(
      ([key, { names, required, optional }]) => [
        key,
        {
          ...(names === undefined ? {} : { names }),
          ...(required === true || optional === false ? { required: true } : {}),
        },
      ],
    ),
  ),
});

const topLevel: Readonly<Record<string, Rule>> = {
  ...all("databaseUrl entitiesDirectory idType ignoredTables nonDeferredForeignKeys temporal"),
  ...all("docs outputDocs"),
  contextType: named("contextType"),
  timestampColumns: times,
  createFlushFunction: (value) => ({ testing: { flushFunction: value } }),
  entities: each("entities", entities),
  transactionType: dropped("a transaction is always a TransactionClient of kingpost/pg"),
  codegenPlugins: (value, note) => {
    const plugins = value as ReadonlyArray<string>;
    const isGraphql = plugins.some((plugin) => plugin.includes("graphql"));
    const others = plugins.filter((plugin) => !plugin.includes("graphql"));
    if (others.length > 0)
      note(
        `${others.join(", ")}: plugins are functions (model, settings) => FilePlan[] here; left out`,
      );
    return isGraphql ? { graphql: true } : {};
  },
  // Read together: what imports end in.
  esm: () => ({}),
  allowImportingTsExtensions: () => ({}),
  $schema: () => ({}),
  version: dropped("it is of the other product"),
  codemodVersion: dropped("it is of the other product"),
  skills: dropped("it is of the other product"),
};

function extensionOf({ esm, allowImportingTsExtensions }: Json): Json {
  return esm === true && allowImportingTsExtensions !== true ? { importExtension: ".js" } : {};
}
