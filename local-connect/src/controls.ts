import { z } from 'zod';
import { isAwsErrorName } from './aws-error.js';
import { atMost } from './clock.js';
import { CONTACT_STATUSES } from './status-watch.js';
import type { ContactStatus } from './contact.js';
import type { ContactControl, LocalConnect } from './local-connect.js';

/** One command of the registry: what it takes, and what it does with the TypeScript API. */
interface Control {
  readonly parameters: z.ZodType;
  readonly run: (local: LocalConnect, parameters: unknown) => unknown;
}

/** Ties a command's schema to its function, so that the function gets what the schema gives. */
const control = <Shape extends z.ZodType>(
  parameters: Shape,
  run: (local: LocalConnect, parameters: z.output<Shape>) => unknown,
): Control => ({ parameters, run: (local, given) => run(local, parameters.parse(given)) });

const contactId = z.string().min(1).max(64);
const count = z.int().min(1).max(10_000).optional();
const duration = z.union([z.number().nonnegative(), z.string().max(20)]);
const nothing = z.strictObject({});
const oneContact = z.strictObject({ contactId });

const match = { contentType: z.string().min(1).max(100).optional(), contactId: contactId.optional() };

const fault = z.union([
  z.strictObject({ error: z.string().refine(isAwsErrorName, 'not an AWS error that local-connect knows') }),
  z.strictObject({ status: z.int().min(200).max(599), body: z.unknown().optional() }),
  z.strictObject({ hang: z.literal(true) }),
  z.strictObject({ drop: z.enum(['before', 'after']) }),
]);

const journalFilter = z.strictObject({
  service: z.enum(['connect', 'participant', 'cognito', 'chat', 'flow']).optional(),
  operation: z.string().max(200).optional(),
  contactId: contactId.optional(),
  outcome: z.string().max(200).optional(),
  status: z.int().optional(),
  after: z.int().nonnegative().optional(),
});

/** Leaves absent members out: a filter must not ask for `undefined`. */
const given = (members: object) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

const describeContact = ({ contactId: id, status, displayName }: ContactControl) => ({
  contactId: id,
  status,
  displayName,
});

const UNTIL_SECONDS_MAX = 60;

/** Every command that `POST /__local/<command>` takes, by name. */
export const CONTROLS: Readonly<Record<string, Control>> = {
  fault: control(z.strictObject({ operation: z.string().max(100), count, fault }), (local, wanted) =>
    // The schema has checked the error's name; whether the operation answers it is for the registry of faults to say.
    local.faults.next(wanted.operation, wanted.count ?? 1, wanted.fault),
  ),

  hold: control(z.strictObject(match), (local, items) => local.deliveries.hold(given(items))),
  release: control(nothing, (local) => ({ released: local.deliveries.release() })),
  delay: control(
    z.strictObject({ ...match, duration, count }),
    (local, { duration: by, count: times, ...items }) => local.deliveries.delay(given(items), by, times),
  ),
  duplicate: control(z.strictObject({ ...match, count }), (local, { count: times, ...items }) =>
    local.deliveries.duplicate(given(items), times),
  ),
  lose: control(z.strictObject({ ...match, count }), (local, { count: times, ...items }) =>
    local.deliveries.lose(given(items), times),
  ),
  reorder: control(z.strictObject({ ...match, count }), (local, { count: times, ...items }) =>
    local.deliveries.reorder(given(items), times),
  ),

  'drop-socket': control(oneContact, (local, { contactId: id }) => ({ dropped: local.sockets.drop(id) })),
  'refuse-sockets': control(z.strictObject({ count }), (local, { count: times = 1 }) =>
    local.sockets.refuseNext(times),
  ),
  silence: control(z.strictObject({ contactId, silent: z.boolean() }), (local, { contactId: id, silent }) =>
    local.sockets.silence(id, silent),
  ),

  expire: control(oneContact, (local, { contactId: id }) => local.contact(id).expire()),
  'time-out': control(oneContact, (local, { contactId: id }) => local.contact(id).timeOut()),
  decline: control(oneContact, (local, { contactId: id }) => local.contact(id).decline()),
  end: control(oneContact, (local, { contactId: id }) => local.contact(id).end()),

  'agent-join': control(
    z.strictObject({ contactId, displayName: z.string().min(1).max(256).optional() }),
    (local, { contactId: id, displayName }) => local.contact(id).agent.join(displayName),
  ),
  'agent-say': control(
    z.strictObject({ contactId, text: z.string().min(1).max(1024) }),
    (local, { contactId: id, text }) => ({ messageId: local.contact(id).agent.say(text) }),
  ),
  'agent-type': control(oneContact, (local, { contactId: id }) => local.contact(id).agent.type()),
  'agent-acknowledge': control(
    z.strictObject({
      contactId,
      kind: z.enum(['delivered', 'read']),
      messageId: z.string().min(1).max(64).optional(),
    }),
    (local, { contactId: id, kind, messageId }) => local.contact(id).agent.acknowledge(kind, messageId),
  ),
  'agent-leave': control(oneContact, (local, { contactId: id }) => local.contact(id).agent.leave()),

  advance: control(
    z.strictObject({ duration, contactId: contactId.optional() }),
    (local, { duration: by, contactId: id }) =>
      id === undefined ? local.advance(by) : local.contact(id).advance(by),
  ),
  until: control(
    z.strictObject({
      contactId,
      status: z.enum(CONTACT_STATUSES as ContactStatus[]),
      seconds: z.number().positive().max(UNTIL_SECONDS_MAX).default(10),
    }),
    async (local, { contactId: id, status, seconds }) => {
      let reached = false;
      await atMost(
        local.until(id, status).then(() => (reached = true)),
        1000 * seconds,
      );
      return { reached };
    },
  ),

  contacts: control(nothing, (local) => ({ contacts: local.contacts().map(describeContact) })),
  journal: control(journalFilter, (local, filter) => ({ entries: local.journal.entries(given(filter)) })),
  unused: control(nothing, (local) => ({ unused: local.unused() })),
  reset: control(nothing, (local) => local.reset()),
};
