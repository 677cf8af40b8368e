// Runs one command of the table in run/commands.ts: `node tools/run.mjs <command> [args]`. Called by boot.mjs, which makes
// sure of Node 24 and of the dependencies.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Children } from "./run/Children.ts";
import { commands } from "./run/commands.ts";

const [name, ...args] = process.argv.slice(2);
const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) {
  const width = Math.max(...Object.keys(commands).map((each) => each.length));
  const list = Object.entries(commands).map(
    ([each, { about }]) => `  ${each.padEnd(width)}  ${about}`,
  );
  console.error(
    [...(name === undefined ? [] : [`There is no command "${name}".`]), "Commands:", ...list].join(
      "\n",
    ),
  );
  process.exit(name === undefined ? 0 : 2);
}
// What .env sets, the environment may override. The loop reads it by itself, and again when it changes.
const settings = fileURLToPath(new URL("../.env", import.meta.url));
if (name !== "dev" && existsSync(settings)) process.loadEnvFile(settings);
const children = new Children();
children.listen();
// npm and pnpm differ in whether they keep the "--" between a script and its arguments.
process.exit(await command.run(args[0] === "--" ? args.slice(1) : args, children));
