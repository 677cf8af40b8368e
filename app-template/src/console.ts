// A prompt with an entity manager, to look around in the data and to mend it: `await em.find(Author, { name: { search: "le guin" } })`.
// What is changed is written by `await em.flush()`, and forgotten otherwise; with `--sandbox` that is taken back as well when the prompt is
// left. What is piped in is run as a script, which prints what it logs.
import { start } from "node:repl";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { newContext } from "./context.ts";
import { checkDatabase, openDatabase } from "./database.ts";
import { domain, type EntityManager } from "./entities/codegen/domain.ts";
import { runCommand } from "./runCommand.ts";
import { readSettings } from "./settings.ts";

await runCommand(async () => {
  const { values } = parseArgs({ options: { sandbox: { type: "boolean", default: false } } });
  const database = openDatabase(readSettings(process.env));
  try {
    await checkDatabase(database);
    domain.boot();
    const { em } = newContext({ driver: database.driver, log: console, isUnrestricted: true });
    const classes = Object.fromEntries(domain.metadata.map(({ type, cstr }) => [type, cstr]));
    const names = { em, domain, ...classes };
    const work = async (): Promise<void> =>
      process.stdin.isTTY
        ? talk(names, values.sandbox)
        : runScript(await text(process.stdin), names);
    await (values.sandbox ? inSandbox(em, work) : work());
  } finally {
    await database.close();
  }
});

/** All of it in one transaction that is never committed. */
async function inSandbox(em: EntityManager, work: () => Promise<void>): Promise<void> {
  const over = new Error("The sandbox is left.");
  try {
    await em.transaction(async () => {
      await work();
      throw over;
    });
  } catch (error) {
    if (error !== over) throw error;
  }
}

async function talk(names: object, isSandbox: boolean): Promise<void> {
  const fate = isSandbox ? ", and taken back when you leave (sandbox)" : "";
  process.stdout.write(
    `${Object.keys(names).join(", ")}. Changes are written by await em.flush()${fate}.\n`,
  );
  // In the realm of everything else, so that what is typed is made of the same Object and Date.
  Object.assign(globalThis, names);
  const prompt = start({ prompt: "> ", useGlobal: true });
  await new Promise((closed) => prompt.on("exit", closed));
}

async function runScript(script: string, names: object): Promise<void> {
  const AsyncFunction = runScript.constructor as new (
    ...parts: ReadonlyArray<string>
  ) => (...args: ReadonlyArray<unknown>) => Promise<void>;
  const run = new AsyncFunction(...Object.keys(names), script);
  await run(...Object.values(names));
}
