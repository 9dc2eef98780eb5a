export { type Billing, type BillingSources, createBilling } from './billing.ts';
export { billedTasks } from './tasks.ts';
