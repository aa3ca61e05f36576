import { callbackHandler } from 'connect-sign-in-callback';

const given = (name: string): string => process.env[name] ?? '';

let handler: ReturnType<typeof callbackHandler> | undefined;

// Made with the first request: the build evaluates this module too, and has no configuration.
export function handle(request: Request): Promise<Response> {
  handler ??= callbackHandler({
    instanceId: given('CONNECT_INSTANCE_ID'),
    region: given('AWS_REGION'),
    redirectUri: given('REDIRECT_URI'),
    allowedOrigins: [given('ALLOWED_ORIGINS')],
    cognitoDomains: [given('COGNITO_DOMAINS')],
    bindingKeys: [given('BINDING_KEYS')],
  });
  return handler(request);
}
