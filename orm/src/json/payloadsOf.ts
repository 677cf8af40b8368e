// Makes plain objects of entities: loads what the hint names, for all of them together, and then reads it from memory.
import { ForeignEntityError } from "../errors/ForeignEntityError.ts";
import { InvalidHintError } from "../errors/InvalidHintError.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Entity } from "../types/Entity.ts";
import type { JsonOptions } from "../types/JsonPayload.ts";
import type { JsonTree } from "./JsonTree.ts";
import { parseJsonHint } from "./parseJsonHint.ts";

type Payload = Record<string, unknown>;

/** In the order of the entities. @throws InvalidHintError (`INVALID_HINT`), ForeignEntityError (`FOREIGN_ENTITY`), NoIdError (`NO_ID`) */
export async function payloadsOf(
  states: ReadonlyArray<EntityState>,
  hint: unknown,
  options: JsonOptions = {},
): Promise<object[]> {
  const [first] = states;
  if (first === undefined) return [];
  const { session } = first;
  const foreign = states.find((state) => state.session !== session);
  if (foreign !== undefined) throw new ForeignEntityError({ entity: foreign.entity });
  const metas = [...new Set(states.map(({ meta }) => meta))];
  const tree = parseJsonHint(metas, hint);
  await session.ports.populate([...new Set(states)], tree.loadHint(metas));
  const writer = new PayloadWriter(options.bigint === "string");
  const payloads = states.map((state) => writer.payloadOf(state, tree));
  await writer.settled();
  return payloads;
}

/** Functions may be async: what they give is put in its place once it is there. */
class PayloadWriter {
  readonly #hasTextForBigints: boolean;
  readonly #pending: Array<Promise<void>> = [];

  constructor(hasTextForBigints: boolean) {
    this.#hasTextForBigints = hasTextForBigints;
  }

  async settled(): Promise<void> {
    // All of them, so that none is rejected when nobody listens any more.
    const settled = await Promise.allSettled(this.#pending);
    const failed = settled.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
  }

  payloadOf({ meta, entity }: EntityState, tree: JsonTree): Payload {
    const payload: Payload = {};
    for (const entry of tree.entriesOf(meta)) {
      const { key } = entry;
      if ("make" in entry) this.#call(payload, key, entry.make, entity);
      else if (entry.below === undefined) payload[key] = this.#shown(entry.source.read(entity));
      else payload[key] = this.#follow(entry.source.follow(entity), entry.below, key, entity);
    }
    return payload;
  }

  #call(payload: Payload, key: string, make: (entity: Entity) => unknown, entity: Entity): void {
    const made = make(entity);
    // Holds the place of the key.
    payload[key] = made instanceof Promise ? null : this.#shown(made);
    if (made instanceof Promise)
      this.#pending.push(
        made.then((value) => {
          payload[key] = this.#shown(value);
        }),
      );
  }

  #follow(value: unknown, below: JsonTree, key: string, owner: Entity): unknown {
    if (value === undefined || value === null) return null;
    if (Array.isArray(value)) return value.map((each) => this.#follow(each, below, key, owner));
    if (!BaseEntity.isEntity(value)) throw new InvalidHintError({ entity: owner, key });
    return this.payloadOf(BaseEntity.stateOf(value), below);
  }

  /** Entities as their ids, nothing as `null`. */
  #shown(value: unknown): unknown {
    if (value === undefined || value === null) return null;
    if (BaseEntity.isEntity(value)) return this.#shown(value.id);
    if (
      Array.isArray(value) &&
      (this.#hasTextForBigints || value.some((each) => BaseEntity.isEntity(each)))
    )
      return value.map((each) => this.#shown(each));
    return this.#hasTextForBigints ? withoutBigints(value) : value;
  }
}

function withoutBigints(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map((each) => withoutBigints(each));
  if (
    typeof value !== "object" ||
    value === null ||
    Object.getPrototypeOf(value) !== Object.prototype
  )
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withoutBigints(each)]),
  );
}
