import { describe, expect, it } from "vitest";
// Entities that extend each other: by the key of their table, and by codes in one table.
import type { Config } from "../src/config/Config.ts";
import { type EasedOpt, easedOpts } from "../src/emit/easedOpts.ts";
import type { EmitSettings } from "../src/emit/EmitSettings.ts";
import { entityBase } from "../src/emit/entityBase.ts";
import type { DomainModel } from "../src/model/DomainModel.ts";
import { membersOf, modelOf } from "./modelOf.ts";
import { problemsOf } from "./problemsOf.ts";
import { referenceOf } from "./schemaOf.ts";

const animals = {
  animals: { columns: { name: "text!", owner_id: "-> owners" } },
  mammals: { columns: { id: "-> animals!", fur: "text" } },
  dogs: { columns: { id: "-> mammals!", size: "integer" } },
  cats: { columns: { id: "-> mammals!", size: "text", deleted_at: "timestamp with time zone" } },
  owners: { columns: { best_dog_id: "-> dogs" } },
};

const tasks = {
  task_type: {
    columns: { code: "text!", name: "text!" },
    rows: ["OLD", "NEW", "LOST"].map((code, at) => ({ id: String(at), code, name: code })),
  },
  tasks: {
    columns: {
      type_id: "-> task_type",
      old_note: "text",
      score: "integer",
      copied_from_id: "-> tasks",
    },
  },
  task_items: { columns: { task_id: "-> tasks!" } },
};

const type = { stiDiscriminator: { OLD: "TaskOld", NEW: "TaskNew" } };

describe("class-table inheritance", () => {
  it("R-SCHEMA-8: a table whose key refers to the key of another entity is a subtype of it, at any depth", () => {
    const model = modelOf(animals, { entities: { Animal: { abstract: true } } });
    expect(lineagesOf(model)).toEqual({
      Animal: ["an abstract type", "Mammal, Cat, Dog"],
      Cat: ["cti of Mammal", ""],
      Dog: ["cti of Mammal", ""],
      Mammal: ["cti of Animal", "Cat, Dog"],
      Owner: ["a type", ""],
    });
    expect(model.warnings).toEqual([]);
  });

  it("R-SCHEMA-8, R-CTI-4: a subtype has the fields of its own table, and its key is its base's id", () => {
    const model = modelOf(animals);
    expect(membersOf(model)).toEqual({
      Animal: { name: "primitive", owner: "m2o Owner.animals" },
      Cat: { size: "primitive", deletedAt: "primitive" },
      Dog: { size: "primitive", owners: "o2m Owner.bestDog" },
      Mammal: { fur: "primitive" },
      Owner: { bestDog: "m2o Dog.owners", animals: "o2m Animal.owner" },
    });
    const ids = model.entities.map(({ name, id }) => [name, id.column, id.generator, id.sequence]);
    expect(ids.filter(([name]) => name === "Animal" || name === "Dog")).toEqual([
      ["Animal", "id", "sequence", "public.animals_id_seq"],
      ["Dog", "id", "sequence", "public.animals_id_seq"],
    ]);
  });

  it("R-CTI-3: times and versions of a subtype's table are ordinary columns", () => {
    const { entities } = modelOf(animals);
    const cat = entities.find(({ name }) => name === "Cat")!;
    const roles = cat.fields.map((field) => [field.name, field.kind === "primitive" && field.role]);
    expect(roles).toEqual([
      ["size", undefined],
      ["deletedAt", undefined],
    ]);
  });

  it("R-INH-2: all types of a hierarchy have the tag of the root", () => {
    const { entities } = modelOf(animals, { entities: { Animal: { tag: "an" } } });
    expect(entities.map(({ name, tag }) => `${name} ${tag}`)).toEqual([
      "Animal an",
      "Cat an",
      "Dog an",
      "Mammal an",
      "Owner o",
    ]);
  });

  it("R-CTI-2: whether the database deletes a subtype's row with its base's is known", () => {
    const cascading = {
      ...referenceOf("dogs", "id", "animals"),
      onDelete: "cascade" as const,
    };
    const { entities } = modelOf({
      animals: {},
      cats: { columns: { id: "-> animals!" } },
      dogs: { columns: { id: "integer!" }, foreignKeys: [cascading] },
    });
    expect(entities.map(({ name, subtypeOf }) => [name, subtypeOf?.cascades])).toEqual([
      ["Animal", undefined],
      ["Cat", false],
      ["Dog", true],
    ]);
  });

  it("R-SCHEMA-8: a ring of keys is an error that names the tables", () => {
    expect(
      problemsOf(() =>
        modelOf({ a: { columns: { id: "-> b!" } }, b: { columns: { id: "-> a!" } } }),
      ),
    ).toEqual(["a → b → a: the key of each refers to the next, so no row can be the first."]);
  });

  it("R-SCHEMA-8: a key that refers to two tables extends the first, and a warning says so", () => {
    const { entities, warnings } = modelOf({
      a: {},
      b: {},
      c: { columns: { id: "-> a!" }, foreignKeys: [referenceOf("c", "id", "b")] },
    });
    expect(entities.at(-1)!.subtypeOf?.base).toBe("A");
    expect(warnings).toEqual([
      "c has a key that refers to more than one table; C extends A, and c_id_fkey makes no relation.",
    ]);
  });

  it("R-NAME-9: a member of a subtype must not have the name of one of its bases", () => {
    expect(
      problemsOf(() =>
        modelOf({
          animals: { columns: { name: "text" } },
          dogs: { columns: { id: "-> animals!", name: "text" } },
        }),
      ),
    ).toEqual([
      'Dog.name is the name of two members: one of Animal, which it extends, and column dogs.name; in the configuration write entities: { Dog: { fields: { "column:name": { name: "…" } } } }.',
    ]);
  });
});

describe("defaults of a subtype", () => {
  const sourceOf = (...defaults: string[]) => ({ defaults, scopes: [], properties: [] });

  it("R-INH-12, R-GEN-13: are known where a base must be given a value, at any depth, once", () => {
    const { entities } = modelOf(
      {
        animals: {
          columns: { name: "text!", sound: "text!", note: "text", owner_id: "-> owners!" },
        },
        mammals: { columns: { id: "-> animals!", fur: "text!" } },
        dogs: { columns: { id: "-> mammals!" } },
        owners: {},
      },
      {
        entities: {
          Mammal: { fields: { note: { notNull: true } } },
          Dog: { relations: { owner: { hasDefault: true } } },
        },
      },
      {
        Animal: sourceOf("sound"),
        Mammal: sourceOf("name", "sound"),
        Dog: sourceOf("name", "note", "fur"),
      },
    );
    const typed = (name: string) => entities.find((each) => each.name === name)!;
    const [animal, mammal, dog] = [typed("Animal"), typed("Mammal"), typed("Dog")];
    const shown = (all: ReadonlyArray<EasedOpt>) =>
      all.map(({ field, askedBy, givenBy }) => `${field.name} of ${askedBy} by ${givenBy}`);
    expect([
      shown(easedOpts(animal, [])),
      shown(easedOpts(mammal, [animal])),
      shown(easedOpts(dog, [animal, mammal])),
    ]).toEqual([
      [],
      ["name of Animal by Mammal"],
      [
        "name of Animal by Mammal",
        "note of Mammal by Dog",
        "fur of Mammal by Dog",
        "owner of Animal by Dog",
      ],
    ]);
  });

  it("R-INH-12, R-GEN-13: a field that the subtype itself requires is one that it has a default for", () => {
    const { entities } = modelOf(
      {
        animals: { columns: { name: "text" } },
        dogs: { columns: { id: "-> animals!" } },
      },
      { entities: { Dog: { fields: { name: { notNull: true } } } } },
      { Dog: sourceOf("name") },
    );
    expect(entities[1]!.narrowed).toMatchObject([
      { name: "name", notNull: true, hasDefaultInCode: true },
    ]);
  });

  it("R-DEF-2, R-GEN-13: a polymorphic reference that has a default may be left out", async () => {
    const tables = {
      comments: {
        columns: { text: "text", parent_author_id: "-> authors", parent_book_id: "-> books" },
      },
      authors: { columns: { name: "text" } },
      books: { columns: { name: "text" } },
    };
    const relations = { parent: { polymorphic: "notNull" as const } };
    const [model, plain] = [sourceOf("parent"), sourceOf()].map((Comment) =>
      modelOf(tables, { entities: { Comment: { relations } } }, { Comment }),
    );
    expect([optsOf(model!, "Comment"), optsOf(plain!, "Comment")]).toEqual([
      [
        "text?: string | null | undefined;",
        "parent?: CommentParent | AuthorId | BookId | undefined;",
      ],
      ["text?: string | null | undefined;", "parent: CommentParent | AuthorId | BookId;"],
    ]);
  });
});

/** What its options are in the code that is generated, but for the id. */
function optsOf(model: DomainModel, name: string): ReadonlyArray<string> {
  const entity = model.entities.find((each) => each.name === name)!;
  const text = entityBase(entity, model, {
    extension: ".ts",
    specifierOf: (path: string) => path,
  } as EmitSettings);
  const body = /interface \w+Opts \{([^}]*)\}/u.exec(text)![1]!;
  return body
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("id"));
}

describe("single-table inheritance", () => {
  it("R-STI-1: codes of a discriminator are types; codes that stand for none are allowed", () => {
    const model = modelOf(tasks, { entities: { Task: { fields: { type } } } });
    expect(lineagesOf(model)).toEqual({
      Task: ["a type", "TaskNew, TaskOld"],
      TaskItem: ["a type", ""],
      TaskNew: ["sti of Task for NEW", ""],
      TaskOld: ["sti of Task for OLD", ""],
    });
    expect(model.entities[0]!.discriminator).toBe("type");
  });

  it("R-STI-1: types extend each other by `extends`, also through types without a code", () => {
    const model = modelOf(tasks, {
      entities: {
        Task: {
          fields: {
            type: { stiDiscriminator: { OLD: "TaskOld", NEW: "TaskNew", LOST: "TaskLost" } },
          },
        },
        TaskPast: { extends: "Task", abstract: true },
        TaskOld: { extends: "TaskPast" },
        TaskLost: { extends: "TaskOld" },
      },
    });
    expect(lineagesOf(model)).toEqual({
      Task: ["a type", "TaskNew, TaskPast, TaskOld, TaskLost"],
      TaskItem: ["a type", ""],
      TaskLost: ["sti of TaskOld for LOST", ""],
      TaskNew: ["sti of Task for NEW", ""],
      TaskOld: ["sti of TaskPast for OLD", "TaskLost"],
      TaskPast: ["sti of Task, abstract", "TaskOld, TaskLost"],
    });
  });

  it("R-STI-2: stiType moves columns and both ends of relations, stiNotNull makes them required there", () => {
    const model = modelOf(tasks, {
      entities: {
        Task: {
          fields: {
            type,
            oldNote: { stiType: "TaskOld", stiNotNull: true },
            score: { stiType: ["TaskNew", "TaskOld"] },
          },
          relations: { copiedFrom: { stiType: "TaskNew" }, items: { stiType: "TaskNew" } },
        },
      },
    });
    expect(membersOf(model)).toEqual({
      Task: { type: "enum TaskType", tasks: "o2m TaskNew.copiedFrom" },
      TaskItem: { task: "m2o TaskNew.items" },
      TaskNew: { score: "primitive", copiedFrom: "m2o Task.tasks", items: "o2m TaskItem.task" },
      TaskOld: { oldNote: "primitive", score: "primitive" },
    });
    const old = model.entities.find(({ name }) => name === "TaskOld")!;
    expect(old.fields.map((field) => "notNull" in field && field.notNull)).toEqual([true, false]);
  });

  it("R-CONF-2: what contradicts itself or the schema is an error with its path", () => {
    const wrong = (entities: Config["entities"]): ReadonlyArray<string> =>
      problemsOf(() => modelOf(tasks, { entities: entities! }));
    expect(wrong({ Task: { fields: { type: { stiDiscriminator: { ODL: "TaskOld" } } } } })).toEqual(
      ['entities.Task.fields.type.stiDiscriminator: type_id never holds "ODL".'],
    );
    expect(
      wrong({
        Task: { fields: { type: { stiDiscriminator: { OLD: "TaskOld", NEW: "TaskOld" } } } },
      }),
    ).toEqual([
      "entities.Task.fields.type.stiDiscriminator: TaskOld has two codes, OLD and NEW; which one would a new TaskOld get?",
    ]);
    expect(wrong({ Task: { fields: { type, score: { stiType: "TaskItem" } } } })).toEqual([
      "entities.Task: score cannot move to TaskItem, which is no type of the same table.",
    ]);
    expect(wrong({ Task: { fields: { type } }, TaskOld: { extends: "TaskNwe" } })).toEqual([
      "entities.TaskOld.extends: TaskNwe is no type of tasks, did you mean TaskNew?",
    ]);
    expect(wrong({ Task: { fields: { type } }, TaskItem: { extends: "Task" } })).toEqual([
      "entities.Task: TaskItem cannot be a type of tasks, since it is the entity of task_items.",
      "entities.TaskItem: no code of tasks stands for it; give it one, or make it abstract.",
    ]);
    expect(wrong({ TaskItem: { extends: "Task" } })).toEqual([
      "entities.TaskItem.extends: TaskItem is no type of a single-table hierarchy, so what it extends is for the schema to say.",
    ]);
    expect(wrong({ TaskItem: { abstract: true } })).toEqual([
      "entities.TaskItem.abstract: nothing extends TaskItem, so nothing could be made.",
    ]);
  });
});

describe("what a subtype asks of inherited members", () => {
  it("R-INH-7, R-INH-8: `subType` and `notNull` narrow them", () => {
    const model = modelOf(
      {
        ...animals,
        animals: { columns: { name: "text", owner_id: "-> owners", mother_id: "-> animals" } },
        keepers: { columns: { id: "-> owners!" } },
      },
      {
        entities: {
          Animal: { relations: { mother: { subType: "self", otherName: "children" } } },
          Cat: { fields: { name: { notNull: true } } },
          Dog: { relations: { owner: { subType: "Keeper", notNull: true } } },
        },
      },
    );
    const narrowed = model.entities.map((entity) => [
      entity.name,
      entity.narrowed.map((field) => [
        field.name,
        "notNull" in field && field.notNull,
        "other" in field ? field.other : "",
      ]),
    ]);
    expect(Object.fromEntries(narrowed)).toEqual({
      Animal: [],
      Cat: [
        ["name", true, ""],
        ["mother", false, "Cat"],
      ],
      Dog: [
        ["owner", true, "Keeper"],
        ["mother", false, "Dog"],
      ],
      Keeper: [],
      Mammal: [["mother", false, "Mammal"]],
      Owner: [],
    });
  });

  it("R-INH-7: a relation cannot be narrowed to what is no subtype", () => {
    expect(
      problemsOf(() =>
        modelOf(animals, { entities: { Dog: { relations: { owner: { subType: "Cat" } } } } }),
      ),
    ).toEqual([
      "entities.Dog.relations.owner.subType: Cat is no subtype of Owner, to which the relation leads.",
    ]);
  });
});

function lineagesOf({ entities }: DomainModel): Record<string, [string, string]> {
  return Object.fromEntries(
    entities.map(({ name, subtypeOf, subTypes, isAbstract, discriminatorValue }) => {
      const code = discriminatorValue === undefined ? "" : ` for ${discriminatorValue}`;
      const kind =
        subtypeOf === undefined
          ? `a${isAbstract ? "n abstract" : ""} type`
          : `${subtypeOf.kind} of ${subtypeOf.base}${code}${isAbstract ? ", abstract" : ""}`;
      return [name, [kind, subTypes.join(", ")]];
    }),
  );
}
