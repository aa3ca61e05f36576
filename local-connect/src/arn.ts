/** The account number of AWS's documentation; local-connect knows no accounts. */
const ACCOUNT = '123456789012';

/**
 * ARN of a resource of an instance.
 *
 * Source: Service Authorization Reference, resource types of Amazon Connect.
 */
export function connectArn(region: string, instanceId: string, resource: string): string {
  return `arn:aws:connect:${region}:${ACCOUNT}:instance/${instanceId}/${resource}`;
}
