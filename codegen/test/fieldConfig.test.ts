// What the configuration says of single members: lazy columns, protected fields, large collections.
import { describe, expect, it } from "vitest";
import { checkConfig } from "../src/config/checkConfig.ts";
import type { Config, EntityConfig } from "../src/config/Config.ts";
import type { FieldModel } from "../src/model/DomainModel.ts";
import { modelOf } from "./modelOf.ts";
import { problemsOf } from "./problemsOf.ts";

const tables = {
  color: {
    columns: { code: "text!", name: "text!" },
    rows: [{ id: "1", code: "RED", name: "Red" }],
  },
  groups: { columns: { name: "text" } },
  documents: {
    columns: {
      title: "text!",
      body: "text",
      color_id: "-> color",
      group_id: "-> groups",
      owner_id: "-> groups unique",
      created_at: "timestamp with time zone",
    },
  },
  documents_to_groups: { columns: { document_id: "-> documents!", group_id: "-> groups!" } },
};

function fieldsOf(entity: string, config: EntityConfig): ReadonlyArray<FieldModel> {
  const model = modelOf(tables, { entities: { [entity]: config } });
  return model.entities.find(({ name }) => name === entity)!.fields;
}

describe("the configuration of members", () => {
  it("R-CONF-7/fields.f.lazy R-LAZY-1: a plain column can be lazy, by the name of its field or column", () => {
    const isLazy = (config: EntityConfig): ReadonlyArray<string> =>
      fieldsOf("Document", config).flatMap((field) =>
        field.kind === "primitive" && field.isLazy ? [field.name] : [],
      );
    expect([
      isLazy({ fields: { body: { lazy: true }, title: { lazy: false } } }),
      isLazy({ fields: { "column:body": { lazy: true, name: "text" } } }),
    ]).toEqual([["body"], ["text"]]);
  });

  it("R-CONF-7/fields.f.lazy: nothing else can be lazy, and no order is by what is", () => {
    expect(
      problemsOf(() =>
        fieldsOf("Document", {
          fields: { color: { lazy: true }, createdAt: { lazy: true }, body: { lazy: true } },
          orderBy: "body",
        }),
      ),
    ).toEqual([
      "entities.Document.fields.color.lazy: only plain columns can be left out, not enums",
      "entities.Document.fields.createdAt.lazy: only plain columns can be left out, not those that are kept by us",
      'entities.Document.orderBy: "body" is not a field with an optional ASC or DESC.',
    ]);
  });

  it("R-CONF-7/fields.f.readBack: a field that a trigger sets is read back whenever its row is written", () => {
    const readBack = fieldsOf("Document", { fields: { title: { readBack: true } } }).filter(
      (field) => "isReadBack" in field,
    );
    expect(readBack.map(({ name }) => name)).toEqual(["title"]);
  });

  it("R-CONF-7/fields.f.sensitive: a field's values can be hidden", () => {
    const sensitive = fieldsOf("Document", { fields: { title: { sensitive: true } } }).filter(
      (field) => "isSensitive" in field,
    );
    expect(sensitive.map(({ name }) => name)).toEqual(["title"]);
  });

  describe("what tells whether a row is as it was read", () => {
    const lockTables = {
      authors: { columns: { version: "integer!", updated_at: "timestamp with time zone!" } },
      books: { columns: { updated_at: "timestamp with time zone!" } },
      tags: { columns: { name: "text" } },
    };
    const tokens = (config: Config): unknown =>
      Object.fromEntries(
        modelOf(lockTables, config).entities.map(({ name, fields, isUnlocked }) => {
          const roles = fields.flatMap((field) =>
            field.kind === "primitive" ? (field.role ?? []) : [],
          );
          return [name, isUnlocked === true ? [...roles, "unlocked"] : roles];
        }),
      );

    it("R-CONF-6/optimisticLock R-OPLOCK-1: the version where there is one, else the time, unless the configuration says otherwise", () => {
      expect(tokens({})).toEqual({
        Author: ["version", "updatedAt"],
        Book: ["updatedAt"],
        Tag: [],
      });
      expect(tokens({ optimisticLock: "version" })).toEqual({
        Author: ["version", "updatedAt", "unlocked"],
        Book: ["updatedAt", "unlocked"],
        Tag: ["unlocked"],
      });
      expect(tokens({ optimisticLock: "updatedAt" })).toEqual({
        Author: ["updatedAt"],
        Book: ["updatedAt"],
        Tag: [],
      });
      expect(
        tokens({ optimisticLock: false, entities: { Book: { optimisticLock: "updatedAt" } } }),
      ).toEqual({
        Author: ["updatedAt", "unlocked"],
        Book: ["updatedAt"],
        Tag: ["unlocked"],
      });
    });

    it("R-CONF-7/.optimisticLock: what is asked for of an entity must be there", () => {
      const config = {
        Book: { optimisticLock: "version" },
        Tag: { optimisticLock: "updatedAt" },
      } as const;
      expect(problemsOf(() => modelOf(lockTables, { entities: config }))).toEqual([
        "entities.Book.optimisticLock: there is no column version that is integer and NOT NULL",
        "entities.Tag.optimisticLock: there is no column that keeps the time of the last change",
      ]);
      expect(problemsOf(() => checkConfig({ optimisticLock: true as never }))).toEqual([
        'optimisticLock: expected "version", "updatedAt" or false, got true',
      ]);
    });
  });

  it("R-CONF-7/fields.f.protected R-FIELD-10: a field can be protected, against setting or against reading as well", () => {
    const fields = fieldsOf("Document", {
      fields: { title: { protected: true }, color: { protected: "read" } },
    });
    expect(fields.flatMap((field) => ("protection" in field ? [field.protection] : []))).toEqual([
      "set",
      undefined,
      "read",
      undefined,
    ]);
    expect(
      problemsOf(() => fieldsOf("Document", { fields: { createdAt: { protected: true } } })),
    ).toEqual(["entities.Document.fields.createdAt.protected: nobody sets this field"]);
  });

  it("R-CONF-7/relations.r.large R-LARGE-1: a collection can be large, one-to-many or many-to-many", () => {
    const large = (entity: string, config: EntityConfig): ReadonlyArray<string> =>
      fieldsOf(entity, config).flatMap((field) =>
        "isLarge" in field && field.isLarge ? [field.name] : [],
      );
    expect([
      large("Group", { relations: { groupDocuments: { large: true } } }),
      large("Document", { relations: { groups: { large: true } } }),
    ]).toEqual([["groupDocuments"], ["groups"]]);
  });

  it("R-CONF-7/relations.r.large: what leads to one entity cannot be large", () => {
    const problem =
      "documents.owner_id leads to one entity from either end; only a collection can be large.";
    expect([
      problemsOf(() => fieldsOf("Document", { relations: { owner: { large: true } } })),
      problemsOf(() => fieldsOf("Group", { relations: { ownerDocument: { large: true } } })),
    ]).toEqual([[problem], [problem]]);
  });

  it("R-CONF-7/relations.r.orderBy R-CONF-7/relations.r.softDeletes: a collection can have an order of its own, and show what is softly deleted", () => {
    const shapes = (entity: string, config: EntityConfig): unknown =>
      fieldsOf(entity, config).flatMap((field) =>
        "shown" in field && field.shown.orderBy !== undefined ? [[field.name, field.shown]] : [],
      );
    expect([
      shapes("Group", { relations: { groupDocuments: { orderBy: "title DESC" } } }),
      shapes("Document", {
        relations: { groups: { orderBy: ["name", "id DESC"], softDeletes: "include" } },
      }),
    ]).toEqual([
      [["groupDocuments", { orderBy: "title DESC", showsSoftlyDeleted: false }]],
      [["groups", { orderBy: ["name", "id DESC"], showsSoftlyDeleted: true }]],
    ]);
  });

  it("R-CONF-7/relations.r.orderBy: is by fields of the entity that the collection leads to", () => {
    const problemsWith = (entity: string, config: EntityConfig): ReadonlyArray<string> =>
      problemsOf(() => fieldsOf(entity, config));
    expect([
      problemsWith("Group", { relations: { groupDocuments: { orderBy: ["title", "name"] } } }),
      problemsWith("Document", { relations: { group: { orderBy: "name" } } }),
      problemsWith("Group", { relations: { ownerDocument: { softDeletes: "include" } } }),
    ]).toEqual([
      [
        'entities.Group.relations.groupDocuments.orderBy: "name" is not a field with an optional ASC or DESC.',
      ],
      [
        "entities.Document.relations.group: it leads to one entity; only a collection has an order, and members to hide.",
      ],
      [
        "entities.Group.relations.ownerDocument: it leads to one entity; only a collection has an order, and members to hide.",
      ],
    ]);
  });

  it("R-CONF-2: other values than these are refused", () => {
    const config: unknown = {
      entities: {
        Document: {
          fields: { body: { lazy: "yes", protected: "write" } },
          relations: { group: { large: 1, skipRecursiveRelations: "no" } },
        },
      },
    };
    expect(problemsOf(() => checkConfig(config as Config))).toEqual([
      'entities.Document.fields.body.lazy: expected true or false, got "yes"',
      'entities.Document.fields.body.protected: expected true, false or "read", got "write"',
      "entities.Document.relations.group.large: expected true or false, got 1",
      'entities.Document.relations.group.skipRecursiveRelations: expected true or false, got "no"',
    ]);
  });
});
