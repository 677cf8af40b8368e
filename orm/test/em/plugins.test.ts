import { ImmutableEntitiesPlugin, isInTrustedContext, Plugin, runInTrustedContext } from "kingpost";
import type { Entity, WriteTodos } from "kingpost";
import { afterEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { domain, EntityManager } from "../schema/entities/codegen/domain.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** Notes what it is told. */
class Notes extends Plugin {
  readonly lines: string[] = [];

  override beforeGetField(entity: Entity, field: string): void {
    this.lines.push(`get ${String(entity)}.${field}`);
  }

  override beforeSetField(entity: Entity, field: string, newValue: unknown): void {
    this.lines.push(`set ${String(entity)}.${field} = ${String(newValue)}`);
  }

  override beforeValidate(entities: ReadonlyArray<Entity>): void {
    this.lines.push(`before ${entities.join()}`);
  }

  override async afterValidate(entities: ReadonlyArray<Entity>): Promise<void> {
    await Promise.resolve();
    this.lines.push(`after ${entities.join()}`);
  }
}

/** Comes along to ems that are made from its em. */
class Companion extends Plugin {
  override maybeCloneForNewEm(): this {
    return this;
  }
}

function linesOf(entities: WriteTodos["entities"]): unknown[] {
  return Object.entries(entities).map(([type, { inserts, updates, deletes }]) => [
    type,
    inserts.join(),
    updates.join(),
    deletes.join(),
  ]);
}

function pairsOf(joinRows: WriteTodos["joinRows"]): unknown[] {
  return Object.entries(joinRows).map(([table, { newRows, deletedRows }]) => [
    table,
    newRows.length,
    deletedRows.length,
  ]);
}

describe("plugins", () => {
  afterEach(() => {
    domain.plugins.length = 0;
  });

  it("R-WRITE-15 hear what a flush will write and what it has written, before COMMIT, and may stop it at both", async () => {
    const made = database.newEm();
    const t1 = made.create(Tag, { name: "t1" });
    made.create(Book, {
      title: "b1",
      author: made.create(Author, { firstName: "a1" }),
      tags: [t1],
    });
    await made.flush();
    const told: unknown[] = [];
    let refused: "before" | "after" | undefined;
    class Writes extends Plugin {
      override async beforeWrite({ entities, joinRows }: WriteTodos): Promise<void> {
        await Promise.resolve();
        told.push(["before", linesOf(entities), pairsOf(joinRows)]);
        if (refused === "before") throw new Error("not now");
      }

      override afterWrite(
        entities: WriteTodos["entities"],
        joinRows: WriteTodos["joinRows"],
      ): void {
        told.push(["after", linesOf(entities), pairsOf(joinRows)]);
        if (refused === "after") throw new Error("not like that");
      }
    }
    const em = new EntityManager({}, { driver: database.driver, plugins: [new Writes()] });
    const book = await em.load(Book, "b:1", "tags");
    book.title = "b2";
    book.tags.set([em.create(Tag, { name: "t2" })]);
    const lines = [
      ["Tag", "Tag#1", "", ""],
      ["Book", "", "Book:1", ""],
    ];
    const pairs = [["books_to_tags", 1, 1]];
    refused = "before";
    expect(await database.statements(() => expect(em.flush()).rejects.toThrow("not now"))).toEqual([
      expect.stringContaining("nextval"),
    ]);
    refused = "after";
    await expect(em.flush()).rejects.toThrow("not like that");
    expect(await database.newEm().findCount(Tag, { name: "t2" })).toBe(0);
    refused = undefined;
    await em.flush();
    expect(await database.newEm().findCount(Tag, { name: "t2" })).toBe(1);
    expect(told).toEqual(
      ["before", "before", "after", "before", "after"].map((moment) => [moment, lines, pairs]),
    );
  });

  it("R-PLUG-1, R-EM-4/addPlugin are told of reads, sets and validation, once however often they are added", async () => {
    const notes = new Notes();
    const em = new EntityManager({}, { driver: database.driver, plugins: [notes] });
    em.addPlugin(notes);
    const author = em.create(Author, { firstName: "a1" });
    expect([author.firstName, author.age]).toEqual(["a1", undefined]);
    author.age = 7;
    author.age = 7;
    const book = em.create(Book, { title: "b1", author });
    await em.flush();
    expect(notes.lines).toEqual([
      "set Author#1.firstName = a1",
      "get Author#1.firstName",
      "get Author#1.age",
      "set Author#1.age = 7",
      "set Book#1.title = b1",
      "set Book#1.author = Author#1",
      `before Author#1,Book#1`,
      `after Author#1,Book#1`,
    ]);
    expect(book.author.id).toBe("a:1");
  });

  it("R-PLUG-1 serve many ems and keep none alive", () => {
    const notes = new Notes();
    const [one, two] = [database.newEm(), database.newEm()];
    one.addPlugin(notes);
    two.addPlugin(notes);
    expect(notes.ems).toEqual([one, two]);
    expect([one.getPlugins(), two.getPlugins()]).toEqual([[notes], [notes]]);
    one.clear();
    expect([one.getPlugins(), notes.ems]).toEqual([[notes], [one, two]]);
  });

  it("R-EM-2 come along to an em made from another one when they say so", () => {
    const [notes, companion] = [new Notes(), new Companion()];
    const em = new EntityManager({}, { driver: database.driver, plugins: [notes, companion] });
    expect(new EntityManager({}, { em }).getPlugins()).toEqual([companion]);
  });

  it("R-DOM-2 of the domain are added to every new em", () => {
    const notes = new Notes();
    domain.plugins.push(notes);
    expect(database.newEm().getPlugins()).toEqual([notes]);
  });

  it("R-PLUG-1 what one throws is thrown by the read or the set, which changes nothing", () => {
    class Closed extends Plugin {
      override beforeSetField(_: Entity, field: string): void {
        if (field === "lastName") throw new RangeError("closed");
      }
    }
    const em = database.newEm();
    em.addPlugin(new Closed());
    const author = em.create(Author, { firstName: "a1" });
    expect(() => {
      author.lastName = "l";
    }).toThrow(new RangeError("closed"));
    expect(author.lastName).toBe(undefined);
  });

  it("R-PLUG-4 immutable entities refuse every set, references included", async () => {
    const em = database.newEm();
    const book = em.create(Book, { title: "b1", author: em.create(Author, { firstName: "a1" }) });
    await em.flush();
    const immutable = new ImmutableEntitiesPlugin();
    em.addPlugin(immutable);
    immutable.addEntity(book);
    const other = em.create(Author, { firstName: "a2" });
    const refused = expect.objectContaining({ code: "IMMUTABLE_ENTITY" }) as Error;
    expect(() => {
      book.title = "b2";
    }).toThrow("Cannot set field title on immutable entity Book#1:1");
    expect(() => book.author.set(other)).toThrow(refused);
    expect(() => other.books.add(book)).toThrow(refused);
    expect(em.create(Tag, { name: "t1" }).name).toBe("t1");
    expect(em.pendingChanges.map(({ kind }) => kind)).toEqual(["create", "create"]);
  });

  it("R-PLUG-5 trusted code is told apart, through whatever it awaits, and from what runs beside it", async () => {
    const em = database.newEm();
    const beside = em.findCount(Tag, {}).then(() => isInTrustedContext());
    const inside = await runInTrustedContext(async () => {
      await em.findCount(Author, {});
      return isInTrustedContext();
    });
    expect([inside, await beside, isInTrustedContext()]).toEqual([true, false, false]);
  });
});
