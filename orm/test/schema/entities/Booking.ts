import { BookingCodegen, bookingConfig } from "./codegen/BookingCodegen.ts";

export class Booking extends BookingCodegen {}

bookingConfig.placeholder();
