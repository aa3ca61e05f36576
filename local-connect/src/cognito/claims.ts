import type { Customer } from './customer.js';

/**
 * The attributes of a customer that scopes give: all of them for `openid` alone or with
 * `aws.cognito.signin.user.admin`, otherwise those of `email`, `phone` and `profile`.
 *
 * Source: Cognito developer guide, "Scopes, M2M, and resource servers".
 */
export function attributesFor(
  customer: Customer,
  scopes: readonly string[],
): Readonly<Record<string, unknown>> {
  const narrowed = ['email', 'phone', 'profile'].some((scope) => scopes.includes(scope));
  const grants = (scope: string) => !narrowed || scopes.includes(scope);
  return {
    ...(grants('email') && { email: customer.email, email_verified: true }),
    ...(grants('phone') && { phone_number: customer.phone_number, phone_number_verified: true }),
    ...(grants('profile') && { given_name: customer.given_name, family_name: customer.family_name }),
  };
}
