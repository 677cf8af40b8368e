// A program on the code of a real schema of 50 tables: it writes what such schemas hold and reads it again. It prints what it read.
export const roundTrip: string = String.raw`
import { assertSchemaMatches, newPgConnectionConfig, PostgresDriver } from "kingpost/pg";
import { Range } from "kingpost";
import pg from "pg";
import { BillingAccount } from "./entities/BillingAccount.ts";
import { BillingAsset } from "./entities/BillingAsset.ts";
import { BillingBody } from "./entities/BillingBody.ts";
import { BillingBooking } from "./entities/BillingBooking.ts";
import { BillingComment } from "./entities/BillingComment.ts";
import { BillingEvent } from "./entities/BillingEvent.ts";
import { BillingHead } from "./entities/BillingHead.ts";
import { BillingOpenTask } from "./entities/BillingOpenTask.ts";
import { BillingTag } from "./entities/BillingTag.ts";
import { BillingTask } from "./entities/BillingTask.ts";
import { BillingTowTruck } from "./entities/BillingTowTruck.ts";
import { BillingUrgentTask } from "./entities/BillingUrgentTask.ts";
import { BillingVehicle } from "./entities/BillingVehicle.ts";
import { FleetAccount } from "./entities/FleetAccount.ts";
import { FleetNote } from "./entities/FleetNote.ts";
import { FleetOrder } from "./entities/FleetOrder.ts";
import { domain, EntityManager } from "./entities/codegen/domain.ts";
import { BillingPriority } from "./entities/enums/BillingPriority.ts";
import { BillingSize } from "./entities/enums/BillingSize.ts";
import { BillingStatus } from "./entities/enums/BillingStatus.ts";
import { FleetStatus } from "./entities/enums/FleetStatus.ts";

const pool = new pg.Pool(newPgConnectionConfig(process.env));
const driver = new PostgresDriver(pool);
await assertSchemaMatches(domain, driver);
const em = new EntityManager(undefined, driver);

const account = em.create(BillingAccount, {
  email: "ann@example.org",
  name: "Ann",
  size: BillingSize.Large,
  formerStatus: BillingStatus.InWork,
  pastPriorities: [BillingPriority.VeryHigh, BillingPriority.High],
  attributes: { a: "1" },
  path: "top.science",
  address: "(Street,Oslo,3)",
  balance: "12.50",
  grid: [[1, 2], [3, 4]],
  settings: { theme: "*/ dark" },
});
account.sizes.set([BillingSize.Small]);
const truck = em.create(BillingTowTruck, { label: "T", plate: "P 1", loadKg: 9, towLabel: "tow", owner: account });
em.create(BillingComment, { body: "of a truck", parent: truck });
const head = em.create(BillingHead, { body: undefined as never });
const body = em.create(BillingBody, { head });
head.body.set(body);
em.create(BillingUrgentTask, { title: "now", reason: "fire" });
em.create(BillingOpenTask, { title: "later" });
em.create(BillingEvent, { account, payload: { kind: "x" } });
em.create(BillingBooking, { room: 1, during: new Range({ lower: new Date("2020-01-01"), upper: new Date("2020-02-01") }), guest: account });
const tag = em.create(BillingTag, { name: "red" });
account.tags.add(tag);
const fleet = em.create(FleetAccount, { email: "bob@example.org", name: "Bob" });
const order = em.create(FleetOrder, { number: 1, account: fleet, status: FleetStatus.Open, partnerAccount: account });
em.create(FleetNote, { type: "t", className: "c", default: 1, in: true, order: 2, new: "n", cargo: "l", account: fleet });
await em.flush();

const read = new EntityManager(undefined, driver);
const told: unknown[] = [];
const found = await read.findOneOrFail(BillingAccount, { name: "Ann" }, { populate: ["sizes", "tags", "events"] });
told.push([
  found.displayName, found.size, found.sizeDetails?.name, found.formerStatus, found.pastPriorities, found.attributes, found.path,
  found.address, found.balance, found.grid, found.settings, found.priority, found.isStatusOpen, found.version,
  found.sizes.get, found.tags.get.map((each) => each.name), found.events.get.map((each) => each.payload),
]);
const assets = await read.find(BillingAsset, { billingTowTruck: { loadKg: { gt: 5 } } });
told.push(assets.map((each) => [each.constructor.name, each.label, (each as BillingTowTruck).towLabel]));
told.push((await read.find(BillingVehicle, { plate: "P 1" })).length);
const [comment] = await read.find(BillingComment, { parent: assets[0] as BillingTowTruck }, { populate: "parent" });
told.push(comment!.parent.get.constructor.name);
const tasks = await read.find(BillingTask, {}, { orderBy: { title: "ASC" } });
told.push(tasks.map((each) => [each.constructor.name, each.title, each instanceof BillingOpenTask]));
told.push((await read.find(BillingOpenTask, {})).length);
const again = await read.findOneOrFail(FleetOrder, { partnerAccount: { name: "Ann" } }, { populate: { account: "fleetNotes" } });
told.push([again.number, again.account.get.fleetNotes.get.map((each) => [each.className, each.default, each.cargo])]);
const heads = await read.find(BillingHead, {}, { populate: { body: "head" } });
told.push(heads[0]!.body.get.head.get === heads[0]);

found.name = "Anna";
(assets[0] as BillingTowTruck).loadKg = 10;
(assets[0] as BillingTowTruck).label = "U";
await read.flush();
told.push([found.displayName, found.version]);
read.softDelete(found);
await read.flush();
told.push((await read.find(BillingAccount, { name: "Anna" })).length);
read.delete(comment!);
read.delete(assets[0]!);
read.delete(heads[0]!.body.get);
read.delete(heads[0]!);
await read.flush();
told.push(await read.findCount(BillingAsset, {}), await read.findCount(BillingHead, {}));
console.log(JSON.stringify(told));
await pool.end();
void [order, tag];
`;
