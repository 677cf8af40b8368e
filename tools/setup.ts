// `pnpm run setup`: makes the copied workspace a project of one's own. It takes a name, drops the extras that are not wanted with
// everything that names them, writes `.env`, and begins a git repository. Run again it changes nothing.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { styleText } from "node:util";
import { Children, root } from "./run/Children.ts";
import type { Answers } from "./setup/Answers.ts";
import { applyPlan } from "./setup/applyPlan.ts";
import { askAnswers } from "./setup/askAnswers.ts";
import { checkAnswer } from "./setup/checkAnswer.ts";
import { envOf } from "./setup/envOf.ts";
import type { Extra } from "./setup/Extra.ts";
import { extras } from "./setup/extras.ts";
import { listFiles } from "./setup/listFiles.ts";
import { planSetup } from "./setup/planSetup.ts";
import { readOptions } from "./setup/readOptions.ts";
import { readState, type State } from "./setup/readState.ts";
import { Repository, type RepositoryResult } from "./setup/Repository.ts";
import { SetupError } from "./setup/SetupError.ts";
import type { SetupOptions } from "./setup/SetupOptions.ts";

/** What was done. */
interface Result extends Answers {
  readonly changed: number;
  readonly removed: ReadonlyArray<string>;
  readonly env: "kept" | "written";
  readonly git: RepositoryResult;
}

const help = `pnpm run setup -- [options]: makes the copied workspace a project of your own.

  --name NAME    the application's name (the folder's)
  --scope SCOPE  the scope of the packages that are not published (the name)
  --keep LIST    all (default), none, or some of: ${Object.keys(extras).join(",")}
  --yes          asks nothing and takes the defaults
  --no-git       begins no repository
  --json         what was done as JSON

On a terminal it asks for what is not given. Run again it changes nothing.`;

const children = new Children();
children.listen();
const args = process.argv.slice(2);
try {
  const options = readOptions(args);
  if (options.help) console.log(help);
  else {
    const result = await setUp(options);
    console.log(options.json ? JSON.stringify(result, undefined, 2) : told(result));
  }
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  const { code, message } = error;
  if (args.includes("--json"))
    console.log(JSON.stringify({ error: { code, message } }, undefined, 2));
  else console.error(`${styleText("red", code, { stream: process.stderr })}: ${message}`);
  process.exitCode = 1;
}

async function setUp(options: SetupOptions): Promise<Result> {
  const state = readState(root);
  if (!state.isFresh) return again(state, options);
  const repository = new Repository(root);
  const changes = repository.changes();
  if (changes !== "")
    throw new SetupError(
      "SETUP_DIRTY",
      `There are changes that are not committed. Commit or remove them first:\n${changes.split("\n").slice(0, 10).join("\n")}`,
    );
  const answers = await answersOf(options, state);
  const plan = planSetup(answers, listFiles(root), (path) => readIfThere(path));
  await applyPlan(root, plan, children);
  const env = writeEnv();
  const git = options.git ? repository.begin(answers.name) : "left";
  return {
    ...answers,
    changed: plan.writes.size + plan.adds.size,
    removed: plan.removes,
    env,
    git,
  };
}

/** What is set up stays as it is; other answers than those of the first time are refused. */
function again(state: State, { name, scope, keep }: SetupOptions): Result {
  const isOther =
    (name ?? state.name) !== state.name ||
    (scope ?? state.scope) !== state.scope ||
    String(keep ?? state.keep) !== String(state.keep);
  if (isOther)
    throw new SetupError(
      "SETUP_NOT_FRESH",
      `This is ${state.name} already (scope @${state.scope}, kept: ${listed(state.keep)}). Set up a new copy for other answers.`,
    );
  const answers: Answers = { name: state.name, scope: state.scope, keep: state.keep };
  return { ...answers, changed: 0, removed: [], env: "kept", git: "left" };
}

async function answersOf(options: SetupOptions, { keep }: State): Promise<Answers> {
  const name = options.name ?? nameOfFolder();
  const defaults = { name, scope: options.scope ?? name, keep: options.keep ?? keep };
  const isOpen = [options.name, options.scope, options.keep].includes(undefined);
  const asks = !options.yes && !options.json && process.stdin.isTTY && process.stdout.isTTY;
  if (asks && isOpen) return askAnswers(options, defaults);
  if (!options.yes && options.name === undefined)
    throw new SetupError(
      "SETUP_NO_ANSWERS",
      "There is no terminal to ask on. Give --name, or --yes for the defaults; see --help.",
    );
  return defaults;
}

/** The folder's name, as far as it can be a project's. */
function nameOfFolder(): string {
  const name = basename(root)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-$/g, "");
  return checkAnswer.name(name) === undefined ? name : "my-app";
}

/** One that is there already is somebody's. */
function writeEnv(): "kept" | "written" {
  const path = join(root, ".env");
  if (existsSync(path)) return "kept";
  const example = readFileSync(join(root, "app-template/.env.example"), "utf8");
  writeFileSync(path, envOf(example, randomBytes(32).toString("base64url")), { mode: 0o600 });
  return "written";
}

function told({ name, scope, keep, changed, removed, env, git }: Result): string {
  if (changed === 0) return `${name} is set up already; nothing was changed.`;
  const repository: Readonly<Record<RepositoryResult, string>> = {
    begun: "begun; the first commit failed: git commit says why",
    committed: "begun, with a first commit",
    kept: "the one there is; commit what has changed",
    left: "left alone",
    "no git": "not found",
  };
  return [
    `${styleText("green", name)}, its private packages in @${scope}`,
    `  kept     ${listed(keep)}`,
    `  files    ${changed} changed, ${removed.length} files and folders removed`,
    `  .env     ${env === "written" ? "written, with a secret of its own" : "kept as it was"}`,
    `  git      ${repository[git]}`,
    "",
    "Next: npm start",
  ].join("\n");
}

function listed(keep: ReadonlyArray<Extra>): string {
  return keep.length === 0 ? "none" : keep.join(", ");
}

function readIfThere(path: string): string | undefined {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
