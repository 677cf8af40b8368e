// What `pnpm standalone` decides before it runs anything: which files are the template, what it may ask for, what it is told.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { root } from "./run/Children.ts";
import { findBoundDependencies } from "./standalone/findBoundDependencies.ts";
import { findMarked } from "./standalone/findMarked.ts";
import { listTemplateFiles } from "./standalone/listTemplateFiles.ts";
import type { Manifest } from "./standalone/Manifest.ts";
import { outsideWorkspace } from "./standalone/outsideWorkspace.ts";
import { configFor } from "./standalone/Registry.ts";

const template = join(root, "app-template");
const hasGit = spawnSync("git", ["--version"]).status === 0;

function newFolder(files: ReadonlyArray<string> = []): string {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), "kingpost alone-")));
  onTestFinished(() => {
    rmSync(dir, { recursive: true, force: true });
  });
  for (const file of files) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), file === ".gitignore" ? "node_modules/\n.env\n*.log\n" : "");
  }
  return dir;
}

const files = [
  ".env",
  ".env.example",
  ".gitignore",
  "app.log",
  "node_modules/pg/index.js",
  "src/main.ts",
  "src/node_modules/x.ts",
  "test/deep/er/a.test.ts",
];
const wanted = [".env.example", ".gitignore", "src/main.ts", "test/deep/er/a.test.ts"];

it("R-APP-10 the template asks for plain versions only, and for our packages among them", () => {
  const manifest = JSON.parse(readFileSync(join(template, "package.json"), "utf8")) as Manifest;
  const asked = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });

  expect(findBoundDependencies(manifest)).toEqual([]);
  expect(asked.filter((name) => name.includes("kingpost"))).toEqual([
    "@kingpost/migrations",
    "kingpost",
    "@kingpost/codegen",
  ]);
});

it("R-APP-10 what only the workspace can resolve is named, wherever it is asked for", () => {
  const found = findBoundDependencies({
    name: "app",
    version: "0.1.0",
    dependencies: { kingpost: "workspace:^", pg: "8.23.1", a: "^1.2.3-beta.17", b: "~0.1.0" },
    devDependencies: { vitest: "catalog:", typescript: "*" },
    optionalDependencies: { c: "file:../c" },
    peerDependencies: { d: "link:../d" },
  });

  expect(found).toEqual([
    "kingpost@workspace:^",
    "vitest@catalog:",
    "typescript@*",
    "c@file:../c",
    "d@link:../d",
  ]);
});

it.runIf(hasGit)("the template's files are those that git knows and that are there", async () => {
  const dir = newFolder([...files, "deleted.ts", "unknown.ts", 'src/"ü".ts']);
  const git = (...args: ReadonlyArray<string>): void => {
    execFileSync("git", args, { cwd: dir });
  };
  git("init", "--quiet");
  git("add", ...wanted, "deleted.ts", 'src/"ü".ts');
  rmSync(join(dir, "deleted.ts"));

  expect(await listTemplateFiles(dir)).toEqual(
    [...wanted, 'src/"ü".ts'].toSorted((a, b) => a.localeCompare(b)),
  );
});

it("without git the template's files are those that it does not ignore", async () => {
  expect(await listTemplateFiles(newFolder(files))).toEqual(wanted);
});

it.runIf(hasGit)(
  "in a repository that does not know the template, its files are those that it does not ignore",
  async () => {
    const dir = newFolder(files.map((file) => `copied/${file}`));
    writeFileSync(join(dir, "copied/.gitignore"), "node_modules/\n.env\n*.log\n");
    execFileSync("git", ["init", "--quiet"], { cwd: dir });

    expect(await listTemplateFiles(join(dir, "copied"))).toEqual(wanted);
  },
);

it("our packages are looked for in our registry alone, all others where the machine looks for them", () => {
  expect(configFor("/tmp/a b", "https://registry.example/")).toMatchObject({
    storage: "/tmp/a b/storage",
    uplinks: { upstream: { url: "https://registry.example/" } },
    packages: {
      kingpost: { access: "$all", publish: "$all" },
      "@kingpost/*": { access: "$all", publish: "$all" },
      "**": { access: "$all", proxy: "upstream" },
    },
  });
});

it("the template's programs find neither the workspace's tools nor its databases, but the machine's settings", () => {
  const path = [
    "/repo/node_modules/.bin",
    "/repo/.toolchain/node_modules/.bin",
    "/repo/tools/node_modules/.bin",
    "/repository/bin",
    "/usr/bin",
  ];
  const env = {
    PATH: path.join(delimiter),
    HOME: "/home/ada",
    DATABASE_URL: "postgres://db",
    TEST_DATABASE_URL: "postgres://db",
    PGHOST: "db",
    NODE_ENV: "production",
    NODE_OPTIONS: "--inspect",
    NODE_EXTRA_CA_CERTS: "/certs",
    PORT: "4000",
    VITEST_WORKER_ID: "1",
    npm_lifecycle_event: "standalone",
    npm_config_registry: "https://registry.example",
    npm_config_local_prefix: "/repo",
  };

  expect(outsideWorkspace(env, "/repo")).toEqual({
    PATH: ["/repo/.toolchain/node_modules/.bin", "/repository/bin", "/usr/bin"].join(delimiter),
    DATABASE_URL: undefined,
    TEST_DATABASE_URL: undefined,
    PGHOST: undefined,
    NODE_ENV: undefined,
    NODE_OPTIONS: undefined,
    PORT: undefined,
    VITEST_WORKER_ID: undefined,
    npm_lifecycle_event: undefined,
    npm_config_local_prefix: undefined,
  });
});

it.runIf(process.platform === "linux")(
  "what was left running is found by its mark and by its folder, also in a session of its own",
  async () => {
    const dir = newFolder();
    const start = (cwd: string, env: NodeJS.ProcessEnv): number => {
      const child = spawn("/bin/sleep", ["60"], { cwd, env, detached: true, stdio: "ignore" });
      onTestFinished(async () => {
        const ended = once(child, "exit");
        child.kill("SIGKILL");
        await ended;
      });
      return child.pid ?? Number.NaN;
    };
    const marked = start("/", { KINGPOST_MARK: "a b" });
    const within = start(dir, {});
    start(dirname(dir), { KINGPOST_MARK: "a b c" });

    await expect
      .poll(() => findMarked("KINGPOST_MARK=a b", dir).toSorted((a, b) => a.pid - b.pid))
      .toEqual(
        [marked, within]
          .toSorted((a, b) => a - b)
          .map((pid) => ({ pid, command: "/bin/sleep 60" })),
      );
  },
);
