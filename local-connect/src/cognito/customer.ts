import { createHash } from 'node:crypto';

/** A user of the pool; the attribute names are Cognito's. */
export interface Customer {
  readonly username: string;
  readonly password: string;
  readonly given_name: string;
  readonly family_name: string;
  readonly email: string;
  readonly phone_number: string;
}

/** The demo customers; names outside ASCII are among them on purpose, telephone numbers are from Ofcom's drama range. */
export const DEFAULT_CUSTOMERS: readonly Customer[] = [
  {
    username: 'zoe',
    password: 'Tulip-2048',
    given_name: 'Zoë',
    family_name: 'Lindqvist',
    email: 'zoe@example.com',
    phone_number: '+447700900101',
  },
  {
    username: 'sam',
    password: 'Maple-2048',
    given_name: 'Sam',
    family_name: "O'Neill",
    email: 'sam@example.com',
    phone_number: '+447700900102',
  },
  {
    username: 'haruto',
    password: 'Cedar-2048',
    given_name: '陽翔',
    family_name: '佐藤',
    email: 'haruto@example.com',
    phone_number: '+447700900103',
  },
];

/** Finds a customer by user name or e-mail address, both without regard to case, as a pool with the e-mail alias does. */
export function findCustomer(customers: readonly Customer[], username: string): Customer | undefined {
  const wanted = username.trim().toLowerCase();
  return customers.find(
    (customer) => customer.username.toLowerCase() === wanted || customer.email.toLowerCase() === wanted,
  );
}

/**
 * The `sub` of a customer: a UUID that is the same after every restart.
 *
 * @param provider - name of the external provider the customer came through, if any: such a user is another user
 */
export function subjectOf(userPoolId: string, customer: Customer, provider: string | undefined): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([userPoolId, provider ?? null, customer.username]))
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
