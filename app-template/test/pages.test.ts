// The pages that people look at, without a browser: what they say, what they cost, and what they refuse.
import { afterAll, beforeAll, expect, it } from "vitest";
import { Author } from "../src/entities/Author.ts";
import { Book } from "../src/entities/Book.ts";
import { Review } from "../src/entities/Review.ts";
import { Series } from "../src/entities/Series.ts";
import { newTestApp, type TestApp } from "./newTestApp.ts";

let app: TestApp;

beforeAll(async () => {
  app = await newTestApp("pages");
  const em = app.newEm();
  const ann = em.create(Author, { name: "Ann <b>Author</b>" });
  const bob = em.create(Author, { name: "Bob" });
  const series = em.create(Series, { name: "Tides" });
  em.create(Book, { title: "The Sea", author: ann, series, seriesPosition: "1", year: 1999 });
  for (let at = 0; at < 25; at++)
    em.create(Book, {
      title: `Hill ${String(at).padStart(2, "0")}`,
      author: bob,
      ratings5: 100 - at,
    });
  await em.flush();
});

afterAll(() => app.close());

async function get(url: string): Promise<{ status: number; body: string }> {
  const { statusCode, body } = await app.server.inject(url);
  return { status: statusCode, body };
}

function titlesIn(body: string): string[] {
  return [...body.matchAll(/<h2><a href="\/books\/b:\d+">([^<]*)/g)].map(([, title]) => title!);
}

const form = { name: "Cy", email: "cy@example.org", rating: "4", body: "Fine & <i>good</i>" };

async function post(
  fields: Record<string, string>,
  headers: Record<string, string> = { "sec-fetch-site": "same-origin" },
): Promise<{ status: number; body: string; location: unknown }> {
  const answer = await app.server.inject({
    method: "POST",
    url: "/books/b:1/reviews",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    payload: new URLSearchParams(fields).toString(),
  });
  return { status: answer.statusCode, body: answer.body, location: answer.headers.location };
}

it("the list is the most loved books, page by page, and a page is one statement per kind of thing on it", async () => {
  let first = "";
  const sent = await app.statements(async () => {
    first = (await get("/")).body;
  });
  const [, next] = /rel="next" href="([^"]*)"/.exec(first) ?? [];
  const second = (await get(decodeEntities(next!))).body;

  const hills = Array.from({ length: 25 }, (_, at) => `Hill ${String(at).padStart(2, "0")}`);
  expect([titlesIn(first), titlesIn(second), sent.length]).toEqual([
    hills.slice(0, 24),
    ["Hill 24", "The Sea"],
    4,
  ]);
});

it("a search looks at titles and at authors' names; what was typed is shown as text", async () => {
  expect(titlesIn((await get("/?q=sea")).body)).toEqual(["The Sea"]);
  expect(titlesIn((await get("/?q=ann")).body)).toEqual(["The Sea"]);
  const { status, body } = await get(`/?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
  expect([status, titlesIn(body), body.includes("<script>")]).toEqual([200, [], false]);
});

it("a book is shown with its author, its series and its reviews, and nothing in it is HTML", async () => {
  const { status, body } = await get("/books/b:1");
  expect(status).toBe(200);
  expect(body).toContain("<h1>The Sea</h1>");
  expect(body).toContain("Ann &#60;b&#62;Author&#60;/b&#62; · 1999");
  expect(body).toContain("Tides 1");
});

it("a review is written, once, and shown", async () => {
  expect(await post(form)).toEqual({ status: 303, body: "", location: "/books/b%3A1#reviews" });

  const { body } = await get("/books/b:1");
  expect(body).toContain("1 review<");
  expect(body).toContain("<blockquote>Fine &#38; &#60;i&#62;good&#60;/i&#62;</blockquote>");
});

it("a form that is refused comes back with what was typed and why, and nothing is written", async () => {
  const before = await app.newEm().findCount(Review, {});
  const { status, body } = await post({ ...form, rating: "9", email: "di@example.org" });
  expect(status).toBe(422);
  expect(body).toContain("<li>rating is not one to five stars</li>");
  expect(body).toContain('value="di@example.org"');
  expect(await app.newEm().findCount(Review, {})).toBe(before);
});

it.each([
  [{ "sec-fetch-site": "cross-site" }],
  [{ origin: "https://evil.example", host: "localhost" }],
])("a form of another site is refused: %j", async (headers) => {
  const { status, body } = await post(form, headers);
  expect([status, body.includes("The form was sent by another site.")]).toEqual([403, true]);
});

it.each([
  ["/books/b:999", 404, "There is no such page."],
  ["/books/a:1", 404, "There is no such page."],
  ["/books/'; DROP TABLE books", 404, "There is no such page."],
  ["/?after=nonsense", 400, "That page of the list cannot be found again."],
])("%s is a page that says so", async (url, status, message) => {
  const answer = await get(encodeURI(url));
  expect([answer.status, answer.body.includes(`<h1>${message}</h1>`)]).toEqual([status, true]);
});

function decodeEntities(text: string): string {
  return text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
