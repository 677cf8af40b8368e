import { SalesOrderCodegen, salesOrderConfig } from "./codegen/SalesOrderCodegen.ts";

export class SalesOrder extends SalesOrderCodegen {}

salesOrderConfig.placeholder();
