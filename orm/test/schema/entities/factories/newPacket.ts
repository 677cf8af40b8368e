import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Packet } from "../Packet.ts";

export function newPacket(em: EntityManager, opts: FactoryOpts<Packet> = {}): DeepNew<Packet> {
  return newTestInstance(em, Packet, opts, {});
}
