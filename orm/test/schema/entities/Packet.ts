import { PacketCodegen, packetConfig } from "./codegen/PacketCodegen.ts";

export class Packet extends PacketCodegen {}

packetConfig.placeholder();
