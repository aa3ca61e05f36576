import { z } from 'zod';
import { fidelitySchema } from './fidelity.js';
import { flowScriptSchema } from './flow.js';
import { OPERATIONS, type OperationName } from './operations.js';
import { throttleSchema } from './throttle.js';

const port = z.int().min(0).max(65_535);
const url = z.string().min(1).max(1024);
const word = z.string().min(1).max(128);

const instanceSchema = z
  .strictObject({
    instanceId: z.string().min(1).max(100).default('11111111-2222-4333-8444-555555555555'),
    contactFlowId: z.string().min(1).max(500).default('aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'),
    /** Origins that may call the Participant Service when `fidelity.participantOrigins` is `approved`. */
    approvedOrigins: z.array(z.url()).default([]),
    /** Default: the flow of all instances. */
    flow: flowScriptSchema.optional(),
  })
  .readonly();

const customerSchema = z
  .strictObject({
    username: word,
    password: word,
    /** First name; Connect makes it the display name in the chat. */
    name: word,
    familyName: word.default('Example'),
    email: word.optional(),
    phoneNumber: word.default('+447700900100'),
  })
  .readonly();

const clientSchema = z
  .strictObject({
    clientId: word,
    callbackUrls: z.array(url).default([]),
    logoutUrls: z.array(url).default([]),
    scopes: z.array(word).optional(),
  })
  .readonly();

const throttles = z.partialRecord(
  z.enum(Object.keys(OPERATIONS) as OperationName[]),
  // null takes a limit off.
  throttleSchema.nullable(),
);

/** Everything that can be configured, in a JSON file or from TypeScript. */
export const optionsSchema = z
  .strictObject({
    /** 0 takes any free port. */
    connectPort: port.default(0),
    cognitoPort: port.default(0),
    /** Time of chats, codes, sessions and tokens; a manual clock moves by `advance` alone. */
    clock: z.enum(['real', 'manual']).default('real'),
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/u)
      .default('eu-west-2'),
    /** What SigV4 requests must be signed with. */
    credentials: z
      .strictObject({ accessKeyId: word, secretAccessKey: word, sessionToken: word.optional() })
      .default({ accessKeyId: 'AKIALOCALCONNECT', secretAccessKey: 'local-connect-secret' }),
    instances: z
      .array(instanceSchema)
      .min(1)
      .default([instanceSchema.parse({})]),
    flow: flowScriptSchema.default(flowScriptSchema.parse({})),
    userPoolId: z
      .string()
      .regex(/^[\w-]{1,55}_[0-9a-zA-Z]{1,40}$/u)
      .optional(),
    /** App clients of the user pool; the first is the Authenticate Customer block's. */
    clients: z
      .array(clientSchema)
      .min(1)
      .default([{ clientId: '1localconnectclient23456', callbackUrls: [], logoutUrls: [] }]),
    /** Further redirect URIs of the first app client. */
    callbackUrls: z.array(url).default([]),
    /** Further sign-out URLs of the first app client. */
    logoutUrls: z.array(url).default([]),
    customers: z.array(customerSchema).min(1).optional(),
    /** External providers of the user pool, whose sign-in page is simulated. */
    identityProviders: z
      .array(z.strictObject({ name: word, title: word.optional(), identifiers: z.array(word).optional() }))
      .optional(),
    /** Whether the sign-in page names the demo customers and their passwords. */
    hints: z.boolean().default(false),
    /** How many ended contacts stay known, for DescribeContact and the control interface. */
    endedContactsMax: z.int().min(0).max(100_000).default(1000),
    throttles: throttles.default({}),
    fidelity: fidelitySchema.default(fidelitySchema.parse({})),
    /** PEM; both servers then speak TLS. */
    https: z.strictObject({ key: z.string().min(1), cert: z.string().min(1) }).optional(),
    /** Base URLs under which browsers know the two servers, such as `https://login.example.com`. */
    publicUrls: z.strictObject({ connect: z.url().optional(), cognito: z.url().optional() }).default({}),
    /** Turns `POST /__local/*` on for those who send this token, at least 16 characters. */
    controlToken: z.string().min(16).max(256).optional(),
  })
  .readonly();

/** What {@link parseOptions} takes: every member may be left out. */
export type OptionsInput = z.input<typeof optionsSchema>;

/** Options with every default in place. */
export type Options = z.output<typeof optionsSchema>;

/** Options that cannot be used; the message lists every problem. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
  readonly code = 'ERR_CONFIG';
}

/**
 * Checks options and fills in the defaults.
 *
 * @throws OptionsError that names each member that is wrong, and what is expected of it
 */
export function parseOptions(input: unknown): Options {
  const result = optionsSchema.safeParse(input);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `- ${path.map(String).join('.') || 'options'}: ${message}`,
  );
  throw new OptionsError(`The options of local-connect are not valid:\n${problems.join('\n')}`);
}
