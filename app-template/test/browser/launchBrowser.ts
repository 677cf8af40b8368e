// A Chromium without a window that talks to nobody by itself.
import { type Browser, chromium } from "playwright-core";
import { findChromium } from "./findChromium.ts";

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
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
}
