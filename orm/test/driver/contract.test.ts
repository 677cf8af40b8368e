// Every driver that ships, in every mode, against the contract.
import { PostgresDriver } from "../../src/driver/pg/PostgresDriver.ts";
import { RecordingDriver } from "../../src/driver/RecordingDriver.ts";
import { driverContract } from "./contract.ts";
import { useDatabase } from "./useDatabase.ts";

const database = useDatabase();

driverContract("PostgresDriver", database, () => new PostgresDriver(database.newPool()));
driverContract(
  "PostgresDriver with unnamed statements (R-DRV-6)",
  database,
  () => new PostgresDriver(database.newPool(), { prepared: "unnamed" }),
);
driverContract(
  "PostgresDriver that does not pipeline",
  database,
  () => new PostgresDriver(database.newPool(), { prepared: "off" }),
);
driverContract(
  "PostgresDriver that verifies commits",
  database,
  () => new PostgresDriver(database.newPool(), { verifyCommit: true }),
);
driverContract(
  "PostgresDriver on a pool of one (R-TXN-13)",
  database,
  () => new PostgresDriver(database.newPool({ max: 1 })),
);
driverContract(
  "RecordingDriver",
  database,
  () => new RecordingDriver(new PostgresDriver(database.newPool())),
);
