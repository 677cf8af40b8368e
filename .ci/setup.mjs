// What `setup` leaves when nothing is kept but these checks themselves: it is migrated, generated, type-checked, tested and served. Runs on
// Node 18 and newer, without dependencies.
import { inArchive } from "./inArchive.mjs";

const npm = (...args) => [`npm ${args.join(" ")}`, "npm", "--silent", ...args];

await inArchive("setup", [
  npm("run", "setup", "--", "--name", "bookshop", "--keep", "ci", "--no-git"),
  npm("run", "check", "--", "types", "types of the app", "format", "dead code"),
  npm("run", "codegen", "--", "--check"),
  npm("test", "--", "app-template", "tools/doctest"),
  ["npm start", process.execPath, ".ci/smoke.mjs"],
]);
