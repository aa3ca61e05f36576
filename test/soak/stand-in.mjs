// Amazon Connect and Cognito in a process of their own; the parent asks by message and gets one answer for each.
import { startLocalConnect } from 'local-connect';
import { REDIRECT_URI } from './setting.mjs';

const local = await startLocalConnect({
  callbackUrls: [REDIRECT_URI],
  // A customer whose time has run out is asked again only when he wants to be: one block for each chat.
  flow: { askAgainTimes: 0 },
  // Kept contacts and journal entries are bounded; what is counted here is what is kept beyond that.
  endedContactsMax: 20,
});

const COMMANDS = {
  fault: ([operation, count, fault]) => local.faults.next(operation, count, fault),
  deliver: ([rule, match, ...rest]) => local.deliveries[rule](match, ...rest),
  dropSocket: ([contactId]) => local.sockets.drop(contactId),
  refuseSocket: () => local.sockets.refuseNext(1),
  status: ([contactId]) => local.contact(contactId).status,
  letTimePass: ([contactId, duration]) => local.contact(contactId).advance(duration),
  /** What the journal says of the calls that the servers make, and forgets it. */
  readJournal() {
    const updates = local.journal.entries({ operation: 'UpdateParticipantAuthentication' });
    const byOutcome = {};
    for (const { outcome } of updates) byOutcome[outcome] = (byOutcome[outcome] ?? 0) + 1;
    local.journal.clear();
    return byOutcome;
  },
};

process.on('message', async (message) => {
  // The heap probe answers this one.
  if (message === 'memory') return;
  const { id, command, parameters } = message;
  try {
    process.send({ id, answer: await COMMANDS[command](parameters) });
  } catch (error) {
    process.send({ id, problem: error.message });
  }
});
process.on('disconnect', () => void local.close().then(() => process.exit(0)));

const { connectEndpoint, cognitoEndpoint, region, instanceId, contactFlowId, credentials, customers, say } =
  local;
process.send({
  ...{ connectEndpoint, cognitoEndpoint, region, instanceId, contactFlowId, credentials, customers, say },
});
