// The day on which everything in tests happens, unless they say otherwise.

/** What factories give to required dates: midnight of 2018-01-01, UTC. */
export const testDate: Date = new Date("2018-01-01T00:00:00.000Z");
