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
  // No text holds it.
  expect(titlesIn((await get("/?q=se%00a")).body)).toEqual(["The Sea"]);
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

it.each([
  ["six stars", { rating: "9" }, ["rating: rating is not one to five stars"]],
  [
    "no name and no address",
    { name: " ", email: "cy" },
    ["name: A name is missing.", "email: That is no address, such as ann@example.org."],
  ],
  [
    "the address of a review that there is",
    { email: "cy@example.org" },
    ["email: With this address there is a review already."],
  ],
  [
    "a text without end",
    { body: "🐉".repeat(2_501) },
    ["body: That is longer than 5,000 characters."],
  ],
])(
  "a form with %s is refused: it comes back with what was typed, each problem at its field, and nothing is written",
  async (_, fields, problems) => {
    const count = (): Promise<number> => app.newEm().findCount(Review, {});
    const before = await count();
    const { status, body } = await post({ ...form, email: "di@example.org", ...fields });
    const told = Array.from(
      body.matchAll(/<p class="problem" id="(\w+)-problem">([^<]*)/g),
      ([, field, message]) => `${field}: ${message}`,
    );
    const marked = Array.from(
      body.matchAll(
        / id="(\w+)"[^>]* aria-invalid="true"\s+aria-describedby="\1-problem"(\s+autofocus)?/g,
      ),
      ([, field, focus]) => `${field}${focus === undefined ? "" : " autofocus"}`,
    );

    expect([status, told, await count()]).toEqual([422, problems, before]);
    expect(marked).toEqual(
      problems.map((problem, at) => `${problem.split(":")[0]}${at === 0 ? " autofocus" : ""}`),
    );
    expect(body).toContain(
      "Fine &#38; &#60;i&#62;good&#60;/i&#62;</textarea>".slice("body" in fields ? -11 : 0),
    );
  },
);

it("a very long review in any script is written as it is, with its lines", async () => {
  const text = `百年孤独\n\n${"long ".repeat(500)}🐉 \u0301 العربية${"x".repeat(1_000)}`;
  const { status } = await post({
    ...form,
    email: "ed@example.org",
    body: `${text.replaceAll("\n", "\r\n")}\0 `,
  });
  const [review] = await app.newEm().find(Review, { reader: { email: "ed@example.org" } });
  expect([status, review?.body]).toEqual([303, text]);
  expect((await get("/books/b:1")).body).toContain(`<blockquote>${text}</blockquote>`);
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

it("where there is nothing, a browser is told so by a page, and a program by JSON", async () => {
  const [page, program] = await Promise.all([
    app.server.inject({ url: "/nothing", headers: { accept: "text/html,*/*" } }),
    app.server.inject("/nothing"),
  ]);
  expect([page.statusCode, page.body.includes("<h1>There is no such page.</h1>")]).toEqual([
    404,
    true,
  ]);
  expect(program.json()).toEqual({
    statusCode: 404,
    error: "Not Found",
    message: "There is nothing here.",
  });
});

function decodeEntities(text: string): string {
  return text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
