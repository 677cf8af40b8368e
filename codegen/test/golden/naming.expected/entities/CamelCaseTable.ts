import { CamelCaseTableCodegen, camelCaseTableConfig } from "./codegen/CamelCaseTableCodegen.js";

export class CamelCaseTable extends CamelCaseTableCodegen {}

camelCaseTableConfig.placeholder();
