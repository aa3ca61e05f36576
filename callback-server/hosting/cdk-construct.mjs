// An example for the AWS CDK, version 2, to copy into your own app. Run `npm run bundle:lambda` first.
import { Duration, Stack, aws_iam as iam, aws_lambda as lambda, aws_logs as logs } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/**
 * @typedef {object} ConnectSignInCallbackProps
 * @property {string} bundle folder of the bundle, `callback-server/dist/lambda-bundle`
 * @property {string} connectInstanceId the last part of the instance's ARN
 * @property {string} redirectUri as registered at the Cognito app client
 * @property {readonly string[]} allowedOrigins origins of the pages that hold the chat
 * @property {readonly string[]} cognitoDomains origins of the user pool's domains
 * @property {string} cognitoClientId
 * @property {import('aws-cdk-lib/aws-secretsmanager').ISecret} bindingKeys its text is the keys, separated by commas; the first signs
 */

/** The callback server as a function with its own URL; put your domain before it, for example with CloudFront. */
export class ConnectSignInCallback extends Construct {
  /** @param {ConnectSignInCallbackProps} props */
  constructor(scope, id, props) {
    super(scope, id);
    this.function = new lambda.Function(this, 'Function', {
      runtime: new lambda.Runtime('nodejs24.x', lambda.RuntimeFamily.NODEJS),
      architecture: lambda.Architecture.ARM_64,
      code: lambda.Code.fromAsset(props.bundle),
      handler: 'index.handler',
      memorySize: 512,
      timeout: Duration.seconds(10),
      // Connect allows 2 requests a second with bursts of 5 for the whole account and Region: more would only be throttled.
      reservedConcurrentExecutions: 5,
      logGroup: new logs.LogGroup(this, 'Log', { retention: logs.RetentionDays.ONE_MONTH }),
      environment: {
        CONNECT_INSTANCE_ID: props.connectInstanceId,
        REDIRECT_URI: props.redirectUri,
        ALLOWED_ORIGINS: props.allowedOrigins.join(','),
        COGNITO_DOMAINS: props.cognitoDomains.join(','),
        COGNITO_CLIENT_ID: props.cognitoClientId,
        // A reference that CloudFormation resolves when it deploys; the template holds no key.
        BINDING_KEYS: props.bindingKeys.secretValue.unsafeUnwrap(),
      },
    });
    const instance = { service: 'connect', resource: 'instance', resourceName: props.connectInstanceId };
    this.function.addToRolePolicy(
      new iam.PolicyStatement({
        actions: ['connect:UpdateParticipantAuthentication'],
        resources: [Stack.of(this).formatArn(instance)],
      }),
    );
    this.url = this.function.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });
  }
}
