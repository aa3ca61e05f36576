import { FIELDS } from './config-fields.js';
import { SERVER_FIELDS } from './config-server.js';

/** What `--help` prints. */
export function commandHelp(): string {
  const line = (name: string, expected: string) => `  ${name.padEnd(38)}${expected}`;
  return `connect-sign-in-callback: the redirect endpoint of Amazon Connect in-chat authentication

Usage
  connect-sign-in-callback serve          start the server
  connect-sign-in-callback serve --check  check the configuration and print it, keys masked
  connect-sign-in-callback --help         this text
  connect-sign-in-callback --version      the version

Environment variables; lists are separated by commas; NAME_FILE takes the path of a file with the value
  CONFIG_FILE                           a JSON file of options, for several instances; variables win over it
${Object.values(FIELDS)
  .map(({ variable, expected }) => line(variable, expected))
  .join('\n')}
${Object.entries(SERVER_FIELDS)
  .map(([name, { expected, fallback }]) => line(name, `${expected} (default ${fallback})`))
  .join('\n')}
  AWS credentials and AWS_ENDPOINT_URL_CONNECT are read by the AWS SDK itself.

Exit codes
  0 stopped by a signal, 64 wrong command line, 78 wrong configuration, 1 anything else
`;
}
