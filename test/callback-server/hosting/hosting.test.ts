import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { FIELDS } from '../../../callback-server/src/config-fields.js';
import { SERVER_FIELDS } from '../../../callback-server/src/config-server.js';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

const CLOUDFORMATION = ['Ref', 'Sub', 'GetAtt'].map((name) => ({
  tag: `!${name}`,
  resolve: (value: string) => ({ [name]: value }),
}));

interface Template {
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly Resources: {
    readonly Callback: {
      readonly Properties: {
        readonly ReservedConcurrentExecutions: number;
        readonly Environment: { readonly Variables: Readonly<Record<string, unknown>> };
        readonly Policies: readonly { readonly Statement: readonly Readonly<Record<string, unknown>>[] }[];
      };
    };
    readonly Api: { readonly Properties: { readonly AccessLogSettings: { readonly Format: string } } };
  };
}

const template = parse(read('callback-server/hosting/sam-template.yaml'), {
  customTags: CLOUDFORMATION,
}) as Template;
const { Callback, Api } = template.Resources;
const known = new Set<string>([
  ...Object.values(FIELDS).map(({ variable }) => variable),
  ...Object.keys(SERVER_FIELDS),
]);
const construct = read('callback-server/hosting/cdk-construct.mjs');

describe('the SAM template', () => {
  it('allows one action on one instance', () => {
    expect(Callback.Properties.Policies.flatMap(({ Statement }) => Statement)).toEqual([
      {
        Effect: 'Allow',
        Action: 'connect:UpdateParticipantAuthentication',
        Resource: {
          Sub: 'arn:${AWS::Partition}:connect:${AWS::Region}:${AWS::AccountId}:instance/${ConnectInstanceId}',
        },
      },
    ]);
  });

  it('sets every variable that has no default, and none that the server does not know', () => {
    const set = Object.keys(Callback.Properties.Environment.Variables);
    expect(set.filter((name) => !known.has(name))).toEqual([]);
    // Lambda itself sets the Region.
    const required = [
      'instanceId',
      'redirectUri',
      'allowedOrigins',
      'cognitoDomains',
      'bindingKeys',
    ] as const;
    expect(required.map((name) => FIELDS[name].variable).filter((name) => !set.includes(name))).toEqual([]);
  });

  it('refers to parameters that it has', () => {
    const references = [...JSON.stringify(template.Resources).matchAll(/"Ref":"(\w+)"/g)].map(
      ([, name]) => name,
    );
    const defined = [...Object.keys(template.Parameters), ...Object.keys(template.Resources)];
    expect(references.filter((name) => !defined.includes(name!))).toEqual([]);
    expect(references.length).toBeGreaterThan(4);
  });

  it('keeps to Connect’s burst and keeps the query out of the access log', () => {
    expect(Callback.Properties.ReservedConcurrentExecutions).toBe(5);
    expect(Api.Properties.AccessLogSettings.Format).not.toMatch(/context\.path|rawPath|queryString/i);
  });
});

describe('the CDK construct', () => {
  it('sets the same variables and allows the same action as the SAM template', () => {
    const variables = [...construct.matchAll(/^ {8}([A-Z_]+):/gm)].map(([, name]) => name);
    expect(variables).toEqual(Object.keys(Callback.Properties.Environment.Variables));
    expect([...construct.matchAll(/'(connect:\w+)'/g)].map(([, action]) => action)).toEqual([
      'connect:UpdateParticipantAuthentication',
    ]);
  });
});

describe('the Dockerfile', () => {
  const dockerfile = read('callback-server/hosting/Dockerfile');

  it('runs as somebody who is not root and says how to ask for health', () => {
    expect(dockerfile).toMatch(/^USER [1-9]\d*$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK .*\/healthz/m);
  });

  it('sets only variables that the server or Node knows', () => {
    const [, pairs = ''] = /^ENV (.*)$/m.exec(dockerfile) ?? [];
    const names = pairs.split(' ').map((pair) => pair.split('=', 1)[0]!);
    expect(names.filter((name) => name !== 'NODE_ENV' && !known.has(name))).toEqual([]);
    expect(names).toContain('PORT');
  });
});

describe('the nginx configuration', () => {
  it('never logs the query', () => {
    const nginx = read('callback-server/hosting/nginx.conf').replace(/#.*$/gm, '');
    const [, format = ''] = /log_format callback '([^']*)'/.exec(nginx) ?? [];
    expect(format).toContain('$uri');
    expect(format).not.toMatch(/\$request(\s|$)|\$request_uri|\$args|\$query_string|\$http_referer/);
    expect(nginx).toMatch(/access_log \S+ callback;/);
    expect(nginx).toMatch(/error_log \S+ crit;/);
  });
});
