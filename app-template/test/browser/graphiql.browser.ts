// GraphiQL as a person sees it: in a real browser that can reach nothing but the application.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Author } from "../../src/entities/Author.ts";
import { Book } from "../../src/entities/Book.ts";
import { Reader } from "../../src/entities/Reader.ts";
import { Review } from "../../src/entities/Review.ts";
import { listen } from "../../src/listen.ts";
import { newTestApp, type TestApp } from "../newTestApp.ts";
import { launchBrowser } from "./launchBrowser.ts";
import { watch } from "./watch.ts";

let app: TestApp;
let browser: Browser;
let address: string;

beforeAll(async () => {
  app = await newTestApp("browser");
  const em = app.newEm();
  em.create(Book, { title: "b1", author: em.create(Author, { name: "Ann Author" }) });
  await em.flush();
  address = await listen(app.server, { host: "127.0.0.1", port: 0 });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await app?.close();
});

it("R-APP-9 GraphiQL shows what a subscription tells", async () => {
  const page = await browser.newPage();
  const troubles = watch(page, address);
  const opened = page.waitForEvent("websocket");

  const query = 'subscription { reviewAdded(bookId: "b:1") { body } }';
  await page.goto(`${address}/graphiql?query=${encodeURIComponent(query)}`);
  await page.locator(".graphiql-execute-button").click();
  await opened;
  const em = app.newEm();
  // Until the subscription is there, nobody hears of it.
  for (let tries = 0; tries < 100; tries++) {
    const reader = em.create(Reader, { name: "r", email: `r${tries}@example.org` });
    em.create(Review, { book: "b:1", reader, rating: 5, body: "told at once" });
    await em.flush();
    const shown = page.locator(".graphiql-response").getByText("told at once").first();
    if (await shown.isVisible()) break;
    await page.waitForTimeout(100);
  }

  expect(await page.locator(".graphiql-response").innerText()).toContain("told");
  expect(troubles).toEqual([]);
});

it("GraphiQL opens without a network and runs a query", async () => {
  const page = await browser.newPage();
  const troubles = watch(page, address);

  const query = "{ authors { nodes { name books { title } } } }";
  await page.goto(`${address}/graphiql?query=${encodeURIComponent(query)}`);
  await page.locator(".graphiql-execute-button").click();
  const result = page.locator(".graphiql-response");
  await result.getByText("Ann Author").waitFor();

  const text = await result.locator(".view-lines").innerText();
  // The editor draws its spaces as others than the space bar's.
  expect(JSON.parse(text.replaceAll("\u00a0", " "))).toEqual({
    data: { authors: { nodes: [{ name: "Ann Author", books: [{ title: "b1" }] }] } },
  });
  expect(troubles).toEqual([]);
});
