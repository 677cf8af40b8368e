// GraphiQL as a person sees it: in a real browser that can reach nothing but the application.
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Author } from "../../src/entities/Author.ts";
import { Book } from "../../src/entities/Book.ts";
import { listen } from "../../src/listen.ts";
import { newTestApp, type TestApp } from "../newTestApp.ts";
import { findChromium } from "./findChromium.ts";

let app: TestApp;
let browser: Browser;
let address: string;

beforeAll(async () => {
  app = await newTestApp("browser");
  const em = app.newEm();
  em.create(Book, { title: "b1", author: em.create(Author, { name: "Ann Author" }) });
  await em.flush();
  address = await listen(app.server, { host: "127.0.0.1", port: 0 });
  browser = await chromium.launch({
    executablePath: findChromium() ?? "chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
});

afterAll(async () => {
  await browser?.close();
  await app?.close();
});

it("GraphiQL opens without a network and runs a query", async () => {
  const page = await browser.newPage();
  const troubles = watch(page);

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

/** Requests that failed or that went elsewhere, and errors of the page. */
function watch(page: Page): string[] {
  const troubles: string[] = [];
  page.on("requestfailed", (request) => troubles.push(`failed: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== address)
      troubles.push(`foreign: ${request.url()}`);
  });
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  return troubles;
}
