// What a team writes first: Express 5, the AWS SDK as it comes, the happy path.
import express from 'express';
import { ConnectClient, UpdateParticipantAuthenticationCommand } from '@aws-sdk/client-connect';

const client = new ConnectClient({});
const app = express();

app.get('/callback', async (request, response) => {
  const { state, code, error, error_description: description } = request.query;
  await client.send(
    new UpdateParticipantAuthenticationCommand({
      State: state,
      InstanceId: process.env.CONNECT_INSTANCE_ID,
      Code: code,
      Error: error,
      ErrorDescription: description,
    }),
  );
  response.send('<!doctype html><title>Signed in</title><p>You can close this window.</p>');
});
// Express prints every error with its stack otherwise, which would make this server look slower than it is.
app.use((error, request, response, next) => {
  if (response.headersSent) next(error);
  else response.status(500).send('Internal Server Error');
});

const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}\n`);
});
