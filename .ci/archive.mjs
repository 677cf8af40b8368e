// The workspace as `degit` gives it: from an archive, without `.git`, under another name, in a path with a blank. It serves and answers,
// a part of its tests passes, and of its check what reads the tree as a whole (CI runs all of both on a clone). Runs on Node 18 and newer, without dependencies.
import { inArchive } from "./inArchive.mjs";

await inArchive("archive", [
  ["npm start", process.execPath, ".ci/smoke.mjs"],
  ["npm test of a part", "npm", "test", "--", "tools/Totals", "tools/standalone", "orm/test/json"],
  ["npm run check", "npm", "run", "--silent", "check", "--", "format", "house"],
]);
