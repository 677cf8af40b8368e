// The tests that need a browser run apart from the others.
import { defineConfig } from "vitest/config";
import app from "../../vitest.config.ts";

export default defineConfig({
  ...app,
  test: {
    ...app.test,
    name: "browser",
    include: ["test/browser/*.browser.ts"],
  },
});
