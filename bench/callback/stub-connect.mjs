// Amazon Connect's UpdateParticipantAuthentication and nothing else, in a process of its own. It answers at once, so that
// what is measured is the server before it. With a quota it throttles as Connect does; a state is accepted once.
import { createServer } from 'node:http';
import { verifySigV4 } from '../../local-connect/dist/sigv4.js';

const { verify, quota, credentials, region } = JSON.parse(process.argv[2]);
const PATH = '/contact/update-participant-authentication';

/** When each state was accepted, in milliseconds since 1970. */
const accepted = new Map();
let calls = 0;
let throttled = 0;
let conflicts = 0;
let tokens = quota?.burst ?? 0;
let filledAt = Date.now();

function withinQuota() {
  if (quota === undefined) return true;
  const now = Date.now();
  tokens = Math.min(quota.burst, tokens + ((now - filledAt) * quota.rate) / 1000);
  filledAt = now;
  if (tokens < 1) return false;
  tokens -= 1;
  return true;
}

/** @returns {[number, string, string]} status, error name or '', message */
function judge(request, body) {
  if (request.method !== 'POST' || request.url !== PATH)
    return [404, 'ResourceNotFoundException', request.url];
  calls += 1;
  if (verify) {
    try {
      const { rawHeaders, url: target, method } = request;
      verifySigV4(
        { method, target, rawHeaders, body },
        { ...credentials, region, service: 'connect', now: Date.now() },
      );
    } catch (error) {
      return [403, error.name, error.message];
    }
  }
  if (!withinQuota()) {
    throttled += 1;
    return [429, 'ThrottlingException', 'Rate exceeded'];
  }
  const { State, Code, InstanceId } = JSON.parse(body.toString('utf8'));
  if (!State || !Code || !InstanceId) return [400, 'InvalidParameterException', 'Something is missing'];
  if (accepted.has(State)) {
    conflicts += 1;
    return [409, 'ConflictException', 'The state was used before'];
  }
  accepted.set(State, Date.now());
  return [200, '', ''];
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const [status, name, message] = judge(request, Buffer.concat(chunks));
    const body = status === 200 ? '{}' : JSON.stringify({ Message: message });
    const error = name === '' ? {} : { 'x-amzn-errortype': name };
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...error,
    };
    response.writeHead(status, { ...headers, 'x-amzn-requestid': `stub-${calls}` }).end(body);
  });
});
server.listen(0, '127.0.0.1', () => process.send({ listening: server.address().port }));

process.on('message', (message) => {
  if (message === 'count') process.send({ calls, accepted: accepted.size, throttled, conflicts });
  if (message === 'accepted') process.send({ accepted: [...accepted], calls, throttled, conflicts });
});
process.on('disconnect', () => process.exit());
