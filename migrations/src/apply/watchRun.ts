// Watches one migration from a second connection: says what a long one is doing and whom it waits for, and ends one that takes
// longer than it may.
import type { Client } from "pg";

/** What is watched, and who hears of it. */
export interface WatchedRun {
  /** A connection of its own. */
  readonly observer: Client;
  /** The backend that runs the migration. */
  readonly pid: number;
  readonly file: string;
  /** A line for people. */
  readonly say: (line: string) => void;
  /** How long a migration may run; 0 for ever. */
  readonly timeoutMs: number;
  /** When the first line is due; each further one takes twice as long. */
  readonly firstMs: number;
}

/** A watch that is kept. */
export interface Watch {
  /** The processes that were last seen in the way, as a sentence; "" for none. */
  readonly blockers: () => string;
  /** Rejects with what was under way when the time is up, after the migration's backend was ended. */
  readonly timedOut: Promise<never>;
  /** Resolves when the second connection is free again. */
  readonly stop: () => Promise<void>;
}

/** Why the watch ended a migration. */
export class TimeIsUp extends Error {
  override readonly name: string = "TimeIsUp";
}

interface Activity {
  readonly state: string;
  readonly query: string;
  readonly progress: string | null;
  readonly blockers: string | null;
}

const longest = 60_000;

/** Begins to watch; the caller stops it. */
export function watchRun(run: WatchedRun): Watch {
  const begin = performance.now();
  let [blockers, due, isStopped] = ["", run.firstMs, false];
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  const { promise: timedOut, reject } = Promise.withResolvers<never>();
  timedOut.catch(() => undefined);
  const look = async (): Promise<void> => {
    const [activity] = await activityOf(run).catch(() => []);
    if (isStopped) return;
    blockers = activity?.blockers ?? "";
    const passed = performance.now() - begin;
    if (run.timeoutMs > 0 && passed >= run.timeoutMs) {
      await end(run).catch(() => undefined);
      reject(new TimeIsUp(describe(activity)));
      return;
    }
    if (passed >= due) {
      run.say(`${run.file}: ${Math.round(passed / 1000)} s, ${describe(activity)}`);
      due = passed + Math.min(passed, longest);
    }
    plan();
  };
  const plan = (): void => {
    if (isStopped) return;
    const left = run.timeoutMs > 0 ? run.timeoutMs - (performance.now() - begin) : Infinity;
    timer = setTimeout(
      () => {
        looking = look();
      },
      Math.max(1, Math.min(400, left, due)),
    );
    timer.unref();
  };
  plan();
  return {
    blockers: () => blockers,
    timedOut,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

function describe(activity: Activity | undefined): string {
  if (activity === undefined) return "nothing is known of what it does";
  if (activity.state !== "active")
    return "no statement is under way: the migration's own code is at work";
  const text = activity.query.replaceAll(/\s+/g, " ").trim();
  const shown = text.length > 100 ? `${text.slice(0, 100)}…` : text;
  const waits = activity.blockers === null ? "" : `; it waits for ${activity.blockers}`;
  return `${shown}${activity.progress === null ? "" : ` (${activity.progress})`}${waits}`;
}

async function activityOf({ observer, pid }: WatchedRun): Promise<ReadonlyArray<Activity>> {
  const { rows } = await observer.query<Activity>(
    `SELECT a.state, a.query,
       (SELECT p.phase || CASE WHEN p.blocks_total > 0 THEN format(', %s %%', p.blocks_done * 100 / p.blocks_total) ELSE '' END
        FROM pg_stat_progress_create_index p WHERE p.pid = a.pid) AS progress,
       (SELECT string_agg(format('process %s (%s%s since %s s: %s)', b.pid, coalesce(nullif(b.application_name, '') || ', ', ''), b.state,
           round(extract(epoch FROM now() - coalesce(b.state_change, b.backend_start))), left(regexp_replace(b.query, '\\s+', ' ', 'g'), 80)), ', ')
        FROM pg_stat_activity b WHERE b.pid = ANY (pg_blocking_pids(a.pid))) AS blockers
     FROM pg_stat_activity a WHERE a.pid = $1`,
    [pid],
  );
  return rows;
}

/** Ends the backend: what it had not committed is gone with it, and so is the lock. */
async function end({ observer, pid }: WatchedRun): Promise<void> {
  await observer.query("SELECT pg_terminate_backend($1)", [pid]);
}
