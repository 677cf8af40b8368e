// Everything on the GraphQL side of a project: the schema merged into what people made of it, the resolvers that are missing, and the
// types that follow from the whole.
import { buildASTSchema, type GraphQLSchema, Kind } from "graphql";
import type { Named } from "../config/readNamed.ts";
import type { GraphqlSettings } from "../config/toGraphqlSettings.ts";
import { CodegenError } from "../errors/CodegenError.ts";
import type { DomainModel } from "../model/DomainModel.ts";
import { allResolvers } from "./allResolvers.ts";
import { checkNames } from "./checkNames.ts";
import { definitionsOf } from "./definitionsOf.ts";
import { enumResolvers } from "./enumResolvers.ts";
import { mergeSchema } from "./mergeSchema.ts";
import { printDefinition } from "./printDefinition.ts";
import { resolverFiles } from "./resolverFiles.ts";
import type { ResolverFolders } from "./ResolverPaths.ts";
import { resolverTest } from "./resolverTest.ts";
import { resolverTypes } from "./resolverTypes.ts";
import { SchemaHistory } from "./SchemaHistory.ts";
import { SchemaText } from "./SchemaText.ts";
import { Shown } from "./Shown.ts";
import { testUtils } from "./testUtils.ts";

export interface ScaffoldInput {
  readonly model: DomainModel;
  readonly settings: GraphqlSettings;
  /** Texts of the files below the folder of GraphQL, by path below it. */
  readonly existing: ReadonlyMap<string, string>;
  readonly folders: ResolverFolders;
  readonly context: Named | undefined;
}

export interface ScaffoldFile {
  /** Below the folder of GraphQL. */
  readonly path: string;
  /** `merge`: what `contents` says is what the file shall be, whatever form it has. */
  readonly mode: "always" | "once" | "merge";
  readonly contents: string;
}

export interface Scaffold {
  readonly files: ReadonlyArray<ScaffoldFile>;
  readonly warnings: ReadonlyArray<string>;
}

const schemaFolder = "schema/";
const resolverFolder = "resolvers/";
const enumsFile = "enums.graphql";
const historyFile = `${schemaFolder}.history.json`;

/** @throws CodegenError (`SCHEMA`, `CONFIG`) */
export function scaffoldGraphql(input: ScaffoldInput): Scaffold {
  const { model, settings, existing, folders, context } = input;
  const shown = new Shown(model, settings);
  const { merged, enums } = definitionsOf(shown);
  checkNames([...merged, ...enums]);
  const files = schemaFiles(existing);
  const text = new SchemaText(files);
  const history = SchemaHistory.parse(historyFile, existing.get(historyFile));
  const { files: changed, warnings } = mergeSchema(merged, text, history);
  const enumsText = `${enums.map((each) => printDefinition(each)).join("\n\n")}\n`;
  const after = new SchemaText(new Map([...files, ...changed]));
  const schema = schemaOf(new SchemaText(new Map([...after.files, [enumsFile, enumsText]])));
  const has = (type: string, field: string): boolean => after.find(type, field) !== undefined;
  const isStillThere = (type: string, member: string): boolean => {
    const [, field = member, arg] = /^(.+)\((.+)\)$/u.exec(member) ?? [];
    const found = after.find(type, field);
    if (found === undefined) return false;
    if (arg === undefined) return true;
    const args = "arguments" in found.node ? (found.node.arguments ?? []) : [];
    return args.some(({ name }) => name.value === arg);
  };
  const entities = [...shown.entities.values()];
  const once = [
    ...entities
      .flatMap((entity) => [
        ...resolverFiles(entity, shown, folders).filter(({ field, path }) =>
          field === undefined ? has(typeOf(path, shown), "id") : has(...field),
        ),
        ...(resolverTest(entity, shown, folders, has) === undefined
          ? []
          : [resolverTest(entity, shown, folders, has)!]),
      ])
      .map(({ path, contents }): ScaffoldFile => ({
        path: `${resolverFolder}${path}`,
        mode: "once",
        contents,
      })),
    {
      path: `${resolverFolder}testUtils.ts`,
      mode: "once" as const,
      contents: testUtils(folders, context),
    },
  ];
  const enumsCode = enumResolvers(shown);
  const always = (path: string, contents: string): ScaffoldFile => ({
    path: `${resolverFolder}${path}`,
    mode: "always",
    contents,
  });
  const resolverPaths = [...existing.keys(), ...once.map(({ path }) => path)]
    .filter((path) => path.startsWith(resolverFolder) && !path.endsWith(".test.ts"))
    .map((path) => path.slice(resolverFolder.length));
  return {
    warnings: [...shown.warnings, ...warnings.map((each) => `${schemaFolder}${each}`)],
    files: [
      ...[...changed].map(([path, contents]): ScaffoldFile => ({
        path: `${schemaFolder}${path}`,
        mode: "merge",
        contents,
      })),
      ...(enums.length === 0
        ? []
        : [{ path: `${schemaFolder}${enumsFile}`, mode: "always" as const, contents: enumsText }]),
      {
        path: historyFile,
        mode: "merge",
        contents: history.next(merged, isStillThere).toString(),
      },
      ...once,
      always("types.ts", resolverTypes({ schema, shown, folders, context })),
      ...(enumsCode === undefined ? [] : [always("enumResolvers.ts", enumsCode)]),
      always(
        "allResolvers.ts",
        allResolvers({
          schema,
          shown,
          folders,
          paths: resolverPaths,
          hasEnums: enumsCode !== undefined,
        }),
      ),
    ],
  };
}

/** The schema files that people may have written in; enums are written anew each time. */
function schemaFiles(existing: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    [...existing].flatMap(([path, text]) => {
      if (!path.startsWith(schemaFolder) || !path.endsWith(".graphql")) return [];
      const name = path.slice(schemaFolder.length);
      return name === enumsFile ? [] : [[name, text] as const];
    }),
  );
}

/** @throws CodegenError (`SCHEMA`) for what people wrote that makes no schema */
function schemaOf(text: SchemaText): GraphQLSchema {
  const definitions = [...text.documents.values()].flatMap((document) => document.definitions);
  try {
    return buildASTSchema({ kind: Kind.DOCUMENT, definitions });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const place = placeOf(error.message, text);
    throw new CodegenError("SCHEMA", [`${schemaFolder}${place}: ${error.message}`], {
      cause: error,
    });
  }
}

/** The first line that has a name of which GraphQL complains; it says itself no place. */
function placeOf(message: string, { files }: SchemaText): string {
  const names = Array.from(message.matchAll(/"(?:\w+\.)?(\w+)"/gu), ([, name]) => name!);
  for (const name of names)
    for (const [file, content] of files) {
      const at = new RegExp(`\\b${name}\\b`, "u").exec(content)?.index;
      if (at !== undefined) return `${file}:${content.slice(0, at).split("\n").length}`;
    }
  return "";
}

/** The type that a file of object resolvers is for: `objects/author/authorResolvers.ts`. */
function typeOf(path: string, shown: Shown): string {
  const name = /([^/]+)Resolvers\.ts$/u.exec(path)?.[1] ?? "";
  const entity = [...shown.entities.values()].find((each) => shown.names(each).one === name);
  return entity?.name ?? name;
}
