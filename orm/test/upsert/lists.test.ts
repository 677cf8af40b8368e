// Collections in input: lists that are all there is to be, and lists that say what becomes of single members.
import { cannotBeUpdated } from "kingpost";
import { InvalidInputError, ValidationErrors } from "kingpost/errors";
import { describe, expect, it } from "vitest";
import { useClubs } from "../flush/clubDomain.ts";
import { Article } from "../schema/entities/Article.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Critic } from "../schema/entities/Critic.ts";
import { Keeper } from "../schema/entities/Keeper.ts";
import { Reader } from "../schema/entities/Reader.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { Topic } from "../schema/entities/Topic.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const clubs = useClubs(database);

const operations = (sent: ReadonlyArray<{ readonly operation?: string | undefined }>): unknown[] =>
  sent.map(({ operation }) => operation);

/** b1 has the tags sea and sky. */
async function givenTags(): Promise<void> {
  const em = database.newEm();
  const author = em.create(Author, { firstName: "a" });
  const [sea, sky] = ["sea", "sky"].map((name) => em.create(Tag, { name }));
  em.create(Tag, { name: "sun" });
  em.create(Book, { title: "b", author, tags: [sea!, sky!] });
  await em.flush();
}

const tagsOfBook = (): Promise<unknown> =>
  database.query(
    "SELECT name FROM tags JOIN books_to_tags ON tags.id = tag_id WHERE book_id = 1 ORDER BY 1",
  );

describe("lists in input", () => {
  it("R-UPS-6, R-UPS-10 are all that a collection is to have: ids, entities and input; null and the empty list empty it", async () => {
    await givenTags();
    const em = database.newEm();
    const sun = await em.load(Tag, "t:3");
    const sent = await database.recorded(() =>
      em.upsert(Book, { id: "b:1", tags: ["t:1", sun, { name: "new" }] }),
    );
    expect(operations(sent)).toEqual(["load Book", "load Book.tags"]);
    await em.flush();
    expect(await tagsOfBook()).toEqual([{ name: "new" }, { name: "sea" }, { name: "sun" }]);
    await em.upsert(Book, { id: "b:1", tagIds: ["t:2"] });
    await em.flush();
    expect(await tagsOfBook()).toEqual([{ name: "sky" }]);
    await em.upsert(Book, { id: "b:1", tags: null });
    await em.flush();
    expect(await tagsOfBook()).toEqual([]);
    expect(await database.query("SELECT count(*)::int FROM tags")).toEqual([{ count: 4 }]);
  });

  it("R-UPS-6 unset the reference of children that are left out, which fails where it has to lead somewhere", async () => {
    const em = database.newEm();
    const [k] = [em.create(Keeper, { name: "k" })];
    await k.setDeepPartial({
      animals: [
        { type: "Dog", name: "d1", breed: "x" },
        { type: "Dog", name: "d2", breed: "x" },
      ] as never,
    });
    const author = await em.upsert(Author, {
      firstName: "a",
      books: [{ title: "b1" }, { title: "b2" }],
    });
    await em.flush();
    await k.setDeepPartial({ animals: ["an:2"] });
    await em.flush();
    expect(await database.query("SELECT name, keeper_id FROM animals ORDER BY id")).toEqual([
      { name: "d1", keeper_id: null },
      { name: "d2", keeper_id: 1 },
    ]);
    await author.setDeepPartial({ books: [] });
    await expect(em.flush()).rejects.toThrow(ValidationErrors);
  });

  it("R-UPS-6, R-O2M-4 delete owned members that are left out: by input, by set, loaded or not", async () => {
    const configured = clubs(({ club, player }) => {
      club.cascadeDelete("players" as never);
      player.addRule(cannotBeUpdated("club"));
    });
    const { Club, Player } = configured;
    const em = configured.newEm();
    const made = await em.upsert(Club, {
      name: "c",
      players: ["p1", "p2", "p3"].map((name) => ({ name })),
    } as never);
    await em.flush();
    await made.setDeepPartial({ players: ["p:1", "p:2"] } as never);
    await em.flush();
    expect(await database.query("SELECT name FROM clubs.players")).toEqual([
      { name: "p1" },
      { name: "p2" },
    ]);
    const reading = configured.newEm();
    const club = await reading.load(Club, "c:1");
    club.players.set([await reading.load(Player, "p:2")]);
    await reading.flush();
    expect(await database.query("SELECT name FROM clubs.players")).toEqual([{ name: "p2" }]);
    club.players.set([]);
    await reading.flush();
    expect(await database.query("SELECT name FROM clubs.players")).toEqual([]);
  });

  it("R-O2M-4 children are not owned when their reference may change under a condition, or deletes do not cascade", async () => {
    for (const configure of [
      (configs: Parameters<Parameters<typeof clubs>[0]>[0]) => {
        configs.club.cascadeDelete("players" as never);
        configs.player.addRule(cannotBeUpdated("club", () => true));
      },
      (configs: Parameters<Parameters<typeof clubs>[0]>[0]) => {
        configs.player.addRule(cannotBeUpdated("name"));
      },
    ]) {
      const configured = clubs(configure);
      const { Club, Player } = configured;
      const em = configured.newEm();
      const club = em.create(Club, { name: "c", players: [em.create(Player, { name: "p" })] });
      await em.flush();
      await club.setDeepPartial({ players: [] } as never);
      await em.flush();
      expect(em.lastFlush?.deleted).toEqual([]);
      expect(
        await database.query("SELECT club_id FROM clubs.players ORDER BY id DESC LIMIT 1"),
      ).toEqual([{ club_id: null }]);
    }
  });

  it("R-UPS-7 with `op` change what they name, without loading the rest", async () => {
    await givenTags();
    const em = database.newEm();
    const book = await em.load(Book, "b:1");
    const sent = await database.recorded(() =>
      book.setDeepPartial({
        tags: [
          { op: "include", name: "added" },
          { op: "include", id: "t:3", name: "sun!" },
          { op: "remove", id: "t:1" },
        ],
      }),
    );
    expect(operations(sent)).toEqual(["load Tag"]);
    await em.flush();
    expect(await tagsOfBook()).toEqual([{ name: "added" }, { name: "sky" }, { name: "sun!" }]);
    const author = await em.load(Author, "a:1");
    await author.setDeepPartial({ books: [{ op: "include", title: "more" }] });
    await author.setDeepPartial({ books: [{ op: "incremental" }] });
    await book.setDeepPartial({ tags: [{ op: "delete", id: "t:2" }] });
    await em.flush();
    expect(await database.query("SELECT title FROM books ORDER BY id")).toEqual([
      { title: "b" },
      { title: "more" },
    ]);
    expect(await tagsOfBook()).toEqual([{ name: "added" }, { name: "sun!" }]);
    expect(await database.query("SELECT name FROM tags ORDER BY id")).toEqual([
      { name: "sea" },
      { name: "sun!" },
      { name: "added" },
    ]);
  });

  it("R-UPS-7 `delete` deletes softly what can be", async () => {
    const em = database.newEm();
    const reader = await em.upsert(Reader, {
      email: "r@x",
      name: "r",
      loans: [{ title: "l1" }, { title: "l2" }, { title: "l3" }],
    });
    await em.flush();
    await reader.setDeepPartial({ loans: [{ op: "delete", id: "l:1" }, { op: "incremental" }] });
    await em.flush();
    // What is softly deleted is no part of what is replaced.
    await reader.setDeepPartial({ loans: ["l:3", { id: "l:2", delete: true }] });
    await em.flush();
    expect(
      await database.query(
        "SELECT title, reader_id, deleted_at IS NULL AS there FROM loans ORDER BY id",
      ),
    ).toEqual([
      { title: "l1", reader_id: 1, there: false },
      { title: "l2", reader_id: 1, there: false },
      { title: "l3", reader_id: 1, there: true },
    ]);
  });

  it("R-UPS-7 an `op` on one item asks for one on all; null and undefined are none", async () => {
    await givenTags();
    const em = database.newEm();
    const book = await em.load(Book, "b:1");
    const refused = (tags: unknown): Promise<unknown> =>
      book.setDeepPartial({ tags } as never).catch((error: unknown) => error);
    const sentence = "If any child sets the `op` key, then all children must have the `op` key.";
    for (const other of [{ name: "x" }, "t:1", await em.load(Tag, "t:1")]) {
      const error = (await refused([{ op: "include", name: "y" }, other])) as InvalidInputError;
      expect([error.message, error.code, error.path]).toEqual([sentence, "INVALID_INPUT", "tags"]);
    }
    expect(((await refused([{ op: "incremental", name: "x" }])) as Error).message).toBe(
      'Invalid input at tags[0]: Book.tags says nothing with op "incremental"',
    );
    expect(((await refused([{ op: "drop", id: "t:1" }])) as Error).message).toBe(
      'Invalid input at tags[0]: Tag.op is none of "include", "remove", "delete" and "incremental"',
    );
    expect(((await refused([{ op: "remove" }])) as Error).message).toBe(
      "Invalid input at tags[0]: Book.tags needs the id of what to remove",
    );
    await book.setDeepPartial({
      tags: [
        { op: null, id: "t:1" },
        { op: undefined, id: "t:3" },
      ],
    });
    await em.flush();
    expect(await tagsOfBook()).toEqual([{ name: "sea" }, { name: "sun" }]);
  });

  it("R-UPS-8 in lists of all, `delete` deletes and `remove` drops a member", async () => {
    await givenTags();
    const em = database.newEm();
    await em.upsert(Book, {
      id: "b:1",
      tags: [
        { id: "t:1", delete: true },
        { id: "t:2", remove: true },
        { id: "t:3", delete: false, remove: null },
      ],
    });
    await em.flush();
    expect(await tagsOfBook()).toEqual([{ name: "sun" }]);
    expect(await database.query("SELECT name FROM tags ORDER BY id")).toEqual([
      { name: "sky" },
      { name: "sun" },
    ]);
    await expect(
      em.upsert(Book, { id: "b:1", tags: [{ id: "t:2", delete: true }] }),
    ).rejects.toThrow(
      "Invalid input at tags[0]: Book.tags cannot delete Tag:2, which is no member",
    );
    await expect(
      em.upsert(Book, { id: "b:1", tags: [{ id: "t:2", delete: "yes" as never }] }),
    ).rejects.toThrow("Invalid input at tags[0]: Tag.delete is neither true nor false");
  });

  it("R-UPS-10 enum collections take codes, all or single ones", async () => {
    const em = database.newEm();
    const topic = await em.upsert(Topic, { id: null, name: "T", genres: ["DRAMA"] });
    const article = await em.upsert(Article, { title: "A", colors: ["RED", "BLUE"] });
    expect([await topic.genres.load(), await article.colors.load()]).toEqual([
      ["DRAMA"],
      ["RED", "BLUE"],
    ]);
    await article.setDeepPartial({
      colors: [
        { op: "include", code: "GREEN" },
        { op: "remove", code: "RED" },
      ],
    });
    expect(await article.colors.load()).toEqual(["GREEN", "BLUE"]);
    await article.setDeepPartial({ colors: null });
    expect(await article.colors.load()).toEqual([]);
    await expect(article.setDeepPartial({ colors: ["PINK" as never] })).rejects.toThrow(
      "Invalid input at colors[0]: Article.colors ",
    );
    await expect(
      article.setDeepPartial({ colors: ["RED", { op: "remove", code: "BLUE" }] }),
    ).rejects.toThrow("If any child sets the `op` key, then all children must have the `op` key.");
  });

  it("R-UPS-3 the same child twice, and one relation under both its names, are refused", async () => {
    await givenTags();
    const em = database.newEm();
    await expect(
      em.upsert(Book, { id: "b:1", tags: ["t:1", { id: "t:1", name: "x" }] }),
    ).rejects.toThrow("Invalid input at tags: Book.tags names t:1 twice");
    await expect(em.upsert(Book, { id: "b:1", author: "a:1", authorId: "a:1" })).rejects.toThrow(
      "Invalid input at authorId: Book.author is given twice: as author and as authorId",
    );
    await expect(em.upsert(Book, { id: "b:1", tagIds: ["t:1"], tags: [] })).rejects.toThrow(
      InvalidInputError,
    );
    await em.upsert(Book, { id: "b:1", author: undefined, authorId: "a:1" });
    expect(em.pendingChanges).toEqual([]);
  });

  it("R-UPS-6 large collections and those that are worked out are no part of input", async () => {
    const em = database.newEm();
    const critic = em.create(Critic, { name: "c" });
    await expect(em.upsert(Critic, { name: "x", groupz: 1 } as never)).rejects.toThrow(
      "Unknown field groupz",
    );
    await expect(
      critic.setDeepPartial({ group: { name: "g", critics: [] } } as never),
    ).rejects.toThrow("PublisherGroup.critics cannot be set");
    const comment = em.create(Comment, { body: "b", parent: "to:x" });
    await expect(comment.setDeepPartial({ repliesRecursive: [] } as never)).rejects.toThrow(
      "repliesRecursive",
    );
  });
});
