// A server outlives its starter even when that one is killed without a word. The guard is a sleeping shell that holds one end
// of a pipe: when the other end closes without a farewell, it gives the lease back in the dead one's name.
import { spawn } from "node:child_process";
import { Socket } from "node:net";
import { extname, join } from "node:path";

/** Ends the guard; its errand is no longer needed. */
export type DismissGuard = () => void;

/** Watches over this process; if it dies, `releaseServer` is run for `lease`. Without a shell (Windows) there is no guard. */
export function spawnGuard(dir: string, lease: string, throwaway: boolean): DismissGuard {
  if (process.platform === "win32") return () => undefined;
  const script = join(import.meta.dirname, `releaseLease${extname(import.meta.filename)}`);
  const guard = spawn(
    "/bin/sh",
    [
      "-c",
      'read -r farewell && exit 0; exec "$@"',
      "kingpost-guard",
      process.execPath,
      script,
      dir,
      lease,
      throwaway ? "throwaway" : "keep",
    ],
    // Its own session: Ctrl-C goes to the whole foreground group, and the guard has to survive it.
    { cwd: "/", detached: true, stdio: ["pipe", "ignore", "ignore"] },
  );
  guard.on("error", () => undefined);
  guard.stdin.on("error", () => undefined);
  guard.unref();
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  return () => {
    guard.stdin.end("farewell\n");
  };
}
