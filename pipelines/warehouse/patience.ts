/** How long a run waits for another one that uses the warehouse; `cli.ts` sets it (SLA_WAIT_SECONDS). */
export const patience = { seconds: 120 };
