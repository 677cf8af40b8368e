// What a browser has to complain about while it shows a page.
import type { Page } from "playwright-core";

/** Requests that failed or that went elsewhere than to `address`, and errors of the page. */
export function watch(page: Page, address: string): string[] {
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
