// A domain of every relation kind whose ids and keys are as a test wants them, in a schema of its own.
import {
  BaseEntity,
  type Collection,
  createDomain,
  type Domain,
  type EntityConstructor,
  type EntitySchema,
  type EntityTypes,
  field,
  type FieldSchema,
  type IdForm,
  type IdType,
  type KeyType,
  type LargeCollection,
  type LoadedCollection,
  type LoadedManyToOneReference,
  type LoadedOneToOneReference,
  type LoadedPolymorphicReference,
  type RecursiveCollection,
  relation,
} from "kingpost";

export interface IdDomainOptions {
  readonly idType: IdForm;
  readonly key: KeyType;
  readonly delimiter?: string;
}

/** What these tests give and look up is of no type that the compiler knows: it differs by domain. */
interface AnyTypes extends EntityTypes {
  id: IdType;
  fields: Record<string, never>;
  opts: Record<string, unknown>;
  filter: Record<string, unknown>;
  unique: Record<string, Record<string, unknown>>;
  order: Record<string, unknown>;
}

export abstract class NodeEntity extends BaseEntity {
  static readonly tagName: string = "n";
  declare readonly __types: AnyTypes;
  get name(): string {
    return field(this, "name");
  }
  get parent(): LoadedManyToOneReference<NodeEntity, NodeEntity, undefined> {
    return relation(this, "parent");
  }
  get children(): LoadedCollection<NodeEntity, NodeEntity> {
    return relation(this, "children");
  }
  get parentsRecursive(): RecursiveCollection<NodeEntity, NodeEntity> {
    return relation(this, "parentsRecursive");
  }
  get childrenRecursive(): RecursiveCollection<NodeEntity, NodeEntity> {
    return relation(this, "childrenRecursive");
  }
  get twin(): LoadedManyToOneReference<NodeEntity, NodeEntity, undefined> {
    return relation(this, "twin");
  }
  get twinOf(): LoadedOneToOneReference<NodeEntity, NodeEntity> {
    return relation(this, "twinOf");
  }
  get labels(): LoadedCollection<NodeEntity, LabelEntity> {
    return relation(this, "labels");
  }
  get notes(): Collection<NodeEntity, NoteEntity> {
    return relation(this, "notes");
  }
}

export abstract class LabelEntity extends BaseEntity {
  static readonly tagName: string = "l";
  declare readonly __types: AnyTypes;
  get name(): string {
    return field(this, "name");
  }
  get nodes(): LargeCollection<LabelEntity, NodeEntity> {
    return relation(this, "nodes");
  }
}

export abstract class NoteEntity extends BaseEntity {
  static readonly tagName: string = "no";
  declare readonly __types: AnyTypes;
  get about(): LoadedPolymorphicReference<NoteEntity, NodeEntity | LabelEntity, undefined> {
    return relation(this, "about");
  }
}

export interface IdDomain {
  readonly domain: Domain;
  /** Makes the tables anew. */
  readonly ddl: string;
  readonly Node: EntityConstructor<NodeEntity>;
  readonly Label: EntityConstructor<LabelEntity>;
  readonly Note: EntityConstructor<NoteEntity>;
  /** Extends Node, in a table of its own. */
  readonly Leaf: EntityConstructor<NodeEntity>;
}

const pgTypes = { int: "integer", bigint: "bigint", uuid: "uuid", text: "text" };

export function idDomain({ idType, key, delimiter = ":" }: IdDomainOptions): IdDomain {
  class Node extends NodeEntity {}
  class Label extends LabelEntity {}
  class Note extends NoteEntity {}
  class Leaf extends Node {}
  const schemaName = `ids_${idType.replace("-", "_")}_${key}${delimiter === "" ? "_bare" : ""}`;
  const type = pgTypes[key];

  const id = (table: string): EntitySchema["id"] => {
    if (key === "uuid") return { column: "id", key, generator: "uuid7" };
    if (key === "text") return { column: "id", key, generator: "application" };
    return { column: "id", key, generator: "sequence", sequence: `${schemaName}.${table}_id_seq` };
  };
  const entity = (
    tag: string,
    tableName: string,
    fields: Readonly<Record<string, FieldSchema>>,
  ): EntitySchema => ({
    tag,
    schemaName,
    tableName,
    id: id(tableName),
    fields,
    timestamps: {},
    uniques: [],
    foreignKeys: {},
  });
  const name: FieldSchema = { kind: "primitive", column: "name", type: "text", notNull: true };
  const m2o = (column: string, other: string, otherField: string): FieldSchema => ({
    kind: "m2o",
    other,
    otherField,
    column,
    type,
    notNull: false,
  });
  const joinTable = (column: string, otherColumn: string) => ({
    schemaName,
    tableName: "labels_to_nodes",
    column,
    otherColumn,
    unique: true,
  });

  const domain = createDomain({
    schema: {
      settings: { tagDelimiter: delimiter, idType },
      fingerprint: "0",
      enums: {},
      entities: {
        Node: entity("n", "nodes", {
          name,
          parent: m2o("parent_id", "Node", "children"),
          twin: m2o("twin_id", "Node", "twinOf"),
          children: { kind: "o2m", other: "Node", otherField: "parent" },
          twinOf: { kind: "o2o", other: "Node", otherField: "twin" },
          notes: { kind: "o2m", other: "Note", otherField: "aboutNode" },
          labels: {
            kind: "m2m",
            other: "Label",
            otherField: "nodes",
            joinTable: joinTable("node_id", "label_id"),
          },
          parentsRecursive: {
            kind: "recursive",
            other: "Node",
            otherField: "childrenRecursive",
            along: "parent",
          },
          childrenRecursive: {
            kind: "recursive",
            other: "Node",
            otherField: "parentsRecursive",
            along: "children",
          },
        }),
        Leaf: {
          ...entity("n", "leaves", {
            size: { kind: "primitive", column: "size", type: "integer", notNull: false },
          }),
          id: id("nodes"),
          subtypeOf: { base: "Node", kind: "cti" },
        },
        Label: entity("l", "labels", {
          name,
          notes: { kind: "o2m", other: "Note", otherField: "aboutLabel" },
          nodes: {
            kind: "m2m",
            other: "Node",
            otherField: "labels",
            joinTable: joinTable("label_id", "node_id"),
            large: true,
          },
        }),
        Note: entity("no", "notes", {
          about: { kind: "poly", notNull: false, components: ["aboutNode", "aboutLabel"] },
          aboutNode: m2o("about_node_id", "Node", "notes"),
          aboutLabel: m2o("about_label_id", "Label", "notes"),
        }),
      },
    },
    entities: () => ({ Node, Leaf, Label, Note }),
  });
  domain.boot();

  const serial =
    key === "int" || key === "bigint" ? `${type} GENERATED BY DEFAULT AS IDENTITY` : type;
  const ref = `DEFERRABLE INITIALLY DEFERRED`;
  const ddl = `
    DROP SCHEMA IF EXISTS ${schemaName} CASCADE;
    CREATE SCHEMA ${schemaName};
    SET search_path = ${schemaName};
    CREATE TABLE nodes (
      id ${serial} PRIMARY KEY, name text NOT NULL, parent_id ${type} REFERENCES nodes ${ref},
      twin_id ${type} UNIQUE REFERENCES nodes ${ref});
    CREATE TABLE leaves (id ${type} PRIMARY KEY REFERENCES nodes ${ref}, size integer);
    CREATE TABLE labels (id ${serial} PRIMARY KEY, name text NOT NULL);
    CREATE TABLE labels_to_nodes (
      label_id ${type} NOT NULL REFERENCES labels ${ref}, node_id ${type} NOT NULL REFERENCES nodes ${ref},
      PRIMARY KEY (label_id, node_id));
    CREATE TABLE notes (
      id ${serial} PRIMARY KEY, about_node_id ${type} REFERENCES nodes ${ref},
      about_label_id ${type} REFERENCES labels ${ref});
    RESET search_path;`;
  return { domain, ddl, Node, Label, Note, Leaf };
}
