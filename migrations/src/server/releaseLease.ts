// The guard's errand, run as a program of its own: `node releaseLease.ts <folder> <lease> throwaway|keep`.
import { discardServer, releaseServer } from "./releaseServer.ts";

if (import.meta.main) {
  const [dir, lease, fate] = process.argv.slice(2);
  if (dir !== undefined && lease !== undefined)
    await (fate === "throwaway" ? discardServer(dir) : releaseServer(dir, lease));
}
