// Calling resolvers in tests: `kingpost/graphql/tests`.
import type { GraphQLResolveInfo } from "graphql";
import { entityResolver, loadWithInfo, paginateCursor, saveEntity } from "kingpost/graphql";
import {
  makeMakeRunInputMutation,
  makeMakeRunObjectField,
  makeMakeRunObjectFields,
  makeMakeRunQuery,
  type RunFn,
} from "kingpost/graphql/tests";
import { expect, expectTypeOf, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

interface Context {
  readonly em: EntityManager;
}

const run: RunFn<Context> = async (ctx, fn) => {
  await ctx.em.flush();
  return fn({ em: database.newEm() });
};

it("R-GQLS-11 a query is called with arguments that are made after the flush, and its answer is settled", async () => {
  const ctx = { em: database.newEm() };
  const author = ctx.em.create(Author, { firstName: "Ann" });
  const authorQuery = {
    author: (_: unknown, { id }: { readonly id: string }, own: Context, info: GraphQLResolveInfo) =>
      loadWithInfo(own, Author, id, info),
  };
  const authorsQuery = {
    authors: (
      _: unknown,
      args: { readonly first?: number },
      own: Context,
      info: GraphQLResolveInfo,
    ) => paginateCursor(own, Author, args, info),
  };
  const makeRunQuery = makeMakeRunQuery(run);

  const found = await makeRunQuery(authorQuery)(ctx, () => ({ id: author.idTagged }));
  const page = await makeRunQuery(authorsQuery)(ctx, { first: 5 });

  expectTypeOf(found).toEqualTypeOf<Author>();
  expectTypeOf(page.pageInfo.totalCount).toEqualTypeOf<number>();
  expect([found.firstName, found === author, found.em === ctx.em]).toEqual(["Ann", false, false]);
  expect([page.nodes.map(({ firstName }) => firstName), page.pageInfo]).toEqual([
    ["Ann"],
    {
      startCursor: expect.any(String) as string,
      endCursor: expect.any(String) as string,
      hasNextPage: false,
      hasPreviousPage: false,
      totalCount: 1,
    },
  ]);
});

it("R-GQLS-11 a mutation is called with its input", async () => {
  const ctx = { em: database.newEm() };
  const saveAuthorMutation = {
    saveAuthor: async (
      _: unknown,
      { input }: { readonly input: { readonly firstName: string } },
      own: Context,
    ) => ({
      author: await saveEntity(own, Author, input),
    }),
  };

  const { author } = await makeMakeRunInputMutation(run)(saveAuthorMutation)(ctx, {
    firstName: "Ann",
  });

  expectTypeOf(author).toEqualTypeOf<Author>();
  expect([author.firstName, author.id]).toEqual(["Ann", "a:1"]);
});

it("R-GQLS-11 fields of an object are called on the entity as the fresh em knows it", async () => {
  const ctx = { em: database.newEm() };
  const author = ctx.em.create(Author, { firstName: "Ann" });
  ctx.em.create(Book, { title: "b1", author });
  // An interface, as codegen writes it, has no index signature.
  interface AuthorResolvers {
    readonly firstName: (root: Author) => unknown;
  }
  const typed: AuthorResolvers = { firstName: (root) => root.firstName };
  const authorResolvers = {
    ...entityResolver(Author),
    shout: (root: Author, { end }: { readonly end: string }) => root.firstName.toUpperCase() + end,
  };
  const runField = makeMakeRunObjectField(run)(authorResolvers);
  const runFields = makeMakeRunObjectFields(run)(authorResolvers);

  const some = await runFields(ctx, author, ["firstName", "books"]);

  expectTypeOf(some.firstName).toEqualTypeOf<string>();
  expect(await makeMakeRunObjectField(run)(typed)(ctx, author, "firstName")).toBe("Ann");
  expect(await runField(ctx, author, "shout", { end: "!" })).toBe("ANN!");
  expect([
    some.firstName,
    some.books.map(({ title }) => title),
    some.books[0]?.em === ctx.em,
  ]).toEqual(["Ann", ["b1"], false]);
  // @ts-expect-error -- there is no such field
  await expect(runField(ctx, author, "whisper")).rejects.toThrow(
    "There is no resolver for whisper.",
  );
});
