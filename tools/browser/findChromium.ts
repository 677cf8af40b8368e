// Where Chromium is on this machine.
import { existsSync } from "node:fs";

const places = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The path of a Chromium, if there is one. */
export function findChromium(): string | undefined {
  return places.find((path) => path !== undefined && path !== "" && existsSync(path));
}
