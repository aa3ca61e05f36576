import assert from 'node:assert/strict';
import { once } from 'node:events';
import { callbackRouter } from 'connect-sign-in-callback';
import express from 'express';
import { startLocalConnect } from 'local-connect';
import { environmentFor, optionsFrom, signInLoop } from './sign-in-loop.mjs';

const local = await startLocalConnect();
const app = express();
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const redirectUri = `http://127.0.0.1:${server.address().port}/callback`;
Object.assign(process.env, environmentFor(local, redirectUri));

app.use(express.json(), express.urlencoded({ extended: true }));
app.use(callbackRouter(optionsFrom(process.env)));
app.get('/shop', (request, response) => response.send('the rest of the site'));

await signInLoop(local, redirectUri);
const rest = await fetch(new URL('/shop', redirectUri));
assert.equal(await rest.text(), 'the rest of the site');
server.close();
await local.close();
