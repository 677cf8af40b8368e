// `pnpm soak`: ten minutes of mixed load on the template's production server; exits with 1 when anything grows, leaks or fails.
import { parseArgs } from "node:util";
import { printSoak, runSoak } from "./soak/runSoak.ts";
import { SoakServer } from "./soak/SoakServer.ts";

const usage = `pnpm soak [options]
  --minutes N  how long; default 10
  --rate N     requests a second; default 100`;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

const args = process.argv.slice(2).filter((arg) => arg !== "--");
const { values } = parseArgs({
  args,
  options: {
    minutes: { type: "string", default: "10" },
    rate: { type: "string", default: "100" },
    help: { type: "boolean", default: false },
  },
});
const [minutes, rate] = [Number(values.minutes), Number(values.rate)];
if (values.help) process.stdout.write(`${usage}\n`);
else if (!(minutes > 0) || !(rate > 0)) {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 2;
} else {
  const server = await SoakServer.start(say);
  const interrupt = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => interrupt.abort());
  const report = await runSoak(server, { minutes, rate }, say, interrupt.signal);
  if (report === undefined) {
    process.stderr.write("interrupted: there is no verdict\n");
    process.exitCode = 130;
  } else {
    process.stdout.write(`${printSoak(report)}\n`);
    process.exitCode = report.faults.length === 0 ? 0 : 1;
  }
}
