// A real browser for tests of pages that are opened from the disk.
import { pathToFileURL } from "node:url";
import { chromium, type Page } from "playwright-core";
import { findChromium } from "./findChromium.ts";

/** The browser of one test file. */
export interface TestBrowser extends AsyncDisposable {
  /** Opens a file, without a network, and notes what goes wrong from then on. */
  open(file: string, options?: OpenOptions): Promise<OpenedPage>;
}

export interface OpenOptions {
  readonly javaScript?: boolean;
  readonly colorScheme?: "light" | "dark";
  readonly width?: number;
}

export interface OpenedPage {
  readonly page: Page;
  /** Errors of the page, requests that failed, requests for anything but files. */
  readonly troubles: ReadonlyArray<string>;
}

/** Closed at the end of the block that declares it with `await using`, or by its dispose method. */
export async function openBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({
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
  return {
    open: async (file, { javaScript = true, colorScheme = "light", width = 1280 } = {}) => {
      const context = await browser.newContext({
        javaScriptEnabled: javaScript,
        colorScheme,
        offline: true,
        viewport: { width, height: 900 },
      });
      const page = await context.newPage();
      const troubles: string[] = [];
      page.on("pageerror", ({ message }) => troubles.push(`error: ${message}`));
      page.on("console", (line) => {
        if (["error", "warning"].includes(line.type())) troubles.push(`console: ${line.text()}`);
      });
      page.on("requestfailed", (request) => troubles.push(`failed: ${request.url()}`));
      page.on("request", (request) => {
        const { protocol } = new URL(request.url());
        if (!["file:", "data:", "blob:"].includes(protocol))
          troubles.push(`foreign: ${request.url()}`);
      });
      await page.goto(pathToFileURL(file).href);
      return { page, troubles };
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}
