import type { Driver } from "kingpost";

/** The same database by a driver that cannot pipeline, on which hints go level by level. */
export function withoutPipelines(driver: Driver): Driver {
  return {
    execute: (statements, options) => driver.execute(statements, options),
    transact: (statements, options) => driver.transact(statements, options),
    connect: () => driver.connect(),
    events: driver.events,
    ids: driver.ids,
  };
}
