import type { ChatCustomer } from './chat-customer.js';

/**
 * Where the SDK sends the calls of the Participant Service, whatever option, variable or rule decided it: read from a
 * request on its way.
 */
export async function participantEndpoint(customer: ChatCustomer): Promise<URL> {
  let endpoint = '';
  customer.participant.middlewareStack.add(
    (next) => (call) => {
      const { protocol, hostname, port } = call.request as {
        readonly protocol: string;
        readonly hostname: string;
        readonly port?: number;
      };
      endpoint = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
      return next(call);
    },
    { step: 'finalizeRequest' },
  );
  await customer.transcript();
  return new URL(endpoint);
}
