// The JSON schema of the configuration, from the types in `src/config/Config.ts` and their documentation.
import { resolve } from "node:path";
import {
  type InterfaceDeclaration,
  type JSDoc,
  Node,
  Project,
  type SourceFile,
  type TypeElementTypes,
  type TypeNode,
} from "ts-morph";

type JsonSchema = Readonly<Record<string, unknown>>;

export function configSchemaOf(): JsonSchema {
  const project = new Project({ skipLoadingLibFiles: true, skipFileDependencyResolution: true });
  const file = project.addSourceFileAtPath(resolve(import.meta.dirname, "../src/config/Config.ts"));
  const definitions = [...file.getInterfaces(), ...file.getTypeAliases()]
    .filter((each) => each.isExported() && !/^(?:Config|Names\w*)$/u.test(each.getName()))
    .map((each) => [
      each.getName(),
      Node.isInterfaceDeclaration(each)
        ? objectOf(each, file)
        : { ...schemaOf(each.getTypeNodeOrThrow(), file), ...documentationOf(each.getJsDocs()) },
    ]);
  const { properties, ...root } = objectOf(file.getInterfaceOrThrow("Config"), file);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "kingpost.config.json",
    ...root,
    properties: { $schema: { type: "string" }, ...(properties as object) },
    $defs: Object.fromEntries(definitions) as unknown,
  };
}

function objectOf(declaration: InterfaceDeclaration, file: SourceFile): JsonSchema {
  const properties = [
    ...declaration.getBaseDeclarations().filter(Node.isInterfaceDeclaration),
    declaration,
  ].flatMap((each) => each.getProperties());
  const required = properties
    .filter((each) => !each.hasQuestionToken())
    .map((each) => each.getName());
  return {
    ...documentationOf(declaration.getJsDocs()),
    type: "object",
    properties: Object.fromEntries(
      properties.map((each) => [
        each.getName(),
        { ...documentationOf(each.getJsDocs()), ...schemaOf(each.getTypeNodeOrThrow(), file) },
      ]),
    ),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

function schemaOf(type: TypeNode, file: SourceFile): JsonSchema {
  if (Node.isUnionTypeNode(type)) return unionOf(type.getTypeNodes(), file);
  if (Node.isLiteralTypeNode(type)) return { const: JSON.parse(type.getText()) as unknown };
  if (Node.isParenthesizedTypeNode(type)) return schemaOf(type.getTypeNode(), file);
  if (Node.isTypeLiteral(type)) return literalOf(type.getMembers(), file);
  if (Node.isMappedTypeNode(type))
    return { type: "object", additionalProperties: schemaOf(type.getTypeNodeOrThrow(), file) };
  if (Node.isTypeReference(type))
    return referenceOf(type.getTypeName().getText(), type.getTypeArguments(), file);
  const name = type.getText();
  if (["string", "number", "boolean"].includes(name)) return { type: name };
  throw new Error(`The configuration has a type that JSON has no words for: ${name}`);
}

function referenceOf(
  name: string,
  parameters: ReadonlyArray<TypeNode>,
  file: SourceFile,
): JsonSchema {
  if (name === "ReadonlyArray") return { type: "array", items: schemaOf(parameters[0]!, file) };
  if (name === "Record" || name === "Entries")
    return { type: "object", additionalProperties: schemaOf(parameters[1]!, file) };
  if (name === "Readonly") return schemaOf(parameters[0]!, file);
  return { $ref: `#/$defs/${name}` };
}

function literalOf(members: ReadonlyArray<TypeElementTypes>, file: SourceFile): JsonSchema {
  const properties = members.filter(Node.isPropertySignature);
  const required = properties
    .filter((each) => !each.hasQuestionToken())
    .map((each) => each.getName());
  return {
    type: "object",
    properties: Object.fromEntries(
      properties.map((each) => [each.getName(), schemaOf(each.getTypeNodeOrThrow(), file)]),
    ),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

function unionOf(types: ReadonlyArray<TypeNode>, file: SourceFile): JsonSchema {
  const members = types
    .filter((each) => each.getText() !== "undefined" && !each.getText().includes("=>"))
    .map((each) => schemaOf(each, file));
  if (members.length === 1) return members[0]!;
  const constants = members.flatMap((each) => ("const" in each ? [each["const"]] : []));
  if (constants.length === members.length) return { enum: constants };
  const first = members.findIndex((each) => "const" in each);
  return {
    anyOf: members.flatMap((each, at) =>
      "const" in each ? (at === first ? [{ enum: constants }] : []) : [each],
    ),
  };
}

/** The words as the description; `@pattern` and the like as they are. */
function documentationOf(docs: ReadonlyArray<JSDoc>): JsonSchema {
  const [doc] = docs;
  if (doc === undefined) return {};
  const description = doc
    .getDescription()
    .trim()
    .replaceAll(/\s*\n\s*/gu, " ");
  const tags = doc.getTags().map((tag) => {
    const [name, value] = [tag.getTagName(), tag.getCommentText() ?? ""];
    return [name, name === "pattern" ? value : Number(value)];
  });
  return {
    ...(description === "" ? {} : { description }),
    ...(Object.fromEntries(tags) as object),
  };
}
