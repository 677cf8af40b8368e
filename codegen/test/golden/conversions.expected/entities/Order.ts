import { OrderCodegen, orderConfig } from "./codegen/OrderCodegen.ts";

export class Order extends OrderCodegen {}

orderConfig.placeholder();
