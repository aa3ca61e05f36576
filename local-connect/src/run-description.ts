import type { LocalConnect } from './local-connect.js';

/** What a program that starts local-connect needs to know. */
export function describeRun(local: LocalConnect, controlToken: unknown) {
  return {
    connect: local.connectEndpoint,
    cognito: local.cognitoEndpoint,
    region: local.region,
    instanceId: local.instanceId,
    contactFlowId: local.contactFlowId,
    userPoolId: local.userPoolId,
    clientId: local.clientId,
    say: local.say,
    customers: local.customers,
    environment: environmentOf(local),
    ...(controlToken === undefined ? {} : { controlToken }),
  };
}

/** Variables that the AWS SDK and a callback server read. */
function environmentOf(local: LocalConnect): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL_CONNECT: local.connectEndpoint,
    AWS_ENDPOINT_URL_CONNECTPARTICIPANT: local.connectEndpoint,
    AWS_REGION: local.region,
    AWS_ACCESS_KEY_ID: local.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: local.credentials.secretAccessKey,
    CONNECT_INSTANCE_ID: local.instanceId,
    CONNECT_CONTACT_FLOW_ID: local.contactFlowId,
    COGNITO_DOMAINS: local.cognitoEndpoint,
    COGNITO_CLIENT_ID: local.clientId,
  };
}

/** The same for people. */
export function summariseRun(local: LocalConnect, controlToken: unknown): string {
  const customers = local.customers.map(
    ({ username, password, name }) => `  ${username} / ${password}  (${name})`,
  );
  const environment = Object.entries(environmentOf(local)).map(
    ([name, value]) => `export ${name}='${value}'`,
  );
  return `
Amazon Connect   ${local.connectEndpoint}   (also the Participant Service and the chat websocket)
Cognito domain   ${local.cognitoEndpoint}

Say "${local.say}" in the chat and sign in as one of (user name / password):
${customers.join('\n')}

${environment.join('\n')}
${typeof controlToken === 'string' ? `\nControl: POST ${local.connectEndpoint}/__local/<command>, Authorization: Bearer ${controlToken}\n` : ''}
Stop with Ctrl-C.
`;
}
