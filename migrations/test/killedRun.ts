// A deploy that is killed: runs `up` and ends itself, as `kill -9` does, right after the n-th statement was sent. Prints how many
// statements there were when it lives to the end.
import { Client } from "pg";
import { migrateUp } from "../src/index.ts";

const [url = "", dir = "", at = ""] = process.argv.slice(2);
const send = Reflect.get(Client.prototype, "query") as (...args: Array<unknown>) => unknown;
let count = 0;
Client.prototype.query = function (this: Client, ...args: Array<unknown>): unknown {
  const answer = send.apply(this, args);
  count += 1;
  if (count === Number(at)) process.kill(process.pid, "SIGKILL");
  return answer;
} as typeof Client.prototype.query;
await migrateUp({ url, dir, waitMs: 30_000 });
process.stdout.write(`${count}\n`);
