// Starts the application as a user does (`npm start`), asks it a nested question over HTTP, stops it, and looks for processes
// that it left behind. Runs on Node 18 and newer, without dependencies.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

// Every process that descends from ours carries this in its environment, whatever session it is in.
const mark = `KINGPOST_SMOKE=${randomUUID()}`;
const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const query = `{
  authors(first: 3) { nodes { id name books { id title reviews { id rating reader { id name } } } } }
}`;

const app = spawn("npm", ["start"], {
  stdio: ["ignore", "inherit", "inherit"],
  detached: true,
  env: {
    ...process.env,
    PORT: String(port),
    KINGPOST_SMOKE: mark.slice(mark.indexOf("=") + 1),
    // A machine that is busy with other things is no failure.
    OVERLOAD_DELAY: "0",
  },
});
const ended = new Promise((done) => app.on("exit", (code, signal) => done({ code, signal })));
try {
  await untilHealthy(240_000);
  await askNested();
  // Ctrl-C in a terminal reaches the whole group.
  process.kill(-(app.pid ?? Number.NaN), "SIGINT");
  const end = await Promise.race([ended, sleep(20_000)]);
  if (end === undefined) throw new Error("the application did not end within 20 s of Ctrl-C");
  await nothingLeft(5_000);
  console.log("served, answered, ended, nothing left behind");
} catch (error) {
  console.error(`smoke test: ${error.message}`);
  process.exitCode = 1;
  try {
    process.kill(-(app.pid ?? Number.NaN), "SIGTERM");
  } catch {
    // It had ended.
  }
  await Promise.race([ended, sleep(10_000)]);
}

async function untilHealthy(patience) {
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await fetch(`${base}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    const end = await Promise.race([ended, sleep(250)]);
    if (end !== undefined) throw new Error(`npm start ended by itself (${JSON.stringify(end)})`);
    if (Date.now() > deadline) throw new Error(`no answer at ${base}/healthz`);
  }
}

async function askNested() {
  const answer = await fetch(`${base}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = await answer.json();
  if (errors !== undefined) throw new Error(`the query failed: ${JSON.stringify(errors)}`);
  const authors = data.authors.nodes;
  const books = authors.flatMap((author) => author.books);
  const reviews = books.flatMap((book) => book.reviews);
  if (authors.length !== 3 || books.length === 0)
    throw new Error(`3 authors with books were expected: ${JSON.stringify(data).slice(0, 300)}`);
  if (reviews.some((review) => !(review.rating >= 1) || typeof review.reader.id !== "string"))
    throw new Error(
      `reviews with ratings and readers were expected: ${JSON.stringify(reviews[0])}`,
    );
  console.log(
    `${authors.length} authors, ${books.length} books, ${reviews.length} reviews over HTTP`,
  );
}

/** Only Linux shows the environment of processes; elsewhere the exit of npm has to do. */
async function nothingLeft(patience) {
  if (process.platform !== "linux") return;
  const deadline = Date.now() + patience;
  let left = marked();
  while (left.length > 0 && Date.now() < deadline) {
    await sleep(100);
    left = marked();
  }
  if (left.length > 0) throw new Error(`left behind: ${left.join("; ")}`);
}

function marked() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(mark)) return [];
        return [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")}`];
      } catch {
        return []; // It ended meanwhile, or it belongs to somebody else.
      }
    });
}

function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port: free } = server.address();
      server.close(() => done(free));
    });
  });
}
